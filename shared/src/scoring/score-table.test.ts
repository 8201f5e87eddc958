import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryAnswers, countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import type { Answers } from '../response/index.ts';
import type { ScoreRow } from '../wire/index.ts';
import { mergeCounts } from './answer-counts.ts';
import { type PublicationRequest, publishScores } from './publish-scores.ts';
import type { ScoreTableRow } from './score-table.ts';

const unit = (code: string) => ({
  code,
  name: `Xã ${code}`,
  validFrom: null,
  validTo: null,
});

/** So many people, the first of whom are satisfied with criterion a1. */
const people = (satisfied: number, all: number, answers: Answers = {}): Answers[] =>
  Array.from({ length: all }, (_, index) => ({ ...answers, a1: index < satisfied ? '4' : '3' }));

/** The villages of a wave whose communes are one each, side by side or in one province. */
const placesOf = (units: PublicationRequest['units'], province?: string) => ({
  places: units.map(({ unit: { code }, counts }) => ({
    units: province === undefined ? [code] : [province, code],
    counts,
  })),
  level: province === undefined ? 0 : 1,
});

const requestOf = (
  units: PublicationRequest['units'],
  changes: Partial<PublicationRequest> = {},
): PublicationRequest => ({
  instrument: smallInstrument,
  layout,
  scheme: 'criterion_mean',
  by: 'overall',
  units,
  groups: null,
  divider: null,
  minimumBase: 30,
  minimumCell: 10,
  isShown: () => true,
  ...placesOf(units),
  ...changes,
});

const request = (
  responsesByUnit: Record<string, Answers[]>,
  changes: Partial<PublicationRequest> = {},
): PublicationRequest =>
  requestOf(
    Object.entries(responsesByUnit).map(([code, responses]) => ({
      unit: unit(code),
      counts: [countAnswers(responses)],
      clusters: [],
    })),
    changes,
  );

const shown = ({ unit: code, percent, rank, valid, status }: ScoreTableRow) =>
  `${code} ${percent ?? '–'} ${String(rank ?? '–')} n=${String(valid ?? '–')} ${status}`;

test('ranks units on the printed figure; ties share the better place [S-10]', () => {
  const rows = publishScores(
    request({
      // 162/200 and 81/100 are both 81 %; 90/100 is first, 79/100 fourth; 29 forms are not enough.
      '3': people(81, 100),
      '1': people(162, 200),
      '5': people(29, 29),
      '2': people(90, 100),
      '4': people(79, 100),
    }),
  );

  expect(rows.map(shown)).toEqual([
    '1 81.00 2 n=200 published',
    '2 90.00 1 n=100 published',
    '3 81.00 2 n=100 published',
    '4 79.00 4 n=100 published',
    '5 – – n=29 insufficient',
  ]);
});

test('ties figures that print alike though the shares differ [S-10]', () => {
  // 20000/30001 = 66.6644 and 20001/30001 = 66.6678: printed 66.66 and 66.67; 20001/30002 = 66.6656 prints 66.67 too.
  const counts = (satisfied: number, all: number) => {
    const one = countAnswers([{ a1: '4' }]);
    const other = countAnswers([{ a1: '3' }]);
    const sum = countAnswers([]);
    for (const [part, times] of [
      [one, satisfied],
      [other, all - satisfied],
    ] as const)
      part.forEach((count, cell) => (sum[cell] = (sum[cell] ?? 0) + count * times));
    return [sum];
  };
  const units = [
    { unit: unit('1'), counts: counts(20_000, 30_001), clusters: [] },
    { unit: unit('2'), counts: counts(20_001, 30_001), clusters: [] },
    { unit: unit('3'), counts: counts(20_001, 30_002), clusters: [] },
  ];

  expect(publishScores(requestOf(units)).map(({ percent, rank }) => [percent, rank])).toEqual([
    ['66.66', 3],
    ['66.67', 1],
    ['66.67', 1],
  ]);
});

test('gives a row per figure in the order of the instrument, each with its own base [S-10]', () => {
  const responses = [...people(30, 40), ...people(0, 20).map(() => ({ i1: '5' }))];

  const rows = publishScores(request({ '1': responses }, { by: 'criterion' }));

  expect(rows.map(({ code, percent, valid, status }) => [code, percent, valid, status])).toEqual([
    ['a1', '75.00', 40, 'published'],
    ['a2', null, 0, 'insufficient'],
    ['b1', null, 0, 'insufficient'],
    ['i1', null, 20, 'insufficient'],
    ['i2', null, 0, 'insufficient'],
  ]);
});

