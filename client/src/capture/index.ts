export { type ClockError, clockError } from './clock-error.ts';
export { type Departure, departure } from './departure.ts';
export { readEnrolmentCode } from './enrolment-code.ts';
export { finishPartial } from './finish-form.ts';
export type { FruitlessOutcome } from './finish-visit.ts';
export type { Moment } from './form-of-draft.ts';
export { askedQuestions, consentStep, reviewStep } from './interview-flow.ts';
export type { Move } from './interview-moves.ts';
export {
  type Interview,
  type InterviewSession,
  type InterviewState,
  openInterview,
  endOfForm,
} from './interview-session.ts';
export { brokenInstruments } from './package-check.ts';
export { type Progress, progressOf } from './progress.ts';
export { type SafetyLight, safetyLight } from './safety-light.ts';
export { type StorageRoom, storageRoom } from './storage-room.ts';
export { type BrowserTraits, type Unfitness, unfitness } from './unfit-browser.ts';
export { type PhoneTraits, type PhoneUnfitness, isAppleTouch } from './unfit-phone.ts';
export { type OldestAge, type PhoneTime, oldestAge } from './unsent-age.ts';
export { isWeakPin } from './weak-pin.ts';
