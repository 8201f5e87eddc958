import { hash } from 'node:crypto';
import type { Instant, Sha256Hex } from '@sipas/shared/kernel';
import { type Receipt, envelopeHashInput } from '@sipas/shared/wire';
import type { JudgedLine, StoredReceipt } from '../../ports/index.ts';
import type { ReadLine, SaidOfLine } from './read-line.ts';
import { parseLine } from './split-batch.ts';

/** A line as it came, as it was read, and as the store takes it. */
export interface TakenLine {
  readonly bytes: Buffer;
  readonly read: ReadLine;
  readonly judged: JudgedLine;
}

const ownBytes = 'raw:';

/**
 * Answers: the receipt of a line as it travels.
 * Shape:   place of the line, the line, what the store says → receipt. It names the line's hash only where the line has
 *          that content: a line that was altered on its way still names what it was, and that proves nothing. Of a line
 *          that is known by its own bytes it names their hash, which whoever sent the line can compare.
 * Source:  invariant: no false receipt.
 * Rule:    A-33
 */
export function printReceipt(
  place: number,
  {
    bytes,
    read,
    judged,
  }: Pick<TakenLine, 'bytes' | 'read'> & { readonly judged: Pick<JudgedLine, 'contentHash'> },
  stored: StoredReceipt,
): Receipt {
  const { contentHash } = judged;
  const bytesHash = contentHash.startsWith(ownBytes) ? contentHash.slice(ownBytes.length) : null;
  return {
    line: place,
    ...(provenSayings(bytes, read) as Pick<Receipt, 'responseId' | 'revision' | 'hash'>),
    ...(bytesHash === null ? {} : { bytesHash: bytesHash as Sha256Hex }),
    outcome: stored.outcome,
    ...(stored.code === null ? {} : { code: stored.code }),
    ...(stored.detail === null || stored.detail === '' ? {} : { detail: stored.detail }),
    receipt: stored.receipt,
    receivedAt: stored.receivedAt as Instant,
  };
}

/** Answers: has the line the content that the hash in it names, whatever else is wrong with it? */
export const isProven = (bytes: Buffer, { envelope, fault, said }: ReadLine): boolean =>
  envelope !== undefined ||
  (fault.code !== 'line.duplicate-key' && said.hash !== undefined && hasHash(bytes, said.hash));

function provenSayings(bytes: Buffer, read: ReadLine): SaidOfLine {
  const { hash: _claimed, ...others } = read.said;
  return isProven(bytes, read) ? read.said : others;
}

/** Answers: has a line that is no envelope of ours, of a later version say, the content that its hash names? */
function hasHash(bytes: Buffer, claimed: string): boolean {
  const parsed = parseLine(bytes);
  if (typeof parsed !== 'object' || parsed === null) return false;
  try {
    return hash('sha256', envelopeHashInput(parsed)) === claimed;
  } catch (error) {
    // What canonical JSON cannot carry, or is nested too deep for it, has no hash.
    if (error instanceof TypeError || error instanceof RangeError) return false;
    throw error;
  }
}
