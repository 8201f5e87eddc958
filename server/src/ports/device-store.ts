import type { Hello } from '@sipas/shared/wire';

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
}

/** What the ledger of one chain shows: the head the phone reported, what came, what lacks. */
export interface DeviceLedger {
  readonly received: number;
  readonly missing: readonly {
    readonly epoch: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly forks: number;
}

export type RedeemRefusal = 'enrolment.unknown-code' | 'enrolment.expired' | 'enrolment.used';

/** Phones, how they are enrolled, and what they last said of themselves. */
export interface DeviceStore {
  /** Keeps a one-use code (by its hash) for a surveyor. */
  addEnrolmentCode(code: {
    readonly codeHash: string;
    readonly userId: string;
    readonly createdAt: string;
    readonly expiresAt: string;
  }): Promise<void>;
  /**
   * Answers: the surveyor whose code this is, and makes the phone theirs.
   * Promise: atomic: a code is used at most once, whoever races.
   */
  redeem(
    codeHash: string,
    device: {
      readonly id: string;
      readonly tokenHash: string;
      readonly name: string;
      readonly platform: string;
      readonly publicKey: string | null;
    },
    now: string,
  ): Promise<{ readonly userId: string } | RedeemRefusal>;
  byTokenHash(tokenHash: string): Promise<Device | null>;
  byId(deviceId: string): Promise<Device | null>;
  list(): Promise<readonly Device[]>;
  /** Keeps what a phone said of itself in hello. Heads only grow within an epoch. */
  recordHello(deviceId: string, hello: Hello, now: string): Promise<void>;
  /** Answers: received, missing (up to the highest of reported head and received seq) and forks of one phone. */
  ledger(deviceId: string): Promise<DeviceLedger>;
}
