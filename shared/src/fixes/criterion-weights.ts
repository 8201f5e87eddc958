import type { Fraction } from '../kernel/index.ts';
import type { SchemeName } from '../scoring/index.ts';

/** A criterion of a unit: its factor, and the responses with a valid answer to it. */
export interface AnsweredCriterion {
  readonly code: string;
  readonly factor: string;
  readonly valid: number;
}

/**
 * Answers: what part of the overall index does each criterion make?
 * Shape:   criteria of one unit → weight by code; they sum to 1.
 *          | scheme           | weight                                                            |
 *          |------------------|-------------------------------------------------------------------|
 *          | `criterion_mean` | 1 ÷ criteria                                                      |
 *          | `factor_mean`    | 1 ÷ (factors × criteria of its factor)                            |
 *          | `pooled_answers` | its valid answers ÷ those of all criteria                         |
 * Units:   share 0–1, the fraction as it is printed: 1/20 and not 0.05.
 * Missing: a criterion without a valid answer is in no mean (S-05) and has no weight.
 * Source:  the derivative of S-05 by the share of one criterion.
 * Rule:    F-01
 */
export function criterionWeights(
  scheme: SchemeName,
  criteria: readonly AnsweredCriterion[],
): ReadonlyMap<string, Fraction> {
  const answered = criteria.filter(({ valid }) => valid > 0);
  const countByFactor = new Map<string, number>();
  for (const { factor } of answered)
    countByFactor.set(factor, (countByFactor.get(factor) ?? 0) + 1);
  const allValid = answered.reduce((sum, { valid }) => sum + valid, 0);
  return new Map(
    answered.map(({ code, factor, valid }) => {
      switch (scheme) {
        case 'criterion_mean':
          return [code, fraction(1, answered.length)];
        case 'factor_mean':
          return [code, fraction(1, countByFactor.size * (countByFactor.get(factor) ?? 1))];
        case 'pooled_answers':
          return [code, fraction(valid, allValid)];
      }
    }),
  );
}

const fraction = (numerator: number, denominator: number): Fraction => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});
