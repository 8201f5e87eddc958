import { expect, test } from 'vitest';
import { ask, countOpinions, times } from '../../test/scoring/opinions.ts';
import type { Answers } from '../response/index.ts';
import { answerTable, type AnswerTableRequest } from './answer-table.ts';
import type { UnitCounts } from './score-table.ts';

const unit = (code: string) => ({ code, name: `Xã ${code}`, validFrom: null, validTo: null });

/** One village per list of people. */
const unitCounts = (code: string, villages: readonly (readonly Answers[])[]) => ({
  unit: unit(code),
  counts: [countOpinions(villages.flat())],
  clusters: villages.map((people) => ({ stratum: '1', counts: [countOpinions(people)] })),
});

/** A village of a unit for every list of people. */
const placesOf = (units: readonly UnitCounts[]) =>
  units.flatMap((counted) =>
    counted.clusters.map(({ counts }, village) => ({
      units: [counted.unit.code, `${counted.unit.code}/${String(village)}`],
      counts,
    })),
  );

const request = (
  questions: readonly string[],
  units: readonly UnitCounts[],
  breakdown: AnswerTableRequest['breakdown'] = null,
): AnswerTableRequest => ({
  questions: questions.map(ask),
  places: placesOf(units),
  level: 0,
  units,
  breakdown,
  minimumBase: 30,
  minimumCell: 10,
});

test('has a row per unit and option, with people, percent, interval and who did not answer [S-32]', () => {
  // Village 1: 10 of 20 said 1, village 2: 20 of 20. Together 30/40 = 75 %, 10/40 = 25 %, nobody said 3.
  // Influences ±: (10 − 0.75 · 20)/40 = −1/8 and +1/8, the village of unit 2 was drawn too and brings 0: variance
  // 3/2 · 2/64 = 3/64, standard error 21.6506 points.
  const rows = answerTable(
    request(
      ['c3'],
      [
        unitCounts('2', [times(29, { c3: '1' })]),
        unitCounts('1', [
          [
            ...times(10, { c3: '1' }),
            ...times(10, { c3: '2' }),
            ...times(2, { c3: { missing: 'left-blank' } }),
          ],
          times(20, { c3: '1' }),
        ]),
      ],
    ),
  );

  expect(rows.map((row) => [row.unit, row.option, row.count, row.percent, row.status])).toEqual([
    ['1', '1', 30, '75.00', 'published'],
    ['1', '2', 10, '25.00', 'published'],
    ['1', '3', 0, '0.00', 'published'],
    ['2', '1', null, null, 'insufficient'],
    ['2', '2', null, null, 'insufficient'],
    ['2', '3', null, null, 'insufficient'],
  ]);
  expect(rows[0]).toMatchObject({
    question: 'c3',
    questionLabel: 'Phiền hà',
    optionLabel: 'Mức 1',
    valid: 40,
    missing: { 'left-blank': 2 },
    rank: null,
    interval: { standardErrorPoints: '21.651', clusters: 2 },
  });
  expect(rows[3]).toMatchObject({ valid: 29, interval: null });
});

test('ranks the options of a question with several answers by their share of people [S-32]', () => {
  const people = [
    ...times(30, { c2: ['loa', 'mang'] }),
    ...times(20, { c2: ['hop', 'mang'] }),
    ...times(20, { c2: ['loa', 'hop'] }),
  ];

  const rows = answerTable(request(['c2'], [unitCounts('1', [people])]));

  // 50, 40 and 50 of 70: 71.43 %, 57.14 %, 71.43 %.
  expect(rows.map(({ option, percent, rank }) => [option, percent, rank])).toEqual([
    ['loa', '71.43', 1],
    ['hop', '57.14', 3],
    ['mang', '71.43', 1],
  ]);
});

test('ranks the questions of a grid for each of its answers [S-32]', () => {
  const people = [
    ...times(40, { c10_1: '1', c10_2: '1', c10_3: '2' }),
    ...times(20, { c10_1: '2', c10_2: '1', c10_3: '2' }),
  ];

  const rows = answerTable(request(['c10_1', 'c10_2', 'c10_3'], [unitCounts('1', [people])]));

  const first = rows.filter(({ option }) => option === '1');
  expect(first.map(({ question, percent, rank }) => [question, percent, rank])).toEqual([
    ['c10_1', '66.67', 2],
    ['c10_2', '100.00', 1],
    ['c10_3', '0.00', 3],
  ]);
});

