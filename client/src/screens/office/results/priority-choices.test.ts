import type { PriorityRow, Wave } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { choosePriorities, firstPriorities } from './priority-choices.ts';

const wave: Wave = {
  id: '01939f3e-0000-7000-8000-000000000001' as Wave['id'],
  name: 'SIPAS 2026',
  status: 'open',
  catalogue: '2025-07-01',
  scheme: 'factor_mean',
  minimumBase: 30,
  minimumCell: 10,
  levels: [
    { level: 'province', label: 'Tỉnh' },
    { level: 'commune', label: 'Xã, phường' },
  ],
  instruments: [
    {
      id: 'household-2022',
      version: 'a'.repeat(64) as Wave['instruments'][number]['version'],
      title: 'Phiếu hộ',
      groups: [],
      topics: [],
    },
  ],
};

describe('the priorities that an address asks for', () => {
  it('are those of the province by the scheme of the wave where nothing is chosen', () => {
    expect(choosePriorities(wave, {})).toEqual({
      wave: wave.id,
      instrument: 'household-2022',
      level: 'province',
      scheme: 'factor_mean',
      unit: null,
      firstOnly: false,
    });
  });

  it('are those of a unit of a level, by another scheme', () => {
    const choices = { cap: 'commune', dv: '29551', cach: 'pooled_answers' };

    expect(choosePriorities(wave, choices)).toMatchObject({
      level: 'commune',
      unit: '29551',
      scheme: 'pooled_answers',
      firstOnly: false,
    });
    expect(choosePriorities(wave, { cap: 'commune' })?.firstOnly).toBe(true);
  });

  it('are none without an instrument', () => {
    expect(choosePriorities({ ...wave, instruments: [] }, {})).toBeNull();
  });
});

describe('the first priority of every unit', () => {
  const row = (unit: string, code: string) => ({ unit, code }) as PriorityRow;

  it('names the first of equals and how many there are, and no criterion of a unit without an order', () => {
    const units = [
      { code: '1', name: 'A', status: 'published' },
      { code: '2', name: 'B', status: 'insufficient' },
    ] as const;
    const rows = [row('1', 'c1'), row('1', 'c2'), row('1', 'c3')];

    expect(firstPriorities({ units: [...units], rows })).toEqual([
      { unit: units[0], first: rows[0], equals: 2 },
      { unit: units[1], first: undefined, equals: 0 },
    ]);
  });
});
