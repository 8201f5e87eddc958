import { findBreakOffs } from './break-offs.ts';
import { findEqualAnswers } from './equal-answers.ts';
import { type Battery, type Interview, groupBy } from './interview.ts';
import { findLongRuns } from './long-run.ts';
import { findLowVariance } from './low-variance.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { findNightWork } from './night-work.ts';
import { findPositionPiles } from './position-piles.ts';
import type { Finding } from './signal.ts';
import { findTooFast } from './too-fast.ts';
import { findUnlikeNeighbours } from './unlike-neighbours.ts';

/**
 * Answers: what is there to look at in these interviews?
 * Shape:   interviews of a wave, battery by instrument → every finding of every signal, one after the other, never all in
 *          memory. An instrument without a battery is judged by times, places and break-offs alone.
 * Errors:  throws never.
 */
export function* assessInterviews(
  interviews: readonly Interview[],
  batteries: ReadonlyMap<string, Battery>,
): Generator<Finding> {
  yield* findTooFast(interviews);
  yield* findNightWork(interviews);
  yield* findPositionPiles(interviews);
  yield* findBreakOffs(interviews);
  for (const [instrument, own] of groupBy(interviews, (one) => one.instrument)) {
    const battery = batteries.get(instrument);
    if (battery === undefined) continue;
    yield* findLongRuns(own, battery);
    yield* findEqualAnswers(own, battery);
    yield* findLowVariance(own, battery);
    yield* findNearDuplicates(own, battery);
    yield* findUnlikeNeighbours(own, battery);
  }
}
