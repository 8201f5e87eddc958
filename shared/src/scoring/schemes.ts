import { type Fraction, meanFraction, ok, refuse, type Result } from '../kernel/index.ts';

/** How factor, block and overall figures are made from criteria. */
export const schemeNames = ['criterion_mean', 'factor_mean', 'pooled_answers'] as const;
export type SchemeName = (typeof schemeNames)[number];

/** The answers to one criterion: how many were satisfied, of how many valid. */
export interface Tally<Count extends number | bigint = number> {
  readonly satisfied: Count;
  readonly valid: Count;
}
/** Counts of people, or shares of counts over one common denominator, which no longer fit a plain number. */
type AnyTally = Tally<number | bigint>;

/** Refusal: nobody gave a valid answer, so there is no share. */
export interface NoRespondents {
  readonly code: 'figure.no-respondents';
}

/**
 * Answers: what share is a factor, a block or the overall index, given its criteria?
 * Shape:   tallies of the criteria, one list per factor → exact share.
 *          | scheme           | share                                                              |
 *          |------------------|--------------------------------------------------------------------|
 *          | `criterion_mean` | mean of the shares of all its criteria                             |
 *          | `factor_mean`    | mean over its factors of the mean of each factor's criteria        |
 *          | `pooled_answers` | satisfied answers ÷ valid answers, summed over all its criteria    |
 * Units:   share 0–1, an exact fraction.
 * Missing: a criterion without a valid answer leaves the mean, and so does a factor without such a criterion.
 * Errors:  figure.no-respondents when no criterion has a valid answer.
 * Source:  decision D3. The official wording of the weights is not known; of the three, the default `criterion_mean`
 *          fits the published national and Hà Nội figures of 2023 and 2024 with 24 policy and 15 service criteria.
 * Rule:    S-05
 */
export function combineShares(
  scheme: SchemeName,
  factors: readonly (readonly AnyTally[])[],
): Result<Fraction, NoRespondents> {
  switch (scheme) {
    case 'criterion_mean':
      return meanOfCriteria(factors.flat());
    case 'factor_mean':
      return meanOfFactors(factors);
    case 'pooled_answers':
      return pooledShare(factors.flat());
  }
}

/** Answers: satisfied ÷ valid over all these tallies together; figure.no-respondents when none is valid. */
export function pooledShare(tallies: readonly AnyTally[]): Result<Fraction, NoRespondents> {
  let numerator = 0n;
  let denominator = 0n;
  for (const { satisfied, valid } of tallies) {
    numerator += BigInt(satisfied);
    denominator += BigInt(valid);
  }
  return denominator === 0n
    ? refuse({ code: 'figure.no-respondents' })
    : ok({ numerator, denominator });
}

/** Answers: the satisfied and the valid answers of several criteria together. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  let satisfied = 0;
  let valid = 0;
  for (const tally of tallies) {
    satisfied += tally.satisfied;
    valid += tally.valid;
  }
  return { satisfied, valid };
}

/** Criteria with the same number of valid answers are summed first: most have, and big fractions stay small. */
function meanOfCriteria(tallies: readonly AnyTally[]): Result<Fraction, NoRespondents> {
  const satisfiedByValid = new Map<number | bigint, bigint>();
  let criteria = 0;
  for (const { satisfied, valid } of tallies) {
    if (Number(valid) === 0) continue;
    satisfiedByValid.set(valid, (satisfiedByValid.get(valid) ?? 0n) + BigInt(satisfied));
    criteria += 1;
  }
  if (criteria === 0) return refuse({ code: 'figure.no-respondents' });
  let numerator = 0n;
  let denominator = 1n;
  for (const [valid, satisfied] of satisfiedByValid) {
    numerator = numerator * BigInt(valid) + satisfied * denominator;
    denominator *= BigInt(valid);
  }
  return ok({ numerator, denominator: denominator * BigInt(criteria) });
}

function meanOfFactors(factors: readonly (readonly AnyTally[])[]): Result<Fraction, NoRespondents> {
  const shares: Fraction[] = [];
  for (const factor of factors) {
    const share = meanOfCriteria(factor);
    if (share.ok) shares.push(share.value);
  }
  return shares.length > 0 ? ok(meanFraction(shares)) : refuse({ code: 'figure.no-respondents' });
}
