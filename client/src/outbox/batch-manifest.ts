import type { OutboxItem } from '../ports/field-shelf.ts';

/** What a batch file says of itself in its second line. */
export interface Manifest {
  readonly manifest: 1;
  readonly count: number;
  readonly ranges: readonly {
    readonly epoch: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly hashes: readonly string[];
}

/**
 * Answers: what does a batch file hold, so that whoever reads a cut or altered copy can say by number what is gone?
 * Shape:   the forms in the order of their lines → count, hashes in that order, unbroken runs of the chain by epoch (both
 *          ends included) in the order in which they begin.
 * Errors:  throws never.
 * Source:  the format of the batch file, decision 0022.
 * Rule:    O-20
 */
export function manifestOf(items: readonly Pick<OutboxItem, 'epoch' | 'seq' | 'hash'>[]): Manifest {
  const ranges: { epoch: string; from: number; to: number }[] = [];
  for (const { epoch, seq } of items) {
    const last = ranges.at(-1);
    if (last?.epoch === epoch && last.to + 1 === seq) last.to = seq;
    else ranges.push({ epoch, from: seq, to: seq });
  }
  return { manifest: 1, count: items.length, ranges, hashes: items.map(({ hash }) => hash) };
}
