import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryAnswers, countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { printPercent } from '../kernel/index.ts';
import type { Answers } from '../response/index.ts';
import { computeFigure, planFigures, scoreKinds } from './satisfaction-index.ts';
import { type SchemeName, schemeNames } from './schemes.ts';

const plan = planFigures(smallInstrument, layout, scoreKinds);

function figuresOf(responses: readonly Answers[], scheme: SchemeName = 'criterion_mean') {
  const counts = countAnswers(responses);
  return plan.map((planned) => {
    const { share, ...figure } = computeFigure(planned, counts, scheme);
    return { ...figure, percent: share && printPercent(share) };
  });
}

const figureOf = (responses: readonly Answers[], code: string, scheme?: SchemeName) =>
  figuresOf(responses, scheme).find((figure) => figure.code === code);

const repeat = (count: number, answers: Answers): Answers[] =>
  Array.from({ length: count }, () => answers);

/** 200 valid answers: 2, 10, 26, 112 and 50 people at the levels 1 to 5; satisfied (112 + 50) / 200 = 81 %. */
const golden = [
  ...repeat(2, { a1: '1' }),
  ...repeat(10, { a1: '2' }),
  ...repeat(26, { a1: '3' }),
  ...repeat(112, { a1: '4' }),
  ...repeat(50, { a1: '5' }),
];

test('counts satisfied and very satisfied people, and not the middle [S-04]', () => {
  expect(figureOf(golden, 'a1')).toEqual({
    kind: 'criterion',
    code: 'a1',
    label: 'Tiêu chí a1',
    numerator: 162,
    denominator: 200,
    valid: 200,
    percent: '81.00',
  });
});

test.each([
  [{ missing: 'left-blank' }],
  [{ missing: 'refused' }],
  [{ missing: 'dont-know' }],
  [{ missing: 'not-asked' }],
] as const)('leaves %j out of the denominator [S-04]', (missing) => {
  expect(figureOf([...golden, ...repeat(5, { a1: missing })], 'a1')).toMatchObject({
    denominator: 200,
    percent: '81.00',
  });
});

test('has no share, not zero, where nobody gave a valid answer [S-04]', () => {
  expect(figureOf(golden, 'b1')).toMatchObject({ numerator: 0, denominator: 0, percent: null });
  expect(figureOf([], 'overall')).toMatchObject({ valid: 0, percent: null });
});

test('shows the pooled answers and the responses behind a factor, a block and the whole [S-04]', () => {
  const responses: Answers[] = [
    { a1: '4', a2: '3', i1: '5' },
    { a1: '5', a2: { missing: 'refused' }, b1: '1' },
    { i2: '2' },
  ];

  // A: a1 2 of 2, a2 0 of 1: 2 of 3 answers, 2 responses, mean of 100 and 0.
  expect(figureOf(responses, 'A')).toMatchObject({
    numerator: 2,
    denominator: 3,
    valid: 2,
    percent: '50.00',
  });
  // Policy: also b1 0 of 1; mean of 100, 0, 0.
  expect(figureOf(responses, 'policy')).toMatchObject({
    numerator: 2,
    denominator: 4,
    valid: 2,
    percent: '33.33',
  });
  // Overall: also i1 1 of 1, i2 0 of 1; mean of 100, 0, 0, 100, 0.
  expect(figureOf(responses, 'overall')).toMatchObject({
    kind: 'overall',
    label: 'Chỉ số hài lòng chung',
    numerator: 3,
    denominator: 6,
    valid: 3,
    percent: '40.00',
  });
});

test('lists criteria, factors, blocks and the whole in the order of the instrument', () => {
  expect(plan.map(({ code }) => code)).toEqual([
    ...['a1', 'a2', 'b1', 'i1', 'i2'],
    ...['A', 'B', 'I'],
    ...['policy', 'service'],
    'overall',
  ]);
});

test.each(schemeNames)('%s gives the same percentages for all rows doubled [S-04]', (scheme) => {
  fc.assert(
    fc.property(fc.array(arbitraryAnswers, { maxLength: 20 }), (responses) => {
      const doubled = figuresOf([...responses, ...responses], scheme);

      expect(doubled.map(({ percent }) => percent)).toEqual(
        figuresOf(responses, scheme).map(({ percent }) => percent),
      );
    }),
  );
});

test.each(schemeNames)(
  '%s gives the plain mean where all answer all criteria alike [S-04]',
  (scheme) => {
    const all = (option: string) => ({
      a1: option,
      a2: option,
      b1: option,
      i1: option,
      i2: option,
    });

    // 3 of 7 people are satisfied with everything: 42.857… whatever the scheme.
    const figures = figuresOf([...repeat(3, all('4')), ...repeat(4, all('3'))], scheme);

    expect(new Set(figures.map(({ percent }) => percent))).toEqual(new Set(['42.86']));
  },
);
