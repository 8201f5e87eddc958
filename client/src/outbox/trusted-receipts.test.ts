import { describe, expect, it } from 'vitest';
import type { PushAnswer } from '@sipas/shared/wire';
import type { HeldItem } from '../ports/field-shelf.ts';
import { trustedReceipts } from './trusted-receipts.ts';

const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
const sent = [{ hash: first }, { hash: second }] as HeldItem[];
const receipt = (line: number, change: object = {}) => ({
  line,
  outcome: 'stored',
  receipt: line,
  ...change,
});
const answer = (receipts: object[], change: object = {}) =>
  ({ protocol: 1, batchId: 'batch', receipts, ...change }) as unknown as PushAnswer;
const linesOf = (given: PushAnswer) =>
  trustedReceipts(sent, 'batch', given).map(({ line }) => line);

describe('a receipt', () => {
  it('counts for the line whose hash it names [O-04]', () => {
    expect(linesOf(answer([receipt(1, { hash: first }), receipt(2, { hash: second })]))).toEqual([
      1, 2,
    ]);
  });

  it.each([
    ['of another batch', answer([receipt(1, { hash: first })], { batchId: 'other' })],
    ['of another protocol', answer([receipt(1, { hash: first })], { protocol: 2 })],
    ['with the hash of another line', answer([receipt(1, { hash: second })])],
    ['for a line that was not sent', answer([receipt(3, { hash: first })])],
    ['without a hash that says stored', answer([receipt(1)])],
  ])('%s does not count [O-04]', (_what, given) => {
    expect(linesOf(given)).toEqual([]);
  });

  it('without a hash counts as quarantined: the server keeps bytes that it could not read [O-04]', () => {
    const given = answer([receipt(2, { outcome: 'quarantined', code: 'line.unreadable' })]);

    expect(trustedReceipts(sent, 'batch', given)).toMatchObject([{ line: 2, hash: second }]);
  });
});
