import type { AllowanceStore } from './allowance-store.ts';
import type { DeviceStore } from './device-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { ResponseStore } from './response-store.ts';
import type { StoreKeeper } from './store-keeper.ts';
import type { UnknownPhoneStore } from './unknown-phones.ts';
import type { WaveStore } from './wave-store.ts';

export type {
  AllowanceCommune,
  AllowancePerson,
  AllowanceReceiptRow,
  AllowanceStore,
  AllowanceStoreRow,
  JudgedAllowance,
} from './allowance-store.ts';
export type {
  BackupNote,
  Care,
  CareFailure,
  CareState,
  DrillNote,
  ForgottenNote,
  FullerBackup,
} from './care.ts';
export type {
  Device,
  DeviceClock,
  DeviceLedger,
  DeviceLines,
  DeviceStore,
  Range,
  RedeemRefusal,
  WriteOff,
} from './device-store.ts';
export type { PeopleStore, SessionRecord, User } from './people-store.ts';
export {
  type PackedInstrument,
  packInstrument,
  responseFacts,
  villageIdentity,
} from './response-facts.ts';
export { type ResponseState, stateOfKind, takesRow } from './response-row.ts';
export type {
  CommuneScope,
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
export {
  StoreBusy,
  StoreDamaged,
  StoreFull,
  StoreLocked,
  StoreNewer,
  StoreUnusable,
} from './store-trouble.ts';
export type { BackupCheck, StoreDifference, StoreKeeper, VerifyReport } from './store-keeper.ts';
export type { Clock, Ids, Log, Random } from './surroundings.ts';
export type { Adoption, UnknownPhone, UnknownPhoneStore, WaitingLine } from './unknown-phones.ts';
export type {
  PlannedVillage,
  StoredGrouping,
  StoredInstrument,
  StoredSuccession,
  StoredUnit,
  StoredWave,
  WaveStatusChange,
  WaveStore,
} from './wave-store.ts';

/** Everything a storage adaptor offers. */
export interface Storage {
  readonly responses: ResponseStore;
  readonly devices: DeviceStore;
  readonly unknownPhones: UnknownPhoneStore;
  readonly people: PeopleStore;
  readonly waves: WaveStore;
  /** Apart from all else: names and signatures, and nothing of the answers. */
  readonly allowances: AllowanceStore;
  readonly keeper: StoreKeeper;
}
