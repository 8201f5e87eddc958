import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '../ports/field-shelf.ts';
import { chainHeads } from './chain.ts';

const item = (epoch: string, seq: number) =>
  ({ epoch, seq, hash: `${epoch}${String(seq)}` }) as OutboxItem;

describe('the head of a chain', () => {
  it('is the highest number of its epoch, in whatever order the forms lie [D-10]', () => {
    expect(chainHeads([item('a', 2), item('a', 3), item('a', 1)], 'a')).toEqual([
      { epoch: 'a', headSeq: 3, headHash: 'a3' },
    ]);
  });

  it('is 0 for an epoch without a form, and stands before those of older epochs [D-10]', () => {
    expect(chainHeads([item('old', 1)], 'new')).toEqual([
      { epoch: 'new', headSeq: 0, headHash: null },
      { epoch: 'old', headSeq: 1, headHash: 'old1' },
    ]);
  });

  it('is not there on a phone that is not enrolled [D-10]', () => {
    expect(chainHeads([], null)).toEqual([]);
  });
});
