import type { ActionStore } from './action-store.ts';
import type { AllowanceStore } from './allowance-store.ts';
import type { AuditLog } from './audit-log.ts';
import type { CaseStore } from './case-store.ts';
import type { CommentStore } from './comment-store.ts';
import type { DeviceActStore } from './device-acts.ts';
import type { DeviceStore } from './device-store.ts';
import type { EditionStore } from './edition-store.ts';
import type { GroupingStore } from './grouping-store.ts';
import type { IncidentStore } from './incident-store.ts';
import type { IngestKeys } from './ingest-keys.ts';
import type { LinkStore } from './link-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { ResponseStore } from './response-store.ts';
import type { ResultJournal } from './result-journal.ts';
import type { RetentionStore } from './retention-store.ts';
import type { SecondFactorStore } from './second-factor-store.ts';
import type { StoreKeeper } from './store-keeper.ts';
import type { Tries } from './tries.ts';
import type { UnknownPhoneStore } from './unknown-phones.ts';
import type { WaveStore } from './wave-store.ts';
import type { WithdrawalStore } from './withdrawal-store.ts';

export type { ActionRevision, ActionStore, KeptAction } from './action-store.ts';
export type {
  AllowanceCommune,
  AllowancePerson,
  AllowanceReceiptRow,
  AllowanceStore,
  AllowanceStoreRow,
  JudgedAllowance,
  PastAllowances,
} from './allowance-store.ts';
export type { AuditLog, AuditQuery } from './audit-log.ts';
export type { Meter, QueueLoad, WayOfLines } from './meter.ts';
export type { WithdrawalDone, WithdrawalStore } from './withdrawal-store.ts';
export type {
  IncidentBounds,
  IncidentStore,
  KeptIncident,
  WrittenEntry,
} from './incident-store.ts';
export type { CaseEntry, CaseStore, CodedForm, KeptCase } from './case-store.ts';
export type {
  BackupNote,
  Care,
  CareFailure,
  CareState,
  DrillNote,
  ForgottenNote,
  FullerBackup,
  FullerLook,
  FullerSeen,
} from './care.ts';
export type { CommonPasswords } from './common-passwords.ts';
export type { Counted, Tries } from './tries.ts';
export type {
  CopiedPart,
  CopiedRow,
  CopiedValue,
  CopySource,
  CopyTarget,
  CopyTrouble,
  SourceMeta,
  SourceTable,
} from './province-copy.ts';
export type {
  Coding,
  CommentPlaceCount,
  CommentQuery,
  CommentReveal,
  CommentRow,
  CommentStore,
} from './comment-store.ts';
export {
  type ActOf,
  type DeviceAct,
  type DeviceActStore,
  type HeldBackCode,
  heldBackCodes,
} from './device-acts.ts';
export type {
  Device,
  DeviceClock,
  DeviceLedger,
  DeviceLines,
  DeviceStore,
  Range,
  RedeemRefusal,
  Redeemed,
  SigningKey,
  WriteOff,
} from './device-store.ts';
export type {
  CountedPlace,
  Edition,
  EditionSettings,
  EditionStore,
  FormChange,
} from './edition-store.ts';
export type { GroupingRevision, GroupingStore, KeptGrouping } from './grouping-store.ts';
export {
  type IngestKeys,
  type ListedKey,
  type OpensSeals,
  type Binding,
  type SealFault,
  openEnvelope,
  withBody,
} from './ingest-keys.ts';
export type { ExportLink, FoundLink, LinkStore } from './link-store.ts';
export { type GivenText, givenTexts, textQuestions } from './given-texts.ts';
export type { OpenSession, PeopleStore, SessionRecord, User } from './people-store.ts';
export type { PublicFacts, ReadPublicFacts } from './public-facts.ts';
export type { SecondFactor, SecondFactorStore } from './second-factor-store.ts';
export {
  type PackedInstrument,
  packInstrument,
  responseFacts,
  villageIdentity,
} from './response-facts.ts';
export { type ResponseState, stateOfKind, takesRow } from './response-row.ts';
export type {
  CommuneScope,
  CountedResponses,
  DeviceKeptApart,
  InterviewRow,
  JudgedLine,
  KeptApartRow,
  ProgressCount,
  PushContact,
  ResponseFacts,
  ResponseRow,
  ResponseStore,
  StoredReceipt,
  StoreHead,
  VillageCounts,
} from './response-store.ts';
export type { CountedChange, ResultJournal } from './result-journal.ts';
export type {
  RetentionStore,
  StoreCutoffs,
  StoreRemoval,
  StoreRemovals,
} from './retention-store.ts';
export {
  PhoneMoved,
  StoreBusy,
  StoreDamaged,
  StoreFull,
  StoreLocked,
  StoreNewer,
  StoreUnusable,
} from './store-trouble.ts';
export type {
  ArchiveLook,
  BackupCheck,
  StoreDifference,
  StoreKeeper,
  VerifyReport,
} from './store-keeper.ts';
export type { Clock, Ids, Log, Random } from './surroundings.ts';
export type { Made, ScoresToTable, TableMaker } from './table-maker.ts';
export type {
  Adoption,
  JudgedAgain,
  LineAgain,
  UnknownPhone,
  UnknownPhoneStore,
  WaitingLine,
} from './unknown-phones.ts';
export type {
  PlannedVillage,
  StoredGrouping,
  StoredInstrument,
  StoredSuccession,
  StoredUnit,
  StoredWave,
  VillageWeight,
  WaveStatusChange,
  WaveStore,
} from './wave-store.ts';

/** Everything a storage adaptor offers. */
export interface Storage {
  readonly responses: ResponseStore;
  readonly journal: ResultJournal;
  readonly devices: DeviceStore;
  readonly unknownPhones: UnknownPhoneStore;
  readonly deviceActs: DeviceActStore;
  readonly people: PeopleStore;
  readonly secondFactors: SecondFactorStore;
  readonly links: LinkStore;
  readonly actions: ActionStore;
  readonly cases: CaseStore;
  readonly incidents: IncidentStore;
  readonly withdrawals: WithdrawalStore;
  readonly groupings: GroupingStore;
  readonly waves: WaveStore;
  readonly editions: EditionStore;
  readonly comments: CommentStore;
  readonly audit: AuditLog;
  /** Apart from all else: names and signatures, and nothing of the answers. */
  readonly allowances: AllowanceStore;
  readonly ingestKeys: IngestKeys;
  readonly retention: RetentionStore;
  /** Absent where one process alone serves the store: it counts in its own memory. */
  readonly tries?: Tries;
  readonly keeper: StoreKeeper;
}
