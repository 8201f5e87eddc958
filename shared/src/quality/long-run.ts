import { type Battery, type Interview, isComplete, validAnswers } from './interview.ts';
import { type Finding, ofResponse } from './signal.ts';

const boundShare = 0.75;
const leastAnswers = 15;

/**
 * Answers: in which forms does one answer run on and on down the scale?
 * Shape:   interviews of one instrument, its battery → a finding each: the longest run of equal answers, one criterion
 *          after the other in the order of the form, as a share of the valid ones. Raised from 0.75 on.
 * Units:   share 0–1; n valid answers.
 * Missing: a missing answer is passed over and does not end a run; below 15 valid answers there is no base; broken-off
 *          interviews have no finding.
 * Errors:  throws never.
 * Source:  Johnson 2005, J. Research in Personality 39: the longest string of equal answers.
 * Rule:    K-11
 */
export function* findLongRuns(
  interviews: readonly Interview[],
  { places }: Battery,
): Generator<Finding> {
  for (const interview of interviews.filter(isComplete)) {
    const given = validAnswers(interview, places);
    const about = {
      code: 'response.long-run',
      subject: ofResponse(interview.responseId),
      among: interview.instrument,
      n: given.length,
      method: 'longest run of equal answers',
    } as const;
    if (given.length < leastAnswers) {
      yield { ...about, outcome: 'not-enough-base' };
      continue;
    }
    const value = longestRun(given) / given.length;
    const outcome = value >= boundShare ? 'raised' : 'quiet';
    yield { ...about, value, bound: boundShare, unit: 'share', outcome };
  }
}

function longestRun(answers: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const [at, answer] of answers.entries()) {
    run = at > 0 && answers[at - 1] === answer ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
