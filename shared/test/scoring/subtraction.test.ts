import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createCounts,
  mergeCounts,
  publishScores,
  type UnitCounts,
} from '../../src/scoring/index.ts';
import { layout } from './arbitrary-answers.ts';
import { createAttacker } from './attacker.ts';
import {
  cellsOf,
  countPlace,
  groups,
  type Level,
  levels,
  type Place,
  type Question,
  questions,
  randomProvince,
} from './random-province.ts';
import { ask, countOpinions, opinionLayout, opinions, times } from './opinions.ts';
import { smallInstrument } from './small-instrument.ts';

const bounds = { minimumBase: 30, minimumCell: 10 };

function fetchTable(places: readonly Place[], level: Level, question: Question | null) {
  const at = levels.indexOf(level);
  const units = new Map<string, UnitCounts>();
  for (const place of places) {
    const code = place.units[at] ?? '';
    const counts = countPlace(place, question);
    const known = units.get(code) ?? {
      unit: { code, name: code, validFrom: null, validTo: null },
      counts: counts.map(() => createCounts(layout)),
      clusters: [],
    };
    units.set(code, known);
    counts.forEach((table, group) => mergeCounts(known.counts[group] as typeof table, table));
  }
  return publishScores({
    instrument: smallInstrument,
    layout,
    scheme: 'criterion_mean',
    by: 'overall',
    units: [...units.values()],
    groups: question === null ? null : groups,
    divider: null,
    places: places.map((place) => ({ units: place.units, counts: countPlace(place, question) })),
    level: at,
    isShown: () => true,
    ...bounds,
  });
}

interface Cell {
  readonly name: string;
  readonly members: readonly number[];
  readonly people: number;
  readonly valid: number | null;
  readonly numerator: number | null;
}

/** Every table that can be fetched, cell by cell. */
function fetchAll(places: readonly Place[], asked: readonly (Question | null)[]): Cell[] {
  const cells = cellsOf(places);
  return levels.flatMap((level, at) =>
    asked.flatMap((question) =>
      fetchTable(places, level, question).map(({ unit, group, valid, numerator }) => {
        const members = cells.flatMap((cell, index) =>
          cell.units[at] === unit && (question === null || cell[question] === group?.code)
            ? [index]
            : [],
        );
        const people = members.reduce((sum, index) => sum + (cells[index]?.people ?? 0), 0);
        const name = `${level} ${unit} ${question ?? ''} ${group?.code ?? ''}`;
        return { name, members, people, valid, numerator };
      }),
    ),
  );
}

const isUnit = ({ name }: Cell): boolean => name.endsWith('  ');
/** Whether the cell has so few people that they could be pointed at. */
const isSmall = ({ people }: Cell): boolean => people > 0 && people < bounds.minimumCell;
/** Whether its table says nothing of it, because a figure of so few is worth little. */
const isBelowBase = (cell: Cell): boolean => isUnit(cell) && cell.people < bounds.minimumBase;

const membersOf = (cells: readonly Cell[]) => cells.map(({ members }) => members);

test('tells of no small group or unit how it answered, whatever tables are put together [S-40]', () => {
  fc.assert(
    fc.property(randomProvince, (places) => {
      const tables = fetchAll(places, [null, ...questions]);

      const attacker = createAttacker({
        truth: cellsOf(places).map(({ satisfied }) => satisfied),
        known: membersOf(
          tables.filter(({ numerator, people }) => numerator !== null || people === 0),
        ),
      });

      const small = tables.filter(isSmall);
      const silent = tables.filter((cell) => isSmall(cell) || isBelowBase(cell));
      expect(silent.filter(({ numerator }) => numerator !== null)).toEqual([]);
      expect(small.filter(({ members }) => attacker.find(members))).toEqual([]);
    }),
    { numRuns: 80 },
  );
}, 30_000);

test('tells no more of how many a small group has than the numbers of units do, within ten [S-40]', () => {
  fc.assert(
    fc.property(randomProvince, (places) => {
      const tables = fetchAll(places, [null, ...questions]);
      const truth = cellsOf(places).map(({ people }) => people);
      const readerOf = (cells: readonly Cell[]) =>
        createAttacker({
          truth,
          known: membersOf([...cells, ...tables.filter(({ people }) => people === 0)]),
        });

      const all = readerOf(tables.filter(({ valid }) => valid !== null));
      const ofUnits = readerOf(tables.filter(({ name }) => name.endsWith('  ')));

      for (const { name, members } of tables.filter(
        (cell) => isSmall(cell) && cell.valid === null,
      )) {
        const width = (reader: typeof all): number => {
          const { low, high } = reader.range(members);
          return high - low;
        };
        const least = Math.min(bounds.minimumCell, width(ofUnits));
        expect([name, width(all) >= least - 1e-6]).toEqual([name, true]);
      }
    }),
    { numRuns: 40 },
  );
}, 30_000);

test('tells no group in the index that the answers to its own question hide [S-40]', () => {
  // Of 81 people 12 did not say: of those 69 who did, 60 women would leave the 9 men.
  const people = (men: number, women: number, silent: number) => [
    times(men, { sex: '1', a1: '4' }),
    times(women, { sex: '2', a1: '4' }),
    times(silent, { sex: { missing: 'refused' }, a1: '4' }),
  ];
  const units = [people(9, 60, 12), people(70, 61, 12)].map((byGroup, at) => ({
    unit: { code: String(at), name: '', validFrom: null, validTo: null },
    counts: byGroup.map((some) => countOpinions(some)),
    clusters: [],
  }));
  const rows = publishScores({
    instrument: opinions,
    layout: opinionLayout,
    scheme: 'criterion_mean',
    by: 'overall',
    units,
    groups,
    divider: ask('sex'),
    places: units.map(({ unit, counts }) => ({ units: [unit.code, `${unit.code}/1`], counts })),
    level: 0,
    isShown: () => true,
    ...bounds,
  });

  expect(rows.map(({ status, valid }) => [status, valid])).toEqual([
    ['suppressed', null],
    ['suppressed', null],
    ['published', 12],
    ['published', 70],
    ['published', 61],
    ['published', 12],
  ]);
});
