import type { Contact, TimeTrust } from '@sipas/shared/response';
import type { EnrolmentPurpose, Hello } from '@sipas/shared/wire';

export interface Device {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly platform: string;
  readonly enrolledAt: string;
  readonly revokedAt: string | null;
  readonly lastContactAt: string | null;
  readonly appVersion: string | null;
  readonly unsent: number | null;
  readonly oldestUnsentAt: string | null;
  readonly storagePersisted: boolean | null;
  /** Bytes that the browser says it uses and may use. */
  readonly storageUsage: number | null;
  readonly storageQuota: number | null;
  /** The phone's clock minus ours, and when that was measured. */
  readonly clockOffsetMs: number | null;
  readonly clockMeasuredAt: string | null;
  /** A receipt that the phone holds and this same life of the store never gave; and when that was noticed. */
  readonly forgottenReceipt: number | null;
  readonly forgottenAt: string | null;
  /** Six digits that the office has to compare with those on the phone; null: nothing is to be compared any more. */
  readonly comparison: string | null;
}

/** What is known of a phone's clock: its last offset, and when we answered it, oldest first. */
export interface DeviceClock {
  readonly clockOffsetMs: number | null;
  readonly contacts: readonly Contact[];
}

/** Numbers of one chain, both ends among them. */
export interface Range {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
}

/**
 * What the office no longer waits for: numbers that lack, a number used twice, forms that never had a number, a phone that
 * was not heard since a restore (its `epoch` is the incarnation, 1 its only number). A receipt that the store never gave and
 * somebody has looked into is kept in the same way (`forgotten`; its `epoch` is the incarnation, the receipt its number).
 */
export interface WriteOff extends Range {
  readonly id: number;
  readonly kind: 'gap' | 'fork' | 'unsent' | 'unheard' | 'forgotten';
  readonly reason: string;
  /** Name of who said so. */
  readonly by: string;
  readonly createdAt: string;
}

/** What the ledger of one phone shows: the heads that it reported, what came, what lacks, what was written off. */
export interface DeviceLedger {
  readonly received: number;
  readonly missing: readonly Range[];
  readonly forks: number;
  /** Numbers that were used twice, one a range. */
  readonly forkPlaces: readonly Range[];
  readonly epochs: readonly {
    readonly epoch: string;
    /** As the phone reported it; null where it never did. */
    readonly headSeq: number | null;
    readonly received: number;
    /** The highest number that came. */
    readonly highest: number;
  }[];
  /** In the order in which they were said. */
  readonly writeOffs: readonly WriteOff[];
  /** Receipts that the store never gave and that were acknowledged in this life of it. */
  readonly acknowledged: readonly number[];
  /** The incarnation of the store, where the phone has not been heard in it; null where it was. */
  readonly unheard: string | null;
}

/** What takes a look at every line of one phone. */
export interface DeviceLines {
  /** Lines that do not name the line before them by its hash, where that one is here. */
  readonly brokenLinks: readonly { readonly epoch: string; readonly seq: number }[];
  /** Its forms by the grade of their time. */
  readonly times: Readonly<Record<TimeTrust, number>>;
}

export type RedeemRefusal =
  | 'enrolment.unknown-code'
  | 'enrolment.expired'
  | 'enrolment.used'
  | 'enrolment.other-phone'
  | 'enrolment.not-renewal'
  | 'enrolment.for-pin';

/** Whose the phone is, which one it is, and whether it waits for a comparison. */
export interface Redeemed {
  readonly userId: string;
  readonly deviceId: string;
  readonly compares: boolean;
}

/** A key by which a phone signs its forms: its id, and its raw public half in base64url. */
export interface SigningKey {
  readonly deviceId: string;
  readonly keyId: string;
  readonly publicKey: string;
}

/** Phones, how they are enrolled, and what they last said of themselves. */
export interface DeviceStore {
  /** Keeps a one-use code (by its hash) for a surveyor. */
  addEnrolmentCode(code: {
    readonly codeHash: string;
    readonly userId: string;
    readonly createdAt: string;
    readonly expiresAt: string;
    /** Absent: for a phone. */
    readonly purpose?: EnrolmentPurpose;
    /** The phone that goes on by it; absent: a new one. */
    readonly renewsDeviceId?: string;
    /** The new phone waits until its number was compared. */
    readonly compares?: boolean;
  }): Promise<void>;
  /**
   * Answers: the surveyor whose code this is, and makes the phone theirs; by a code that renews, the phone that it names
   * gets the token, if the asker holds its enrolment, and stays who it is.
   * Promise: atomic: a code is used at most once, whoever races; what is refused uses none.
   */
  redeem(
    codeHash: string,
    device: {
      readonly id: string;
      readonly tokenHash: string;
      readonly name: string;
      readonly platform: string;
      readonly publicKey: string | null;
      /** Kept only of a new phone whose code says that it waits for it. */
      readonly comparison?: string;
    },
    now: string,
    renews?: readonly string[],
  ): Promise<Redeemed | RedeemRefusal>;
  /**
   * Answers: is this an unused code for a PIN of the surveyor who has this phone, or one by which this very phone goes on?
   *          Null: it is, and it is used by now.
   * Promise: atomic: a code is used at most once, whoever races; what is refused uses none.
   */
  confirmSurveyor(
    codeHash: string,
    device: Pick<Device, 'id' | 'userId'>,
    now: string,
  ): Promise<
    | Exclude<RedeemRefusal, 'enrolment.for-pin'>
    | 'enrolment.not-for-pin'
    | 'enrolment.other-surveyor'
    | null
  >;
  /**
   * Keeps a key by which a phone signs; one that is here stays. Another key than before is noted among what was done with the
   * phone. Answers: was it new? Limits: 100 keys of a phone.
   */
  registerSigningKey(key: SigningKey, now: string): Promise<boolean>;
  /** Answers: who told these keys, by phone. */
  signers(keyIds: readonly string[]): Promise<readonly SigningKey[]>;
  hasSigningKey(deviceId: string): Promise<boolean>;
  byTokenHash(tokenHash: string): Promise<Device | null>;
  byId(deviceId: string): Promise<Device | null>;
  list(): Promise<readonly Device[]>;
  /**
   * Keeps what a phone said of itself in hello. Heads only grow within an epoch. A receipt that it holds beyond our last,
   * in the life of the store in which it was last given one, is kept as forgotten. It counts as heard in this life.
   */
  recordHello(deviceId: string, hello: Hello, now: string): Promise<void>;
  /** Answers: what is known of a phone's clock. */
  /** Answers: lives of the store before its restores in which phones were heard last, at most 50. */
  formerLives(): Promise<readonly string[]>;
  clock(deviceId: string): Promise<DeviceClock>;
  /** Answers: received, missing (up to the highest of reported head and received seq) and forks of one phone. */
  ledger(deviceId: string): Promise<DeviceLedger>;
  /** Answers: what all lines of one phone show when they are laid side by side. */
  lines(deviceId: string): Promise<DeviceLines>;
  /** Answers: has this phone made a line of this wave? */
  worksIn(deviceId: string, waveId: string): Promise<boolean>;
  /** Answers: what phones told of receipts that the store never gave, as far as acknowledged in this life of it. */
  acknowledgedReceipts(): Promise<
    readonly { readonly deviceId: string; readonly receipt: number }[]
  >;
  /** Keeps write-offs for good, all or none. */
  addWriteOffs(
    writeOffs: readonly (Range &
      Pick<WriteOff, 'kind' | 'reason'> & { readonly deviceId: string })[],
    userId: string,
    now: string,
  ): Promise<void>;
}
