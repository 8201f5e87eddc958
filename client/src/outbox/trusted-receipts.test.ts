import { describe, expect, it } from 'vitest';
import type { PushAnswer } from '@sipas/shared/wire';
import type { HeldItem } from '../ports/field-shelf.ts';
import { hashesToCompare, trustedReceipts } from './trusted-receipts.ts';

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

  it('without a hash counts where the server keeps the very bytes that were sent [O-04]', async () => {
    const lines = [
      { hash: first, line: 'x' },
      { hash: second, line: '{"không":"đọc được"}' },
    ] as HeldItem[];
    // printf '{"không":"đọc được"}' | sha256sum
    const bytesHash = '4baac9ed0f2aef7fe279a9472e01099812049159d194921b5998498cd673be70';
    const kept = answer([
      receipt(2, { outcome: 'quarantined', code: 'line.unreadable', bytesHash }),
    ]);
    const hashes = await hashesToCompare(lines, kept);

    expect(trustedReceipts(lines, 'batch', kept, hashes)).toMatchObject([
      { line: 2, hash: second },
    ]);
  });

  it('without a hash proves nothing where other bytes arrived than were sent, or none are named [O-04]', async () => {
    const lines = [{ hash: first, line: 'x' }] as HeldItem[];
    for (const change of [{}, { bytesHash: 'c'.repeat(64) }]) {
      const altered = answer([receipt(1, { outcome: 'quarantined', ...change })]);

      expect(
        trustedReceipts(lines, 'batch', altered, await hashesToCompare(lines, altered)),
      ).toEqual([]);
    }
  });
});