test('has the shape of a row on the wire [S-10]', () => {
  const rows: ScoreRow[] = publishScores(request({ '1': people(81, 100) }, { by: 'factor' }));

  expect(rows[0]).toEqual({
    unit: '1',
    unitName: 'Xã 1',
    unitValidFrom: null,
    unitValidTo: null,
    group: null,
    kind: 'factor',
    code: 'A',
    label: 'Yếu tố A',
    numerator: 81,
    denominator: 100,
    valid: 100,
    percent: '81.00',
    interval: null,
    intervalStatus: 'insufficient',
    weighted: null,
    rank: 1,
    status: 'published',
  });
});

test('says how far a figure may be off, from what its villages differ, group by group [S-10]', () => {
  // Women: 3 of 4 in village u, 1 of 4 in village w, so 4/8 = 50 %. u brings (3 − 0.5 · 4) / 8 = 0.125, w −0.125. Villages
  // of the stratum: u, w and v of unit 2. Variance 3/2 · (2 · 0.015625 − 0 / 3) = 0.046875, standard error 0.216506.
  // df = 2 − 1 = 1, t = 12.7062: logit 0 ± 12.7062 · 0.216506 / 0.25 = ±11.0039, so 0.00 % to 100.00 %.
  const women = { u: people(3, 4), w: people(1, 4) };
  const village = (all: Answers[]) => ({ stratum: '855', counts: [[], all].map(countAnswers) });
  const units = [
    {
      unit: unit('1'),
      counts: [[], [...women.u, ...women.w]].map(countAnswers),
      clusters: [village(women.u), village(women.w)],
    },
    {
      unit: unit('2'),
      counts: [[], people(1, 9)].map(countAnswers),
      clusters: [village(people(1, 9))],
    },
  ];
  const bounds = { groups: groups.slice(0, 2), minimumBase: 0, minimumCell: 1 };

  const rows = publishScores(requestOf(units, bounds));

  // Eight independent answers: 0.25 / 7 = 0.035714, so 1.3125 times that; 8 / 1.3125 = 6.095.
  const interval = {
    ...{ low: '0.00', high: '100.00', standardErrorPoints: '21.651', clusters: 2 },
    ...{ designEffect: '1.31', effectiveN: '6.1' },
  };
  expect(rows.map((row) => [row.unit, row.group?.code, row.interval])).toEqual([
    ['1', '1', null],
    ['1', '2', interval],
    ['2', '1', null],
    ['2', '2', null],
  ]);
});

const groups = [
  { code: '1', label: 'Nam' },
  { code: '2', label: 'Nữ' },
  { code: 'no-answer', label: 'Không có câu trả lời' },
];

const broken = (byUnit: Record<string, [Answers[], Answers[], Answers[]]>) => {
  const units = Object.entries(byUnit).map(([code, parts]) => ({
    unit: unit(code),
    counts: parts.map(countAnswers),
    clusters: [],
  }));
  return requestOf(units, { groups, ...placesOf(units, '86') });
};

const shownGroups = (rows: readonly ScoreTableRow[]) =>
  rows.map((row) => `${shown(row)} ${row.group?.code ?? ''}`);

test('breaks units down by group and ranks inside each group [S-10]', () => {
  const rows = publishScores(
    broken({
      '2': [people(20, 40), people(30, 40), []],
      '1': [people(30, 40), people(10, 40), []],
    }),
  );

  expect(shownGroups(rows)).toEqual([
    '1 75.00 1 n=40 published 1',
    '1 25.00 2 n=40 published 2',
    '1 – – n=– suppressed no-answer',
    '2 50.00 2 n=40 published 1',
    '2 75.00 1 n=40 published 2',
    '2 – – n=– suppressed no-answer',
  ]);
});

