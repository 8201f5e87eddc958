import { expect, it } from 'vitest';
import type { Allowance } from '@sipas/shared/wire';
import type { OutboxState } from '../../ports/outbox.ts';
import { createLateAllowances } from './late-allowances.ts';

const place = { waveId: 'w', commune: '29551', village: 'k1', household: '007' } as never;

function setup() {
  let tell: (state: OutboxState) => void = () => {};
  let isReachable = true;
  const did: string[] = [];
  const signed: Allowance[] = [];
  const allowances = createLateAllowances({
    outbox: {
      state: () => ({ lastContactAt: null }) as OutboxState,
      subscribe: (listener) => {
        tell = listener;
        return () => {};
      },
    },
    clock: { wallMs: () => Date.parse('2026-11-23T08:00:00.000Z') },
    dice: { uuid7: () => '019ab0d4-7b60-7000-8000-000000000001' },
    async fetchParts() {
      did.push('fetch');
      if (!isReachable) throw new Error('no network');
      return {
        book: {
          said: async () => 'declined',
          sign: async (_, record) => void signed.push(record),
          decline: async () => void did.push('decline'),
          unsent: async () => [],
          settle: async () => {},
        },
        sender: { wake: async () => void did.push('wake') },
      };
    },
  });
  return {
    allowances,
    did,
    signed,
    contact: async (lastContactAt: string | null) => {
      tell({ lastContactAt } as OutboxState);
      await new Promise((resolve) => setTimeout(resolve));
    },
    reach: (reachable: boolean) => (isReachable = reachable),
  };
}

it('keeps a receipt under an id and a time of its own and wakes the sender, once it is kept', async () => {
  const { allowances, did, signed } = setup();

  await allowances.sign(place, { amountVnd: 50_000, name: 'Hạnh', strokes: [] });
  await new Promise((resolve) => setTimeout(resolve));

  expect(signed).toEqual([
    {
      v: 1,
      id: '019ab0d4-7b60-7000-8000-000000000001',
      waveId: 'w',
      commune: '29551',
      village: 'k1',
      household: '007',
      amountVnd: 50_000,
      name: 'Hạnh',
      strokes: [],
      signedAt: '2026-11-23T08:00:00.000Z',
    },
  ]);
  expect(did).toEqual(['fetch', 'wake']);
});

it('sends what lies there when the server is heard of, once a contact', async () => {
  const { did, contact } = setup();

  await contact(null);
  expect(did).toEqual([]);
  await contact('2026-11-23T08:00:00.000Z');
  await contact('2026-11-23T08:00:00.000Z');
  await contact('2026-11-23T08:10:00.000Z');

  expect(did).toEqual(['fetch', 'wake', 'wake']);
});

it('fetches its parts again when they could not be had', async () => {
  const { allowances, contact, reach } = setup();
  reach(false);
  await contact('2026-11-23T08:00:00.000Z');
  await expect(allowances.said(place)).rejects.toThrow('no network');

  reach(true);

  expect(await allowances.said(place)).toBe('declined');
});
