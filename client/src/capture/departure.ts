import type { Draft, OutboxItem, ServerContact } from '../ports/field-shelf.ts';

/** What lies on a phone that somebody wants to give away. */
export interface OnPhone {
  readonly drafts: readonly Pick<Draft, 'responseId'>[];
  readonly items: readonly Pick<OutboxItem, 'receipt' | 'incarnation' | 'line' | 'handedOverAt'>[];
  /** What the server said last; null: it was never heard. */
  readonly contact: Pick<ServerContact, 'incarnation' | 'safeReceipt'> | null;
  /** Signatures for allowances that the server does not have. */
  readonly unsentSignatures: number;
}

/**
 * May this phone go to another surveyor, or be emptied?
 * refused: first finish or close the open interviews, send or export the forms, send the signatures.
 * may-leave: all that is unsent was handed over by file, or not all that was received lies in a backup of the server; it
 * stays on the phone, is still sent, and is not deleted.
 * may-wipe: a backup of the server has everything.
 */
export type Departure =
  | {
      readonly tag: 'refused';
      readonly drafts: number;
      /** Unsent, and in no file. */
      readonly stranded: number;
      readonly signatures: number;
    }
  | {
      readonly tag: 'may-leave';
      /** In a file, without a receipt. */
      readonly waiting: number;
      /** Received, and in no verified backup yet: if the server is lost, only this phone has them. */
      readonly unsafe: number;
    }
  | { readonly tag: 'may-wipe' };

/**
 * Answers: may this phone change hands, and may it be emptied?
 * Shape:   what lies on it → departure. A form in a file may leave with its phone. It is deleted only when its receipt is
 *          at or below the safe receipt of the server that gave it; a receipt of a server before the last restore that
 *          still stands was safe then.
 *          Signatures go into no file (decision 30): they must be sent.
 * Errors:  throws never.
 * Source:  decision 0022; invariant: nothing lost.
 * Rule:    C-34
 */
export function departure({ drafts, items, contact, unsentSignatures }: OnPhone): Departure {
  const unsent = items.filter(({ receipt, line }) => receipt === null && line !== null);
  const stranded = unsent.filter(({ handedOverAt }) => handedOverAt === undefined).length;
  if (drafts.length > 0 || stranded > 0 || unsentSignatures > 0)
    return { tag: 'refused', drafts: drafts.length, stranded, signatures: unsentSignatures };
  const unsafe = items.filter(
    ({ receipt, incarnation, line }) =>
      receipt !== null &&
      line !== null &&
      (contact === null ||
        (incarnation === contact.incarnation && receipt.receipt > contact.safeReceipt)),
  ).length;
  return unsent.length + unsafe > 0
    ? { tag: 'may-leave', waiting: unsent.length, unsafe }
    : { tag: 'may-wipe' };
}
