import { describe, expect, it } from 'vitest';
import type { Allowance, AllowanceAnswer, AllowanceReceipt } from '@sipas/shared/wire';
import type { Reply } from '../ports/transport.ts';
import { createAllowanceSender } from './allowance-sender.ts';

const serverTime = '2026-11-23T03:00:00.000Z' as never;
const answer = (receipts: AllowanceReceipt[]): Reply<AllowanceAnswer> => ({
  tag: 'answer',
  value: { protocol: 1, serverTime, receipts },
});
const busy: Reply<AllowanceAnswer> = {
  tag: 'problem',
  problem: { code: 'server.busy' } as never,
  retryAfterMs: 15_000,
};

/** A book of so many records, and a network that answers as it is told, then well. */
function setup(count: number, replies: readonly Reply<AllowanceAnswer>[] = []) {
  const records = Array.from({ length: count }, (_, n) => ({ id: `r${String(n)}` }) as Allowance);
  const kept = new Map(records.map((record) => [record.id as string, record]));
  const queue = [...replies];
  const sent: string[][] = [];
  let nowMs = 0;
  let duringSend = () => {};
  const sender = createAllowanceSender({
    book: {
      unsent: async (limit) => [...kept.values()].slice(0, limit),
      settle: async (receipts) => {
        for (const { id } of receipts) kept.delete(id ?? '');
      },
    },
    transport: {
      async send(token, { deviceId, items }) {
        expect([token, deviceId]).toEqual(['token', 'device']);
        const ids = (items as Allowance[]).map(({ id }) => id as string);
        sent.push(ids);
        duringSend();
        return queue.shift() ?? answer(ids.map((id) => ({ id, outcome: 'stored' })));
      },
    },
    clock: { monotonicMs: () => nowMs },
    enrolled: () => ({ deviceId: 'device', deviceToken: 'token' }),
  });
  return {
    sender,
    kept,
    sent,
    pass: (ms: number) => (nowMs += ms),
    whileSending: (act: () => void) => (duringSend = act),
  };
}

describe('the sender of allowance receipts', () => {
  it('sends all in small pages and then rests [L-10]', async () => {
    const { sender, kept, sent } = setup(45);

    await sender.wake();
    await sender.wake();

    // 45 = 20 + 20 + 5; the second wake finds nothing.
    expect(sent.map((ids) => ids.length)).toEqual([20, 20, 5]);
    expect(kept.size).toBe(0);
  });

  it.each<[string, Reply<AllowanceAnswer>]>([
    ['no answer', { tag: 'offline' }],
    ['fewer receipts than records', answer([{ id: 'r0', outcome: 'stored' }])],
    [
      'receipts in another order',
      answer([
        { id: 'r1', outcome: 'stored' },
        { id: 'r0', outcome: 'stored' },
      ]),
    ],
    [
      'receipts of other records',
      answer([
        { id: 'r0', outcome: 'stored' },
        { id: 'r9', outcome: 'stored' },
      ]),
    ],
  ])('keeps everything after %s, and sends it at the next wake [L-10]', async (_, reply) => {
    const { sender, kept, sent } = setup(2, [reply]);

    await sender.wake();
    expect([kept.size, sent.length]).toEqual([2, 1]);

    await sender.wake();
    expect([kept.size, sent.length]).toEqual([0, 2]);
  });

  it('keeps the wait of a busy server, whoever wakes it [L-10]', async () => {
    const { sender, kept, sent, pass } = setup(1, [busy]);
    await sender.wake();

    pass(14_999);
    await sender.wake();
    expect(sent).toHaveLength(1);

    pass(1);
    await sender.wake();
    expect([sent.length, kept.size]).toEqual([2, 0]);
  });

  it('sends what is signed while it sends [L-10]', async () => {
    const { sender, kept, sent, whileSending } = setup(1);
    whileSending(() => {
      if (sent.length > 1) return;
      kept.set('late', { id: 'late' } as never);
      void sender.wake();
    });

    await sender.wake();

    expect(sent).toEqual([['r0'], ['late']]);
  });

  it('rests when the storage does not answer [L-10]', async () => {
    const sender = createAllowanceSender({
      book: {
        unsent: () => Promise.reject(new Error('gone')),
        settle: () => Promise.reject(new Error('gone')),
      },
      transport: { send: () => Promise.reject(new Error('nothing is sent')) },
      clock: { monotonicMs: () => 0 },
      enrolled: () => ({ deviceId: 'd', deviceToken: 't' }),
    });

    await expect(sender.wake()).resolves.toBeUndefined();
  });
});
