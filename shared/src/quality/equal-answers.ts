import { findAlike } from './alike-answers.ts';
import type { Battery, Interview } from './interview.ts';
import type { Finding } from './signal.ts';

/**
 * Answers: in which forms is nearly every answer of the scale the same, wherever the few others stand?
 * Shape:   interviews of one instrument, its battery → a finding each: the share of the most frequent answer among the
 *          valid ones. Raised from 0.95 on.
 * Units:   share 0–1; n valid answers.
 * Missing: missing answers leave the denominator; below 15 valid answers there is no base; broken-off interviews have no
 *          finding.
 * Errors:  throws never.
 * Source:  Kim et al. 2019, Social Science Computer Review 37(2): non-differentiation, identical answers in a battery.
 * Rule:    K-12
 */
export const findEqualAnswers = (
  interviews: readonly Interview[],
  battery: Battery,
): Generator<Finding> =>
  findAlike(interviews, battery, {
    code: 'response.equal-answers',
    method: 'share of the most frequent answer',
    boundShare: 0.95,
    count: mostFrequent,
  });

function mostFrequent(answers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return Math.max(...counts.values());
}
