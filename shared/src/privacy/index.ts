export {
  type FieldClass,
  type FieldEntry,
  type FieldRecord,
  type FieldRegistry,
  type RecordKind,
  type Retention,
  type RetentionStart,
  fieldClasses,
  recordKinds,
  retentionStarts,
} from './field-registry.ts';
export { type Cutoff, cutoffsOf } from './cutoffs.ts';
export { judgeRegistry } from './judge-registry.ts';
export {
  type Removal,
  type RemovalClass,
  clearedOfPhones,
  removalClasses,
  removalOf,
} from './removal-of.ts';
export { rewordedConsent } from './reworded-consent.ts';
export { unregisteredQuestions } from './unregistered-questions.ts';
