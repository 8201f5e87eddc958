import type {
  Allowance,
  AllowanceAnswer,
  AllowanceBatch,
  AllowanceReceipt,
  Signature,
} from '@sipas/shared/wire';
import type { Reply } from './transport.ts';

/** The household that an allowance is for: as the form names it, and nothing of the form itself. */
export type AllowancePlace = Pick<Allowance, 'waveId' | 'commune' | 'village'> & {
  readonly household: string;
};

/** What a household said to its allowance. */
export type AllowanceSaid = 'signed' | 'declined';

/** Where the receipts of allowances lie on the phone: a database of its own, encrypted, apart from the forms. */
export interface AllowanceBook {
  /** Answers: what this household said on this phone; null where it was not asked. */
  said(place: AllowancePlace): Promise<AllowanceSaid | null>;
  /**
   * Promise: durable before it resolves.
   * Errors:  rejects when the phone cannot keep it.
   */
  sign(place: AllowancePlace, record: Allowance): Promise<void>;
  decline(place: AllowancePlace): Promise<void>;
  /** Answers: what the server does not have yet, oldest first. */
  unsent(limit: number): Promise<readonly Allowance[]>;
  /** Deletes what the server stored; what it keeps apart stays here and is not sent again. */
  settle(receipts: readonly AllowanceReceipt[]): Promise<void>;
}

/** The way of allowance receipts to the server. Never throws. */
export interface AllowanceTransport {
  send(token: string, batch: AllowanceBatch): Promise<Reply<AllowanceAnswer>>;
}

/** What the screens ask of all this. */
export interface Allowances {
  said(place: AllowancePlace): Promise<AllowanceSaid | null>;
  /** Keeps the receipt under an id of its own, and sends it when there is a network. */
  sign(
    place: AllowancePlace,
    signed: {
      readonly amountVnd: number;
      readonly name: string;
      readonly strokes: Signature;
    },
  ): Promise<void>;
  decline(place: AllowancePlace): Promise<void>;
  /** How many receipts the server does not have. */
  unsentCount(): Promise<number>;
}
