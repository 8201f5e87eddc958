export { type Answer, type Answers, isMissing } from './answer.ts';
export { type AnswerFault, isCleanText, judgeAnswer, longestText } from './answer-validity.ts';
export { isAnswered, missingRequired } from './completeness.ts';
export { currentRevision } from './current-revision.ts';
export { type Contact, finishContact } from './finish-contact.ts';
export {
  type ArrivalClock,
  type FinishClock,
  type FinishTime,
  type TimeTrust,
  finishTime,
  timeTrusts,
} from './finish-time.ts';
export { type HouseholdPlace, countedResponse, slotKey } from './household-slot.ts';
export { type Identification, type RecordIdentity, identify } from './identity.ts';
export {
  type IndexedInstrument,
  type IndexedQuestion,
  indexInstrument,
} from './indexed-instrument.ts';
export { type JudgedBody, judgeResponse } from './judge-response.ts';
export {
  type ResponseFault,
  type ResponseFaultCode,
  responseFaultCodes,
} from './response-fault.ts';
export type { ResponseKind } from './response-kind.ts';
export { type VisitOutcome, visitOutcomes } from './visit.ts';
export { type ResponseMode, responseModes } from './response-mode.ts';
export { printWithdrawalCode, readWithdrawalCode, withdrawalCode } from './withdrawal-code.ts';
