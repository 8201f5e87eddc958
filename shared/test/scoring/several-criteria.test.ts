import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AnswerCounts,
  createCounts,
  mergeCounts,
  publishScores,
  type SchemeName,
  scoreKinds,
  type ScoreKind,
  type UnitCounts,
} from '../../src/scoring/index.ts';
import type { Answers } from '../../src/response/index.ts';
import { countAnswers, layout } from './arbitrary-answers.ts';
import { createAttacker } from './attacker.ts';
import {
  cellsOf,
  groups,
  type Level,
  levels,
  type Place,
  type Question,
  questions,
  randomProvince,
  reportUnit,
} from './random-province.ts';
import { smallInstrument } from './small-instrument.ts';

const bounds = { minimumBase: 30, minimumCell: 10 };
const criteria = ['a1', 'a2', 'b1', 'i1', 'i2'] as const;
/** Which criteria each figure of the small instrument sums. */
const criteriaOf = (code: string): readonly number[] =>
  criteria.flatMap((criterion, at) => {
    const block = criterion.startsWith('i') ? 'service' : 'policy';
    const factor = criterion.charAt(0).toUpperCase();
    return code === 'overall' || [criterion, block, factor].includes(code) ? [at] : [];
  });

/** How many of a cell are satisfied by each criterion: other people each time, so that each has its own number. */
const satisfiedBy = (people: number, satisfied: number): readonly number[] =>
  criteria.map((_, at) => (satisfied + at * Math.ceil(people / 3)) % (people + 1));

/** Everybody answers every criterion; the first so many are satisfied by it. */
function countPeople(people: number, satisfied: number): AnswerCounts {
  const counts = createCounts(layout);
  const by = satisfiedBy(people, satisfied);
  const ends = [...new Set([0, ...by, people])].sort((one, other) => one - other);
  ends.slice(1).forEach((end, at) => {
    const begin = ends[at] ?? 0;
    const answers = criteria.map((code, place) => [code, begin < (by[place] ?? 0) ? '4' : '3']);
    const one = countAnswers([Object.fromEntries(answers) as Answers]);
    mergeCounts(
      counts,
      one.map((count) => count * (end - begin)),
    );
  });
  return counts;
}

function countPlace(place: Place, question: Question | null): AnswerCounts[] {
  const tables = (question === null ? [null] : groups).map(() => createCounts(layout));
  place.people.forEach((row, sex) => {
    row.forEach((people, work) => {
      const into = tables[question === null ? 0 : question === 'sex' ? sex : work];
      const counts = countPeople(people, place.satisfied[sex]?.[work] ?? 0);
      if (into) mergeCounts(into, counts);
    });
  });
  return tables;
}

interface Told {
  readonly members: readonly number[];
  readonly people: number;
}

/** Every figure of every table: which unknown numbers it sums, and those whose sum is in print. */
function readAll(places: readonly Place[], scheme: SchemeName) {
  const cells = cellsOf(places);
  const small: Told[] = [];
  const known: (readonly number[])[] = [];
  const readTable = (level: Level, question: Question | null, by: ScoreKind): void => {
    const at = levels.indexOf(level);
    const units = new Map<string, UnitCounts>();
    for (const place of places) {
      const code = place.units[at] ?? '';
      const counts = countPlace(place, question);
      const known = units.get(code) ?? {
        unit: reportUnit(code),
        counts: counts.map(() => createCounts(layout)),
        clusters: [],
      };
      units.set(code, known);
      counts.forEach((table, group) => mergeCounts(known.counts[group] as AnswerCounts, table));
    }
    const rows = publishScores({
      ...{ instrument: smallInstrument, layout, scheme, by, level: at, ...bounds },
      units: [...units.values()],
      groups: question === null ? null : groups,
      divider: null,
      places: places.map((place) => ({ units: place.units, counts: countPlace(place, question) })),
      isShown: () => true,
    });
    for (const { unit, group, code, numerator } of rows) {
      const inside = cells.flatMap((cell, index) =>
        cell.units[at] === unit && (question === null || cell[question] === group?.code)
          ? [index]
          : [],
      );
      const people = inside.reduce((sum, index) => sum + (cells[index]?.people ?? 0), 0);
      const members = inside.flatMap((index) =>
        criteriaOf(code).map((criterion) => index * criteria.length + criterion),
      );
      if (numerator !== null || people === 0) known.push(members);
      if (people > 0 && people < bounds.minimumCell) small.push({ members, people });
    }
  };
  for (const level of levels)
    for (const question of [null, ...questions])
      for (const by of scoreKinds) readTable(level, question, by);
  const truth = cells.flatMap(({ people, satisfied }) => satisfiedBy(people, satisfied));
  return { truth, known, small };
}

const few = randomProvince.filter((places) => places.length <= 5);

test.each(['criterion_mean', 'pooled_answers'] as const)(
  'all criteria, factors and blocks of the same people together tell of no small group what it answered, by %s [S-40]',
  (scheme) => {
    fc.assert(
      fc.property(few, (places) => {
        const { truth, known, small } = readAll(places, scheme);
        const attacker = createAttacker({ truth, known });
        expect(small.filter(({ members }) => attacker.find(members))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  },
  60_000,
);

test('the attacker finds a small group where one criterion alone is left in print [S-40]', () => {
  // 9 men and 40 women: whatever is hidden of the men, criterion by criterion, a figure of the women and one of all would tell.
  const places: Place[] = [
    {
      units: ['P', 'A0', 'A0D0', 'A0D0C0', 'A0D0C0/0'],
      people: [
        [9, 0, 0],
        [40, 0, 0],
        [0, 0, 0],
      ],
      satisfied: [
        [3, 0, 0],
        [20, 0, 0],
        [0, 0, 0],
      ],
    },
  ];
  const { truth, known, small } = readAll(places, 'pooled_answers');
  /** The women of the three kinds of work, by the first criterion. */
  const women = [3, 4, 5].map((cell) => cell * criteria.length);

  expect(small.length).toBeGreaterThan(0);
  const alone = createAttacker({ truth, known });
  const helped = createAttacker({ truth, known: [...known, women] });
  const found = (attacker: typeof alone) =>
    small.filter(({ members }) => attacker.find(members)).length;
  expect([found(alone), found(helped) > 0]).toEqual([0, true]);
});
