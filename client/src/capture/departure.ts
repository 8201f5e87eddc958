import type { Draft, OutboxItem } from '../ports/field-shelf.ts';

/** What lies on a phone that somebody wants to give away. */
export interface OnPhone {
  readonly drafts: readonly Pick<Draft, 'responseId'>[];
  readonly items: readonly Pick<OutboxItem, 'receipt' | 'line' | 'handedOverAt'>[];
  /** Signatures for allowances that the server does not have. */
  readonly unsentSignatures: number;
}

/**
 * May this phone go to another surveyor, or be emptied?
 * refused: first finish or close the open interviews, send or export the forms, send the signatures.
 * may-leave: all that is unsent was handed over by file; it stays on the phone, is still sent, and is not deleted.
 * may-wipe: the server has everything.
 */
export type Departure =
  | {
      readonly tag: 'refused';
      readonly drafts: number;
      /** Unsent, and in no file. */
      readonly stranded: number;
      readonly signatures: number;
    }
  | { readonly tag: 'may-leave'; readonly waiting: number }
  | { readonly tag: 'may-wipe' };

/**
 * Answers: may this phone change hands, and may it be emptied?
 * Shape:   what lies on it → departure. A form in a file may leave with its phone; only a receipt lets it be deleted.
 *          Signatures go into no file (decision 30): they must be sent.
 * Errors:  throws never.
 * Source:  decision 0022; invariant: nothing lost.
 * Rule:    C-34
 */
export function departure({ drafts, items, unsentSignatures }: OnPhone): Departure {
  const unsent = items.filter(({ receipt, line }) => receipt === null && line !== null);
  const stranded = unsent.filter(({ handedOverAt }) => handedOverAt === undefined).length;
  if (drafts.length > 0 || stranded > 0 || unsentSignatures > 0)
    return { tag: 'refused', drafts: drafts.length, stranded, signatures: unsentSignatures };
  return unsent.length > 0 ? { tag: 'may-leave', waiting: unsent.length } : { tag: 'may-wipe' };
}
