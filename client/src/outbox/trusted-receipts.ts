import { type PushAnswer, type Receipt, protocolVersion } from '@sipas/shared/wire';
import type { HeldItem } from '../ports/field-shelf.ts';

/**
 * Answers: for which of the lines just sent does this answer prove that the server holds them?
 * Shape:   lines as sent, batch id, answer, SHA-256 of lines by their number → receipts with the hash of their line. None
 *          unless the answer names this protocol and batch. A receipt counts for the line of its number, when its hash is
 *          that line's; without a hash when the bytes that the server keeps, though it could not read them, are those
 *          that were sent: of a line that was altered on its way the server holds something else.
 * Missing: a line without such a receipt stays unsent.
 * Source:  contract of the wire, protocol 1, "Sync".
 * Rule:    O-04
 */
export function trustedReceipts(
  sent: readonly HeldItem[],
  batchId: string,
  answer: PushAnswer,
  sentHashes: ReadonlyMap<number, string> = new Map(),
): Receipt[] {
  if ((answer.protocol as number) !== protocolVersion || answer.batchId !== batchId) return [];
  return answer.receipts.flatMap((receipt) => {
    const item = sent[receipt.line - 1];
    if (item === undefined) return [];
    const isOurs =
      receipt.hash === item.hash ||
      (receipt.hash === undefined &&
        receipt.bytesHash !== undefined &&
        receipt.bytesHash === sentHashes.get(receipt.line));
    return isOurs ? [{ ...receipt, hash: item.hash as NonNullable<Receipt['hash']> }] : [];
  });
}

/**
 * Answers: the SHA-256 of those lines whose receipts name no other proof, by their number.
 * Errors:  rejects when the browser cannot hash.
 */
export async function hashesToCompare(
  sent: readonly HeldItem[],
  { receipts }: PushAnswer,
): Promise<ReadonlyMap<number, string>> {
  const hashes = new Map<number, string>();
  for (const { line, bytesHash } of receipts) {
    const item = sent[line - 1];
    if (bytesHash === undefined || item === undefined) continue;
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(item.line));
    const bytes = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
    hashes.set(line, bytes.join(''));
  }
  return hashes;
}
