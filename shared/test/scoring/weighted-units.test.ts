import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publishScores, type UnitCounts } from '../../src/scoring/index.ts';
import { layout } from './arbitrary-answers.ts';
import { createAttacker } from './attacker.ts';
import {
  cellsOf,
  communeOf,
  countPlace,
  groupedBy,
  levels,
  type Place,
  reportUnit,
  sparseProvince,
  totalOf,
} from './random-province.ts';
import { smallInstrument } from './small-instrument.ts';

const bounds = { minimumBase: 30, minimumCell: 10 };

/** Units of which the tables show a figure, and those of which they show a weighted one. */
function fetchTables(places: readonly Place[], weightOf: (place: Place) => number) {
  const all = places.map((place) => ({
    commune: communeOf(place),
    units: place.units,
    counts: countPlace(place, null),
    weight: weightOf(place),
  }));
  const rows = levels.flatMap((_, level) => {
    const units = [...groupedBy(places, (place) => place.units[level] ?? '')].map(
      ([code, own]): UnitCounts => ({
        unit: reportUnit(code),
        counts: [totalOf(own)],
        clusters: own.map((place) => ({
          stratum: 'one',
          counts: countPlace(place, null),
          weight: weightOf(place),
        })),
      }),
    );
    return publishScores({
      ...{ instrument: smallInstrument, layout, scheme: 'criterion_mean', by: 'overall', units },
      ...{ groups: null, divider: null, places: all, weighted: all, level },
      ...{ isShown: () => true, ...bounds },
    });
  });
  const codes = (isTold: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(isTold).map(({ unit }) => unit);
  return {
    plain: codes(({ numerator }) => numerator !== null),
    weighted: codes(({ weighted }) => weighted !== null),
  };
}

test('tells of no small unit how it answered by plain and weighted sums together [S-44]', () => {
  let shown = 0;
  fc.assert(
    fc.property(
      sparseProvince,
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 24, maxLength: 24 }),
      (places, weights) => {
        const weightOf = (place: Place): number => weights[places.indexOf(place)] ?? 1;
        const cells = cellsOf(places);
        const places9 = places.flatMap((place) => Array.from({ length: 9 }, () => place));
        const membersOf = (code: string) =>
          places9.flatMap(({ units }, index) => (units.includes(code) ? [index] : []));
        const { plain, weighted } = fetchTables(places, weightOf);
        shown += weighted.length;

        // A cell that is named twice counts twice in a sum.
        const times = (code: string) =>
          membersOf(code).flatMap((index) =>
            Array.from({ length: weightOf(places9[index] as Place) }, () => index),
          );
        const attacker = createAttacker({
          truth: cells.map(({ satisfied }) => satisfied),
          known: [
            ...plain.map(membersOf),
            ...weighted.map(times),
            ...cells.flatMap(({ people }, index) => (people === 0 ? [[index]] : [])),
          ],
        });

        const peopleOf = (members: readonly number[]): number =>
          members.reduce((sum, index) => sum + (cells[index]?.people ?? 0), 0);
        const small = [...new Set(places.flatMap(({ units }) => units))]
          .map(membersOf)
          .filter((members) => peopleOf(members) > 0 && peopleOf(members) < bounds.minimumCell);
        expect(small.filter((members) => attacker.find(members))).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
  expect(shown).toBeGreaterThan(0);
});
