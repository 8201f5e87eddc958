import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publishChanges, publishScores, type UnitCounts } from '../../src/scoring/index.ts';
import type { CarriedSource } from '../../src/scoring/carried-counts.ts';
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
/** Units that the wave's own tables show. */
function ownTables(places: readonly Place[]): readonly string[] {
  const all = places.map((place) => ({ units: place.units, counts: countPlace(place, null) }));
  return levels.flatMap((_, level) => {
    const units = [...groupedBy(places, (place) => place.units[level] ?? '')].map(
      ([code, own]): UnitCounts => ({
        unit: reportUnit(code),
        counts: [totalOf(own)],
        clusters: [],
      }),
    );
    const rows = publishScores({
      ...{ instrument: smallInstrument, layout, scheme: 'criterion_mean', by: 'overall', units },
      ...{ groups: null, divider: null, places: all, level, isShown: () => true, ...bounds },
    });
    return rows.flatMap(({ unit, numerator }) => (numerator === null ? [] : [unit]));
  });
}

/** New units that are shown where the wave is compared with itself on units that hold these communes. */
function comparedUnits(places: readonly Place[], unitOf: (place: Place) => string) {
  const one = { numerator: 1n, denominator: 1n };
  const byUnit = groupedBy(places, unitOf);
  const sources = (own: readonly Place[]): CarriedSource[] =>
    [...new Set(own.map(communeOf))].map((commune) => ({ commune, isWhole: true }));
  const side = {
    instrument: smallInstrument,
    layout,
    countsByUnit: new Map(
      [...byUnit].map(([unit, own]) => [
        unit,
        { cells: [...totalOf(own)].map(BigInt), scale: 1n, isExact: true },
      ]),
    ),
    overlapByUnit: new Map([...byUnit.keys()].map((unit) => [unit, one])),
    sourcesByUnit: new Map([...byUnit].map(([unit, own]) => [unit, sources(own)])),
    places: places.map((place) => ({
      commune: communeOf(place),
      units: place.units,
      counts: countPlace(place, null),
    })),
    clusters: [],
    ...bounds,
  };
  const rows = publishChanges({
    before: side,
    after: side,
    units: [...byUnit.keys()].map(reportUnit),
    by: 'overall',
    scheme: 'criterion_mean',
    minimumOverlapPercent: 80,
  });
  return rows.flatMap(({ unit, before }) => (before.hundredths === null ? [] : [unit]));
}

test('tells of no small unit how it answered, whatever is compared beside the tables [S-43]', () => {
  let shownOnNewUnits = 0;
  fc.assert(
    fc.property(sparseProvince, fc.array(fc.nat({ max: 2 })), (places, newUnits) => {
      const communes = [...new Set(places.map(communeOf))];
      const unitOf = (place: Place): string =>
        `new ${String(newUnits[communes.indexOf(communeOf(place))] ?? 0)}`;
      const cells = cellsOf(places);
      const places9 = places.flatMap((place) => Array.from({ length: 9 }, () => place));
      const membersOf = (isIn: (place: Place) => boolean) =>
        places9.flatMap((place, index) => (isIn(place) ? [index] : []));
      const compared = comparedUnits(places, unitOf);
      shownOnNewUnits += compared.length;

      const attacker = createAttacker({
        truth: cells.map(({ satisfied }) => satisfied),
        known: [
          ...ownTables(places).map((code) => membersOf(({ units }) => units.includes(code))),
          ...compared.map((code) => membersOf((place) => unitOf(place) === code)),
          ...cells.flatMap(({ people }, index) => (people === 0 ? [[index]] : [])),
        ],
      });

      const peopleOf = (members: readonly number[]): number =>
        members.reduce((sum, index) => sum + (cells[index]?.people ?? 0), 0);
      const units = new Set(places.flatMap((place) => place.units));
      const small = [...units]
        .map((code) => membersOf((place) => place.units.includes(code)))
        .filter((members) => peopleOf(members) > 0 && peopleOf(members) < bounds.minimumCell);
      expect(small.filter((members) => attacker.find(members))).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(shownOnNewUnits).toBeGreaterThan(0);
});
