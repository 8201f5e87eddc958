import { expect, test } from 'vitest';
import { type AnsweredCriterion, criterionWeights } from './criterion-weights.ts';

/** Three criteria of two factors, answered by 40, 50 and 30. */
const criteria: readonly AnsweredCriterion[] = [
  { code: 'a1', factor: 'A', valid: 40 },
  { code: 'a2', factor: 'A', valid: 50 },
  { code: 'b1', factor: 'B', valid: 30 },
];
const weightsOf = (...given: Parameters<typeof criterionWeights>) =>
  [...criterionWeights(...given)].map(
    ([code, { numerator, denominator }]) => `${code} ${numerator}/${denominator}`,
  );

test('gives every criterion the same weight under the mean of criteria [F-01]', () => {
  expect(weightsOf('criterion_mean', criteria)).toEqual(['a1 1/3', 'a2 1/3', 'b1 1/3']);
});

test('gives every factor the same weight under the mean of factors [F-01]', () => {
  // Two factors: A has two criteria, so 1/(2 · 2) each; B has one, so 1/(2 · 1).
  expect(weightsOf('factor_mean', criteria)).toEqual(['a1 1/4', 'a2 1/4', 'b1 1/2']);
});

test('weighs a criterion by its valid answers where all are pooled [F-01]', () => {
  // 40 + 50 + 30 = 120.
  expect(weightsOf('pooled_answers', criteria)).toEqual(['a1 40/120', 'a2 50/120', 'b1 30/120']);
});

test('leaves out a criterion without an answer, and a factor without such a criterion [F-01]', () => {
  const silent = criteria.map((one) => (one.factor === 'B' ? { ...one, valid: 0 } : one));

  expect(weightsOf('criterion_mean', silent)).toEqual(['a1 1/2', 'a2 1/2']);
  expect(weightsOf('factor_mean', silent)).toEqual(['a1 1/2', 'a2 1/2']);
  expect(weightsOf('pooled_answers', silent)).toEqual(['a1 40/90', 'a2 50/90']);
  expect(weightsOf('criterion_mean', [])).toEqual([]);
});
