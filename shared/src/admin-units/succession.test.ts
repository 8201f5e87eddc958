import { expect, test } from 'vitest';
import {
  catalogue2025,
  catalogueBefore,
  catalogueOf,
  crosswalk,
} from '../../test/scoring/admin-files.ts';
import type { Day } from '../kernel/index.ts';
import { communesOf } from './catalogue.ts';
import { predecessors, successors } from './succession.ts';

const next = (code: string, day: string) => successors(crosswalk, code, day as Day);
const before = (code: string, day: string) => predecessors(crosswalk, code, day as Day);

test('follows a code through its three lives [U-06]', () => {
  expect(next('29551', '2024-06-01')).toEqual([
    { code: '29551', since: '2024-11-01', kind: 'whole' },
  ]);
  expect(next('29551', '2024-11-01')).toEqual([
    { code: '29551', since: '2025-07-01', kind: 'whole' },
  ]);
  expect(next('29551', '2025-07-01')).toEqual([]);
});

test('says that a split unit went to several, in part [U-06]', () => {
  // Xã Ngãi Tứ: to xã Ngãi Tứ 29767 and phường Cái Vồn 29770; the resolution gives no shares.
  expect(next('29764', '2025-06-30')).toEqual([
    { code: '29767', since: '2025-07-01', kind: 'part' },
    { code: '29770', since: '2025-07-01', kind: 'part' },
  ]);
});

test('leads to the commune of 2025 where the step between is not known [U-06]', () => {
  // Xã Phú An Hòa ended on 31 December 2024; only its commune of 2025 is on record.
  expect(next('28825', '2024-01-01')).toEqual([
    { code: '28807', since: '2025-07-01', kind: 'whole' },
  ]);
});

test('lists what a merged unit is made of [U-06]', () => {
  // Phường 1 (29551) of 1 November 2024 joins the old Phường 1 (29548) and Phường 2 (29551).
  expect(before('29551', '2025-01-01').map(({ code }) => code)).toEqual(['29548', '29551']);
  expect(before('29767', '2025-07-01')).toEqual([
    { code: '29761', since: '2025-07-01', kind: 'whole' },
    { code: '29764', since: '2025-07-01', kind: 'part' },
    { code: '29767', since: '2025-07-01', kind: 'whole' },
    { code: '29821', since: '2025-07-01', kind: 'part' },
  ]);
  expect(before('29551', '2024-10-31')).toEqual([]);
});

test('covers every old commune once or as a split, and every new one [U-06]', () => {
  const reached = new Set<string>();
  let splits = 0;
  for (const { code } of communesOf(catalogueBefore)) {
    const steps = next(code, '2025-06-30');
    for (const step of steps) reached.add(step.code);
    if (steps.length > 1) splits += 1;
    expect(steps.map(({ kind }) => kind)).toEqual(
      steps.length === 1 ? ['whole'] : steps.map(() => 'part'),
    );
  }

  expect(splits).toBe(5);
  expect([...reached].sort()).toEqual(communesOf(catalogue2025).map(({ code }) => code));
});

test('leads every commune of 2019 to communes of 2025 [U-06]', () => {
  const codes2025 = new Set(communesOf(catalogue2025).map(({ code }) => code));
  const follow = (code: string, day: string): string[] => {
    const steps = next(code, day);
    return steps.length === 0 ? [code] : steps.flatMap((step) => follow(step.code, step.since));
  };

  for (const { code } of communesOf(catalogueOf('2019-04-01')))
    for (const end of follow(code, '2019-04-01')) expect(codes2025).toContain(end);
});

test.each([
  '2019-04-01',
  '2020-02-29',
  '2022-12-31',
  '2024-10-31',
  '2024-11-01',
  '2025-06-30',
  '2025-07-01',
  '2026-11-26',
])('whatever commune a form of %s names, it leads to communes of 2025 [U-06]', (day) => {
  const codes2025 = new Set(communesOf(catalogue2025).map(({ code }) => code));
  const standing = new Set(communesOf(catalogueOf(day)).map(({ code }) => code));
  const follow = (code: string, on: string): string[] => {
    const steps = next(code, on);
    return steps.length === 0 ? [code] : steps.flatMap((step) => follow(step.code, step.since));
  };

  expect(standing.size).toBeGreaterThanOrEqual(codes2025.size);
  for (const code of standing) {
    const ends = follow(code, day);
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) expect(codes2025).toContain(end);
  }
});