test('hides a small group and what would give it away, in the unit and across units [S-10]', () => {
  const rows = publishScores(
    broken({
      // 9 women in unit 1: its men are hidden too. Women over all units less those of 2 and 3 would give the 9: the next
      // smallest women, of unit 2 (20), are hidden, and men of unit 2 (40) cover both their unit and their column.
      '1': [people(20, 45), people(5, 9), []],
      '2': [people(20, 40), people(10, 20), []],
      '3': [people(20, 60), people(10, 30), []],
    }),
  );

  expect(rows.filter(({ group }) => group?.code !== 'no-answer').map(shown)).toEqual([
    '1 – – n=– suppressed',
    '1 – – n=– suppressed',
    '2 – – n=– suppressed',
    '2 – – n=– suppressed',
    '3 33.33 1 n=60 published',
    '3 33.33 1 n=30 published',
  ]);
});

test('hides a cell when any criterion in it has a small base, whatever figure is asked [S-10]', () => {
  // 40 men answered a1, 9 of them also i1: the factor I or the overall less a1 would tell the nine apart.
  const men = people(20, 40).map((answers, index) =>
    index < 9 ? { ...answers, i1: '5' } : answers,
  );

  const rows = publishScores(broken({ '1': [men, people(10, 40), people(10, 40)] }));

  expect(rows.map(({ status }) => status)).toEqual(['suppressed', 'suppressed', 'published']);
});

test('says that a unit is too small in every group, and hides how many answered [S-10]', () => {
  const rows = publishScores(broken({ '1': [people(10, 15), people(10, 14), []] }));

  expect(new Set(rows.map(({ status, valid }) => `${status} ${String(valid)}`))).toEqual(
    new Set(['insufficient null']),
  );
});

test('hides how far a group may be off where a village has few of it [S-45]', () => {
  // Nine men in village u, among three: their number and answers are hidden, those of the women told.
  const villages = [
    [people(5, 9), people(20, 40), []],
    [people(30, 60), people(20, 40), []],
    [people(50, 60), people(30, 40), []],
  ].map((parts) => ({ stratum: '855', counts: parts.map(countAnswers) }));
  const units = [
    {
      unit: unit('1'),
      counts: [people(85, 129), people(70, 120), []].map(countAnswers),
      clusters: villages,
    },
  ];
  const places = villages.map(({ counts }, at) => ({ units: ['1', `1/${String(at)}`], counts }));

  const rows = publishScores(requestOf(units, { groups, places, level: 0 }));

  expect(rows.map((row) => [row.status, row.intervalStatus])).toEqual([
    ['published', 'suppressed'],
    ['published', 'published'],
    ['suppressed', 'suppressed'],
  ]);
});

test('throws when a unit lacks the counts of a group [S-10]', () => {
  const units = [{ unit: unit('1'), counts: [countAnswers([])], clusters: [] }];

  expect(() => publishScores(requestOf(units, { groups }))).toThrow(RangeError);
});

test('adds up: pooled counts over communes are those of the province [S-10]', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(arbitraryAnswers, { maxLength: 12 }), { minLength: 1, maxLength: 5 }),
      (communes) => {
        const bounds = { minimumBase: 0, minimumCell: 0, by: 'criterion' } as const;
        const total = countAnswers([]);
        for (const responses of communes) mergeCounts(total, countAnswers(responses));
        const parts = publishScores(
          request(Object.fromEntries(communes.map((part, index) => [String(index), part])), bounds),
        );

        const province = publishScores(
          requestOf([{ unit: unit('86'), counts: [total], clusters: [] }], bounds),
        );

        for (const row of province) {
          const same = parts.filter(({ code }) => code === row.code);
          const sum = (of: (part: ScoreTableRow) => number | null) =>
            same.reduce((all, part) => all + (of(part) ?? 0), 0);
          expect(sum((part) => part.numerator)).toBe(row.numerator ?? 0);
          expect(sum((part) => part.denominator)).toBe(row.denominator ?? 0);
          expect(sum((part) => part.valid)).toBe(row.valid ?? 0);
        }
      },
    ),
  );
});

test('gives the same table whatever the order of units and responses [S-10]', () => {
  fc.assert(
    fc.property(fc.array(arbitraryAnswers, { maxLength: 60 }), (responses) => {
      const half = responses.length >> 1;
      const one = { a: responses.slice(0, half), b: responses.slice(half) };
      const other = { b: [...one.b].reverse(), a: [...one.a].reverse() };
      const bounds = { by: 'block', minimumBase: 5 } as const;

      expect(publishScores(request(other, bounds))).toEqual(publishScores(request(one, bounds)));
    }),
  );
});
