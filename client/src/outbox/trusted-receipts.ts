import { type PushAnswer, type Receipt, protocolVersion } from '@sipas/shared/wire';
import type { HeldItem } from '../ports/field-shelf.ts';

/**
 * Answers: for which of the lines just sent does this answer prove that the server holds them?
 * Shape:   lines as sent, batch id, answer → receipts with the hash of their line. None unless the answer names this
 *          protocol and batch. A receipt counts for the line of its number, when its hash is that line's; without a
 *          hash only as quarantined (the server keeps bytes that it could not read).
 * Missing: a line without such a receipt stays unsent.
 * Source:  contract of the wire, protocol 1, "Sync".
 * Rule:    O-04
 */
export function trustedReceipts(
  sent: readonly HeldItem[],
  batchId: string,
  answer: PushAnswer,
): Receipt[] {
  if ((answer.protocol as number) !== protocolVersion || answer.batchId !== batchId) return [];
  return answer.receipts.flatMap((receipt) => {
    const item = sent[receipt.line - 1];
    if (item === undefined) return [];
    const isOurs =
      receipt.hash === item.hash ||
      (receipt.hash === undefined && receipt.outcome === 'quarantined');
    return isOurs ? [{ ...receipt, hash: item.hash as NonNullable<Receipt['hash']> }] : [];
  });
}
