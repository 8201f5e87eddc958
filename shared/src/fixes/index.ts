export { type AnsweredCriterion, criterionWeights } from './criterion-weights.ts';
export { type LineStanding, lineStandings } from './line-standing.ts';
export { type Priority, type PriorityRequest, prioritise } from './priorities.ts';
export { type ChangeVerdict, changeVerdicts, judgeChange } from './change-verdict.ts';
export { type ActionStatus, actionStatuses, dayInVietnam, daysLate } from './lateness.ts';
export {
  type ActionChange,
  type ActionContent,
  type ActionField,
  actionChanges,
  actionFields,
} from './action-changes.ts';
export { type ChangeWord, wordOfChange } from './change-word.ts';
