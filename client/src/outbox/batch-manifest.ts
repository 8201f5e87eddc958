import { type BatchManifest, manifestVersion } from '@sipas/shared/wire';
import type { OutboxItem } from '../ports/field-shelf.ts';

/**
 * Answers: what does a batch file hold, so that whoever reads a cut or altered copy can say by number what is gone?
 * Shape:   the forms in the order of their lines → count, hashes in that order, unbroken runs of the chain by epoch (both
 *          ends included) in the order in which they begin.
 * Errors:  throws never.
 * Source:  the format of the batch file, W-10.
 * Rule:    O-20
 */
export function manifestOf(
  items: readonly Pick<OutboxItem, 'epoch' | 'seq' | 'hash'>[],
): BatchManifest {
  const ranges: { epoch: string; from: number; to: number }[] = [];
  for (const { epoch, seq } of items) {
    const last = ranges.at(-1);
    if (last?.epoch === epoch && last.to + 1 === seq) last.to = seq;
    else ranges.push({ epoch, from: seq, to: seq });
  }
  const hashes = items.map(({ hash }) => hash as BatchManifest['hashes'][number]);
  return { manifest: manifestVersion, count: items.length, ranges, hashes };
}
