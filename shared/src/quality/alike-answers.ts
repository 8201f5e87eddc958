import { type Battery, type Interview, isComplete, validAnswers } from './interview.ts';
import { type Finding, ofResponse, type SignalCode } from './signal.ts';

/** A way to count answers of one form that are alike. */
interface AlikeSignal {
  readonly code: SignalCode;
  readonly method: string;
  readonly boundShare: number;
  readonly count: (answers: readonly number[]) => number;
}

const leastAnswers = 15;

/**
 * Answers: in which forms are too many answers of the scale alike?
 * Shape:   interviews of one instrument, its battery → a finding each: what the signal counts as a share of the valid
 *          answers.
 * Missing: missing answers leave the denominator; below 15 valid answers there is no base; broken-off interviews have no
 *          finding.
 */
export function* findAlike(
  interviews: readonly Interview[],
  { places }: Battery,
  { code, method, boundShare, count }: AlikeSignal,
): Generator<Finding> {
  for (const interview of interviews.filter(isComplete)) {
    const given = validAnswers(interview, places);
    const subject = ofResponse(interview.responseId);
    const about = { code, subject, among: interview.instrument, n: given.length, method };
    if (given.length < leastAnswers) {
      yield { ...about, outcome: 'not-enough-base' };
      continue;
    }
    const value = count(given) / given.length;
    const outcome = value >= boundShare ? 'raised' : 'quiet';
    yield { ...about, value, bound: boundShare, unit: 'share', outcome };
  }
}
