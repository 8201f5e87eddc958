export {
  type CaseKind,
  type CaseState,
  caseKinds,
  caseStates,
  hasEnded,
  mayBecome,
} from './case.ts';
export {
  type CaseDeadlineRules,
  type CaseDeadlines,
  type CaseLateness,
  caseDeadlines,
  caseLateness,
} from './deadlines.ts';