test('divides the answers of a unit by group, and hides a group with few people [S-32]', () => {
  const people = (count: number, c8: string, c3: string) => times(count, { c8_1: c8, c3 });
  const did = [...people(40, '1', '1'), ...people(20, '1', '2')];
  const not = [...people(30, '2', '1'), ...people(15, '2', '2')];
  const groups = [did, not, []];
  const units = [
    {
      unit: unit('1'),
      counts: groups.map((some) => countOpinions(some)),
      clusters: [{ stratum: '1', counts: groups.map((some) => countOpinions(some)) }],
    },
  ];

  const rows = answerTable(
    request(['c3'], units, {
      divider: ask('c8_1'),
      groups: ['1', '2', 'no-answer'].map((code) => ({ code, label: code })),
    }),
  );

  expect(rows.map((row) => [row.group?.code, row.option, row.percent, row.valid])).toEqual([
    ['1', '1', '66.67', 60],
    ['1', '2', '33.33', 60],
    ['1', '3', '0.00', 60],
    ['2', '1', '66.67', 45],
    ['2', '2', '33.33', 45],
    ['2', '3', '0.00', 45],
    ['no-answer', '1', null, null],
    ['no-answer', '2', null, null],
    ['no-answer', '3', null, null],
  ]);
});

test('hides how far shares may be off where a village has few people who gave an answer [S-45]', () => {
  // Of village 1 all is in print but for the 3; of unit 2 each village tells its 20 and 20.
  const answered = (some: number, others: number) => [
    ...times(some, { c3: '1' }),
    ...times(others, { c3: '2' }),
  ];
  const rows = answerTable(
    request(
      ['c3'],
      [
        unitCounts('1', [answered(37, 3), answered(20, 20), answered(25, 15)]),
        unitCounts('2', [answered(20, 20), answered(25, 15)]),
      ],
    ),
  );

  expect(
    rows
      .filter(({ option }) => option !== '3')
      .map((row) => [row.unit, row.percent, row.interval !== null, row.intervalStatus]),
  ).toEqual([
    ['1', '68.33', false, 'suppressed'],
    ['1', '31.67', false, 'suppressed'],
    ['2', '56.25', true, 'published'],
    ['2', '43.75', true, 'published'],
  ]);
});

test('takes from the whole wave how far shares may be off where that is told [S-46]', () => {
  // Five of thirty said 2 in each of three villages, or six in one of them, of eight communes: sixteen are free.
  const village = [...times(25, { c3: '1' }), ...times(5, { c3: '2' })];
  const other = [...times(24, { c3: '1' }), ...times(6, { c3: '2' })];
  const units = Array.from({ length: 8 }, (_, at) =>
    unitCounts(String(at), [village, village, at % 2 === 0 ? village : other]),
  );
  const asked = request(['c3'], units);
  const places = asked.places.map((place) => ({ ...place, units: ['P', ...place.units] }));

  const rows = answerTable({ ...asked, places, level: 1 });

  const toldOf = (unit: string) =>
    rows
      .filter((row) => row.unit === unit && row.option !== '3')
      .map(({ intervalStatus, interval }) => [intervalStatus, interval?.designEffect]);
  // Villages of unit 0 do not differ at all; its interval does not say so.
  expect(toldOf('0')).toEqual([
    ['borrowed', null],
    ['borrowed', null],
  ]);
  expect(rows[0]?.interval?.standardErrorPoints).not.toBe('0.000');
  expect(toldOf('1').flat()).toContain('borrowed');
});

/** Numbers of which this many are this percentage, to two decimals. */
const basesOf = (count: number, percent: string): number[] =>
  Array.from({ length: 1000 }, (_, at) => at + count).filter(
    (base) => ((count / base) * 100).toFixed(2) === percent,
  );

test('tells by no share how many answered a question that leads to another where that is hidden [S-35]', () => {
  // 5 said 3 and 20, who cover them, said 2: both are hidden, and how many answered with them.
  const people = [...times(60, { c3: '1' }), ...times(20, { c3: '2' }), ...times(5, { c3: '3' })];
  const asked = request(['c3'], [unitCounts('1', [people])]);
  const rowsOf = (leads: boolean) =>
    answerTable({ ...asked, questions: [{ ...ask('c3'), leads }] });

  // Where it leads nowhere the share, too, tells the 85 that stand beside it.
  expect(rowsOf(false)[0]).toMatchObject({ count: 60, percent: '70.59', valid: 85 });
  expect(basesOf(60, '70.59')).toEqual([85]);
  const bases = rowsOf(true).flatMap(({ count, percent, valid }) => [
    ...(valid === null ? [] : [valid]),
    ...(count === null || count === 0 || percent === null ? [] : basesOf(count, percent)),
  ]);
  expect(bases).toEqual([]);
});
