import { type Battery, type Interview, isComplete, validAnswers } from './interview.ts';
import { type Finding, ofResponse } from './signal.ts';

const boundShare = 0.95;
const leastAnswers = 15;

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
export function* findEqualAnswers(
  interviews: readonly Interview[],
  { places }: Battery,
): Generator<Finding> {
  for (const interview of interviews.filter(isComplete)) {
    const given = validAnswers(interview, places);
    const about = {
      code: 'response.equal-answers',
      subject: ofResponse(interview.responseId),
      among: interview.instrument,
      n: given.length,
      method: 'share of the most frequent answer',
    } as const;
    if (given.length < leastAnswers) {
      yield { ...about, outcome: 'not-enough-base' };
      continue;
    }
    const value = mostFrequent(given) / given.length;
    const outcome = value >= boundShare ? 'raised' : 'quiet';
    yield { ...about, value, bound: boundShare, unit: 'share', outcome };
  }
}

function mostFrequent(answers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return Math.max(...counts.values());
}
