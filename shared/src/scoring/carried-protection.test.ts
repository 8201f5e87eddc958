import { expect, test } from 'vitest';
import { countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { protectCarried } from './carried-protection.ts';

/** District D of communes A, C and one more; each has one village. */
const wave = (people: Readonly<Record<string, number>>) =>
  Object.entries(people).map(([commune, count]) => ({
    commune,
    units: ['P', 'D', commune, `${commune}/1`],
    counts: [countAnswers(Array.from({ length: count }, () => ({ a1: '4' })))],
  }));

const hiddenOf = (
  people: Readonly<Record<string, number>>,
  units: Readonly<Record<string, string>>,
) => {
  const { isUnitHidden } = protectCarried({
    layout,
    places: wave(people),
    // "A B½" = all of A and a part of B.
    sourcesByUnit: new Map(
      Object.entries(units).map(([unit, communes]) => [
        unit,
        communes
          .split(' ')
          .map((word) => ({ commune: word.replace('½', ''), isWhole: !word.endsWith('½') })),
      ]),
    ),
    minimumBase: 30,
    minimumCell: 10,
  });
  return Object.keys(units).filter(isUnitHidden);
};

test('hides what could be subtracted from what the wave shows [S-42]', () => {
  // The wave hides B (5), and C (40) because D (145) less A (100) less C would be B.
  const units = {
    'as the wave hides': 'C',
    'A + B, less A is B': 'A B',
    'D less this is B': 'A C',
    'as the wave shows': 'A',
    'the district': 'A B C',
  };

  expect(hiddenOf({ A: 100, B: 5, C: 40 }, units)).toEqual([
    'as the wave hides',
    'A + B, less A is B',
    'D less this is B',
  ]);
});

test('hides a part of what the wave hides, which has the same share [S-42]', () => {
  const units = { 'half of B': 'B½', 'A and half of C': 'A C½', 'half of A': 'A½' };

  expect(hiddenOf({ A: 100, B: 5, C: 40 }, units)).toEqual(['half of B', 'A and half of C']);
});

test('hides nothing where the wave has only units too small to be believed [S-42]', () => {
  const units = { 'A + B': 'A B', 'B alone, below the base': 'B', 'half of B': 'B½' };

  expect(hiddenOf({ A: 100, B: 12, C: 40 }, units)).toEqual([]);
});

test('hides how far a figure may be off where the wave does not tell it of what the unit holds [S-45]', () => {
  const sources = (communes: string) =>
    communes.split(' ').map((commune) => ({ commune, isWhole: true }));
  const village = (commune: string, people: number, at: number) => ({
    commune,
    units: ['D', commune, `${commune}/${String(at)}`],
    counts: [countAnswers(Array.from({ length: people }, () => ({ a1: '4' })))],
  });
  const { isIntervalHidden } = protectCarried({
    layout,
    // Five people in A, among two hidden villages; B and C tell of all theirs.
    places: [
      ...[5, 20, 30].map((people, at) => village('A', people, at)),
      ...[40, 50].map((people, at) => village('B', people, at)),
      ...[40, 50].map((people, at) => village('C', people, at)),
    ],
    sourcesByUnit: new Map(['A', 'A B', 'B C', 'B'].map((unit) => [unit, sources(unit)])),
    minimumBase: 30,
    minimumCell: 10,
  });

  expect(['A', 'A B', 'B C', 'B'].filter(isIntervalHidden)).toEqual(['A', 'A B']);
});
