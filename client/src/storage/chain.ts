import type { OutboxItem } from '../ports/field-shelf.ts';

/** The last link of an epoch: the next form refers to it. */
export interface ChainHead {
  readonly epoch: string;
  readonly headSeq: number;
  readonly headHash: string | null;
}

/**
 * Answers: how far each epoch of this phone has come.
 * Shape:   outbox items and the epoch now in use → one head per epoch, the current one with 0 and null if still empty.
 * Rule:    D-10
 */
export function chainHeads(items: Iterable<OutboxItem>, currentEpoch: string | null): ChainHead[] {
  const heads = new Map<string, ChainHead>();
  if (currentEpoch !== null)
    heads.set(currentEpoch, { epoch: currentEpoch, headSeq: 0, headHash: null });
  for (const { epoch, seq, hash } of items)
    if (seq > (heads.get(epoch)?.headSeq ?? 0))
      heads.set(epoch, { epoch, headSeq: seq, headHash: hash });
  return [...heads.values()];
}
