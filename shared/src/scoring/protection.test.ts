import { expect, test } from 'vitest';
import { countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import type { Answers } from '../response/index.ts';
import { protectWave } from './protection.ts';

const people = (count: number, answers: Answers = { a1: '4' }): Answers[] =>
  Array.from({ length: count }, () => answers);

/** A village with people by group. */
const village = (path: string, ...groups: number[]) => ({
  units: path.split(' '),
  counts: groups.map((count) => countAnswers(people(count))),
});

const protect = (places: readonly ReturnType<typeof village>[], groupCount = 0) =>
  protectWave({ layout, places, groupCount, divider: null, minimumBase: 30, minimumCell: 10 });

test('hides a small unit at every level, and the smallest beside it [S-41]', () => {
  const { isUnitHidden } = protect([
    village('P D1 C1 C1/1', 4),
    village('P D1 C1 C1/2', 5),
    village('P D1 C2 C2/1', 60),
    village('P D1 C3 C3/1', 90),
    village('P D2 C4 C4/1', 50),
  ]);

  expect(['C1', 'C2', 'C3', 'C4'].filter((unit) => isUnitHidden(2, unit))).toEqual(['C1', 'C2']);
  expect(isUnitHidden(3, 'C2/1')).toBe(true);
  expect([isUnitHidden(0, 'P'), isUnitHidden(1, 'D1'), isUnitHidden(1, 'D2')]).toEqual([
    false,
    false,
    false,
  ]);
});

test('leaves the unit beside one in the open that is too small to be believed, but not to be pointed at [S-41]', () => {
  const { isUnitHidden } = protect([
    village('P D1 C1 C1/1', 29),
    village('P D1 C2 C2/1', 60),
    village('P D1 C3 C3/1', 30),
  ]);

  expect(['C1', 'C2', 'C3'].map((unit) => isUnitHidden(2, unit))).toEqual([true, false, false]);
  expect(isUnitHidden(1, 'D1')).toBe(false);
});

test('hides a unit across two larger ones when all its parts together are below the base [S-41]', () => {
  const of = (first: number, second: number) =>
    protect([
      village('P A D C1 C1/1', first),
      village('P A E C2 C2/1', 70),
      village('P B D C3 C3/1', second),
      village('P B E C4 C4/1', 90),
    ]).isUnitHidden(2, 'D');

  expect([of(14, 15), of(15, 15)]).toEqual([true, false]);
});

test('hides all groups of a hidden unit, so that they cannot be added up [S-41]', () => {
  const places = [
    village('P C1 C1/1', 14, 15),
    village('P C2 C2/1', 30, 30),
    village('P C3 C3/1', 50, 50),
  ];

  const { isCellHidden } = protect(places, 2);

  const hidden = ['C1', 'C2', 'C3'].map((unit) => [0, 1].map((at) => isCellHidden(1, unit, at)));
  expect(hidden).toEqual([
    [true, true],
    [false, false],
    [false, false],
  ]);
});

test('hides a small part of a unit that lies across two larger ones [S-41]', () => {
  // District D lies in area A with 8 people, in area B with 80: A, told without the 8 of C1, would give them.
  const { isUnitHidden } = protect([
    village('P A D C1 C1/1', 8),
    village('P A E C2 C2/1', 70),
    village('P B D C3 C3/1', 80),
    village('P B E C4 C4/1', 90),
  ]);

  expect([isUnitHidden(3, 'C1'), isUnitHidden(3, 'C2'), isUnitHidden(2, 'D')]).toEqual([
    true,
    true,
    true,
  ]);
});

test('takes a group for as large as the fewest answers to a criterion that anybody answered [S-41]', () => {
  const groups = [people(40), people(40), people(40)];
  const few = groups.map((group, at) =>
    countAnswers(at === 0 ? [...group.slice(9), ...people(9, { a1: '4', i1: '5' })] : group),
  );

  const { isCellHidden } = protect([{ units: ['P', 'P/1'], counts: few }], 3);

  expect([0, 1, 2].map((group) => isCellHidden(0, 'P', group))).toEqual([true, true, false]);
});

test('knows nothing of a unit where nobody answered [S-41]', () => {
  const { isUnitHidden, isCellHidden } = protect([village('P P/1', 40, 40)], 2);

  expect([isUnitHidden(0, 'Q'), isCellHidden(0, 'Q', 0)]).toEqual([false, false]);
});
