import { expect, it } from 'vitest';
import type { DeviceLedger, WriteOff } from '../../ports/index.ts';
import { countOf, hasOpenMatters, openMatters, outstanding, without } from './open-matters.ts';

const range = (from: number, to: number, epoch = 'e1') => ({ epoch, from, to });
const writeOff = (kind: WriteOff['kind'], from: number, to: number, epoch = 'e1'): WriteOff => ({
  id: 1,
  kind,
  epoch,
  from,
  to,
  reason: 'máy rơi xuống kênh',
  by: 'Người lan',
  createdAt: '2026-11-20T08:00:00.000Z',
});
const ledger = (changes: Partial<DeviceLedger> = {}): DeviceLedger => ({
  received: 0,
  missing: [],
  forks: 0,
  forkPlaces: [],
  epochs: [{ epoch: 'e1', headSeq: 10, received: 10, highest: 10 }],
  writeOffs: [],
  acknowledged: [],
  unheard: null,
  ...changes,
});

it.each([
  ['nothing', [], [range(3, 7)]],
  ['another epoch', [range(1, 9, 'e2')], [range(3, 7)]],
  ['numbers beside it', [range(1, 2), range(8, 9)], [range(3, 7)]],
  ['all of it', [range(3, 7)], []],
  ['more than it', [range(1, 9)], []],
  ['its beginning', [range(1, 4)], [range(5, 7)]],
  ['its end', [range(7, 7)], [range(3, 6)]],
  ['its middle', [range(4, 5)], [range(3, 3), range(6, 7)]],
  ['all of it in two parts', [range(5, 7), range(3, 4)], []],
])('a gap less %s [A-51]', (_what, covers, left) => {
  expect(without([range(3, 7)], covers)).toEqual(left);
});

it('what is written off by its own kind is open no more [A-51]', () => {
  const open = ledger({ missing: [range(3, 4)], forkPlaces: [range(4, 4)] });
  const offs = [writeOff('gap', 3, 4)];

  expect(openMatters(open, 2)).toEqual({
    gaps: [range(3, 4)],
    forks: [range(4, 4)],
    unsent: 0,
    unheard: null,
  });
  expect(openMatters({ ...open, writeOffs: offs }, 2)).toEqual({
    gaps: [],
    forks: [range(4, 4)],
    unsent: 0,
    unheard: null,
  });
  const all = openMatters({ ...open, writeOffs: [...offs, writeOff('fork', 4, 4)] }, 2);
  expect(hasOpenMatters(all)).toBe(false);
});

it('what a phone holds beyond all that it numbered stands for itself [A-51]', () => {
  const silent = ledger({ epochs: [] });

  expect(openMatters(silent, 3).unsent).toBe(3);
  expect(openMatters(silent, null).unsent).toBe(0);
  expect(openMatters({ ...silent, writeOffs: [writeOff('unsent', 1, 3, '')] }, 3).unsent).toBe(0);
  expect(openMatters({ ...silent, writeOffs: [writeOff('unsent', 1, 3, '')] }, 5).unsent).toBe(2);
  expect(openMatters(ledger(), 3).unsent).toBe(0);
});

it('what came another way since is not unsent any more [A-52]', () => {
  expect(outstanding(ledger({ missing: [range(3, 4)] }), 5)).toBe(2);
  expect(outstanding(ledger({ missing: [range(3, 9)] }), 5)).toBe(5);
  expect(outstanding(ledger(), 5)).toBe(0);
  expect(outstanding(ledger(), null)).toBeNull();
  expect(outstanding(ledger({ epochs: [] }), 5)).toBe(5);
});

it('what was written off is waited for no more [A-52]', () => {
  const missing = [range(3, 6)];

  expect(outstanding(ledger({ missing, writeOffs: [writeOff('gap', 3, 5)] }), 4)).toBe(1);
  expect(outstanding(ledger({ missing, writeOffs: [writeOff('gap', 1, 9)] }), 4)).toBe(0);
});

it('a gap of absurd size stays one range with a count that can be told [A-51]', () => {
  const huge = [range(1, 2 ** 53 - 2), range(1, 2 ** 53 - 2, 'e2')];

  expect(countOf(huge)).toBe(Number.MAX_SAFE_INTEGER);
  expect(without(huge, [range(5, 5)])).toEqual([
    range(1, 4),
    range(6, 2 ** 53 - 2),
    range(1, 2 ** 53 - 2, 'e2'),
  ]);
});
