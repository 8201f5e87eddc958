import type { Uuid7 } from '@sipas/shared/kernel';
import type { Wave } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { chooseEarlier, comparableWaves } from './earlier-waves.ts';

const wave = (id: string, ...instruments: string[]): Wave => ({
  ...{ id: id as Uuid7, name: id, status: 'open', catalogue: '2025-07-01' },
  ...{ scheme: 'criterion_mean', minimumBase: 30, minimumCell: 10, levels: [] },
  instruments: instruments.map((one) => ({
    ...{ id: one, version: one as never, title: one, groups: [], topics: [] },
  })),
});
const first = wave('1', 'household', 'transaction');
const second = wave('2', 'household');
const third = wave('3', 'household', 'transaction');
const waves = [first, second, third];

describe('waves to compare with', () => {
  it('are the others with the same instrument, the latest first', () => {
    expect(comparableWaves(waves, third, 'household')).toEqual([second, first]);
    expect(comparableWaves(waves, third, 'transaction')).toEqual([first]);
  });

  it('are chosen by the address, else the one before, else one after, else none', () => {
    expect(chooseEarlier(waves, third, 'household', '1')).toBe(first);
    expect(chooseEarlier(waves, third, 'household')).toBe(second);
    expect(chooseEarlier(waves, third, 'household', 'nowhere')).toBe(second);
    expect(chooseEarlier(waves, first, 'household')).toBe(third);
    expect(chooseEarlier([second], second, 'household')).toBeUndefined();
    expect(chooseEarlier([second, third], third, 'transaction')).toBeUndefined();
  });
});
