import { findAlike } from './alike-answers.ts';
import type { Battery, Interview } from './interview.ts';
import type { Finding } from './signal.ts';

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
export const findLongRuns = (
  interviews: readonly Interview[],
  battery: Battery,
): Generator<Finding> =>
  findAlike(interviews, battery, {
    code: 'response.long-run',
    method: 'longest run of equal answers',
    boundShare: 0.75,
    count: longestRun,
  });

function longestRun(answers: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const [at, answer] of answers.entries()) {
    run = at > 0 && answers[at - 1] === answer ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
