import { expect, test } from 'vitest';
import type { Published, ScoreTableRow } from '../scoring/index.ts';
import { type PriorityRequest, prioritise } from './priorities.ts';

type Row = ScoreTableRow;

/** A criterion as the gate lets it through: satisfied of valid, printed, with an interval where one is given. */
function published(
  code: string,
  [numerator, denominator]: readonly [number, number],
  percent: string,
  ends?: readonly [string, string],
): Row {
  const interval =
    ends === undefined
      ? null
      : {
          low: ends[0],
          high: ends[1],
          standardErrorPoints: '1.000',
          clusters: 9,
          designEffect: null,
          effectiveN: null,
        };
  return {
    ...hidden(code, denominator),
    numerator,
    denominator,
    percent,
    interval,
    intervalStatus: interval === null ? 'insufficient' : 'published',
    status: 'published',
  };
}

function hidden(code: string, valid: number, status: Row['status'] = 'insufficient'): Row {
  return {
    unit: '29551',
    unitName: 'Phường Long Châu',
    unitValidFrom: null,
    unitValidTo: null,
    group: null,
    kind: 'criterion',
    code,
    label: `Tiêu chí ${code}`,
    numerator: null,
    denominator: null,
    valid,
    percent: null,
    interval: null,
    intervalStatus: status,
    weighted: null,
    rank: null,
    status,
  };
}

const passed = (rows: readonly Row[]) => rows as Published<readonly Row[]>;
const factorOf = (code: string): string => code.slice(0, 1).toUpperCase();

const ask = (rows: readonly Row[], changes: Partial<PriorityRequest> = {}) =>
  prioritise({
    rows: passed(rows),
    line: passed([]),
    scheme: 'criterion_mean',
    factorOf,
    ...changes,
  });

/** 30 of 40, 20 of 50, 27 of 30. */
const three = [
  published('a1', [30, 40], '75.00'),
  published('a2', [20, 50], '40.00'),
  published('b1', [27, 30], '90.00'),
];
const gains = (rows: ReturnType<typeof ask>) =>
  rows.map(({ code, gainPoints, place }) => [code, gainPoints, place]);

test('orders criteria by what the overall index would gain, under the mean of criteria [F-03]', () => {
  // (100 − 40) / 3 = 20; (100 − 75) / 3 = 8.333…; (100 − 90) / 3 = 3.333…; together 31.67 = 100 − 205/3.
  expect(gains(ask(three))).toEqual([
    ['a2', '20.00', 1],
    ['a1', '8.33', 2],
    ['b1', '3.33', 3],
  ]);
  expect(ask(three)[0]).toMatchObject({
    unit: '29551',
    factor: 'A',
    weight: { numerator: 1, denominator: 3 },
  });
});

test('takes the weights of the scheme of the wave [F-03]', () => {
  // Mean of factors: 60 / 4 = 15; 25 / 4 = 6.25; 10 / 2 = 5. Together 26.25 = 100 − (57.5 + 90) / 2.
  expect(gains(ask(three, { scheme: 'factor_mean' }))).toEqual([
    ['a2', '15.00', 1],
    ['a1', '6.25', 2],
    ['b1', '5.00', 3],
  ]);
  // Pooled: a2 lacks 30, a1 10, b1 3 of 120 answers: 25; 8.333…; 2.5. Together 35.83 = 100 − 77/120.
  expect(gains(ask(three, { scheme: 'pooled_answers' }))).toEqual([
    ['a2', '25.00', 1],
    ['a1', '8.33', 2],
    ['b1', '2.50', 3],
  ]);
});

test('rounds once, from whole counts: half up at the printed digit [F-03]', () => {
  // 1 of 8 lacks: 12.5 / 4 = 3.125 → 3.13. From the printed 87.50 it is the same; from 1 of 3, printed 66.67, it is not:
  // (1/3) / 2 · 100 = 16.666… → 16.67, where (100 − 66.67) / 2 = 16.665.
  const four = ['a1', 'a2', 'a3', 'a4'].map((code) => published(code, [7, 8], '87.50'));
  expect(ask(four)[0]?.gainPoints).toBe('3.13');

  const two = [published('a1', [2, 3], '66.67'), published('a2', [3, 3], '100.00')];
  expect(gains(ask(two))).toEqual([
    ['a1', '16.67', 1],
    ['a2', '0.00', 2],
  ]);
});

test('lets equal gains share the better place, by code [F-03]', () => {
  const rows = [
    published('b1', [5, 10], '50.00'),
    published('a1', [5, 10], '50.00'),
    published('a2', [9, 10], '90.00'),
    published('a3', [1, 10], '10.00'),
  ];

  expect(ask(rows).map(({ code, place }) => [code, place])).toEqual([
    ['a3', 1],
    ['a1', 2],
    ['b1', 2],
    ['a2', 4],
  ]);
});

test('leaves a hidden criterion without weight, gain and place, at the end [F-03]', () => {
  // Three criteria have answers, so the weight of the others is 1/3: 60 / 3 = 20.
  const rows = [
    hidden('a1', 5),
    published('a2', [20, 50], '40.00'),
    published('b1', [27, 30], '90.00'),
  ];

  const found = ask(rows);

  expect(gains(found)).toEqual([
    ['a2', '20.00', 1],
    ['b1', '3.33', 2],
    ['a1', null, null],
  ]);
  expect(found[2]).toMatchObject({ weight: null, percent: null, valid: 5, status: 'insufficient' });
});

test.each(['insufficient', 'suppressed'] as const)(
  'gives a unit that is %s no order [F-03]',
  (status) => {
    const found = ask([hidden('a1', 12, status), hidden('a2', 12, status)]);

    expect(found.map(({ gainPoints, place, weight }) => [gainPoints, place, weight])).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
  },
);

test('says how far off a gain may be, and where the unit stands beside the province [F-03]', () => {
  const rows = [
    published('a1', [30, 40], '75.00', ['60.00', '86.00']),
    published('a2', [20, 50], '40.00', ['31.00', '49.50']),
  ];
  const line = [published('a1', [700, 1000], '70.00'), published('a2', [600, 1000], '60.00')].map(
    (row) => ({ ...row, unit: '86' }),
  );

  // a2: (100 − 49.5) / 2 = 25.25 and (100 − 31) / 2 = 34.5; 40 − 60 = −20. a1: 7 and 20; 75 − 70 = 5, and 70 lies between.
  expect(
    ask(rows, { line: passed(line) }).map(
      ({ code, gainInterval, line: at, gapPoints, standing }) => [
        code,
        gainInterval,
        at,
        gapPoints,
        standing,
      ],
    ),
  ).toEqual([
    ['a2', { low: '25.25', high: '34.50' }, '60.00', '-20.00', 'below'],
    ['a1', { low: '7.00', high: '20.00' }, '70.00', '5.00', 'unclear'],
  ]);
});

test('ranks each unit by itself and takes no part of the people in a group [F-03]', () => {
  const [a1, a2] = [published('a1', [5, 10], '50.00'), published('a2', [9, 10], '90.00')];
  const other = { ...a2, unit: '29590', unitName: 'Phường Thanh Đức' };

  expect(ask([a1, other]).map(({ unit, gainPoints, place }) => [unit, gainPoints, place])).toEqual([
    ['29551', '50.00', 1],
    ['29590', '10.00', 1],
  ]);
  expect(() => ask([{ ...a1, group: { code: '1', label: 'Nam' } }])).toThrow(RangeError);
});
