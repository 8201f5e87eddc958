import type { JudgedLine } from './response-store.ts';
import type { WaitingLine } from './unknown-phones.ts';

/** What a person did with a phone, or it did itself (another key for signing; its reason is the key), kept for good. */
export interface DeviceAct {
  readonly act: 'adopted' | 'moved' | 'revoked' | 'key-changed' | 'confirmed' | 'released';
  /** Name of whose phone it is from then on, and of whose it was before it was moved. */
  readonly surveyor: string;
  readonly before: string | null;
  readonly reason: string | null;
  /** Name of who did it; null: the operator at the machine, or the phone itself. */
  readonly by: string | null;
  readonly at: string;
}

/** Codes under which a line waits because of its phone alone. */
export const heldBackCodes = ['device.unconfirmed', 'device.revoked'] as const;
export type HeldBackCode = (typeof heldBackCodes)[number];

/** Who does something with which phone, and why. */
export interface ActOf {
  readonly deviceId: string;
  readonly reason: string;
  /** Null: the operator at the machine. */
  readonly byUserId: string | null;
}

/** What people do with a phone that is here. */
export interface DeviceActStore {
  /** Answers: what was done with a phone, in the order in which it was. */
  acts(deviceId: string): Promise<readonly DeviceAct[]>;
  /**
   * Makes a phone that was taken in, and all responses that it made, those of another surveyor; codes made for the one before
   * are over. Promise: atomic; said again it changes nothing.
   */
  move(asked: ActOf & { readonly surveyorId: string }, now: string): Promise<void>;
  /** Takes a phone back. Promise: atomic; of one that was taken back nothing changes. */
  revoke(asked: ActOf, now: string): Promise<void>;
  /** Notes that a phone's number was compared and right. Promise: atomic; said again it changes nothing. */
  confirm(asked: Omit<ActOf, 'reason'>, now: string): Promise<void>;
  /** Notes that a person lets what waits of a phone be judged by what it says. */
  noteRelease(asked: ActOf, now: string): Promise<void>;
  /** Answers: lines of a phone that wait for what they are not to blame for, after a receipt. */
  heldBack(
    deviceId: string,
    codes: readonly HeldBackCode[],
    page: { readonly afterReceipt: number; readonly limit: number },
  ): Promise<readonly WaitingLine[]>;
  /** Answers: the first lines of a phone that hold their number, byte for byte. */
  firstLines(deviceId: string, limit: number): Promise<readonly WaitingLine[]>;
  /** Answers: lines of a phone that wait because they lie where its surveyor does not work, after a receipt. */
  misplaced(deviceId: string, afterReceipt: number, limit: number): Promise<readonly WaitingLine[]>;
  /**
   * Lets lines count that waited as misplaced, because their wave was closed, for the key of their seal or because of their
   * phone, and are judged acceptable now, under the receipts that they have. What waited for its key or its phone and is not
   * acceptable waits for that instead.
   * Answers: how many count. A correction of what another phone asked goes on waiting. Promise: atomic.
   */
  settleMisplaced(
    lines: readonly {
      readonly judged: JudgedLine;
      readonly waited: WaitingLine;
    }[],
  ): Promise<number>;
}
