import type { Raised } from './review-quality.ts';

type Weighed = Pick<Raised, 'code' | 'surveyorId' | 'value' | 'bound'>;

/**
 * Answers: which raised signals are named where not all of them can be?
 * Shape:   signals, how many at most → of each surveyor the strongest, as many of one as of another; who has fewer leaves
 *          the rest to the others, and everybody keeps at least one. Strongest is what lies farthest beyond its bound,
 *          measured in bounds; the signals of a surveyor take turns, since no two of them share a measure. What is about
 *          a question is taken as of one surveyor more.
 * Errors:  throws never.
 */
export function fairShare<One extends Weighed>(raised: readonly One[], most: number): One[] {
  const bySurveyor = [...groupBy(raised, ({ surveyorId }) => surveyorId).values()];
  const share = shareOf(
    bySurveyor.map(({ length }) => length),
    most,
  );
  return bySurveyor.flatMap((own) => strongestFirst(own).slice(0, share));
}

/** The most that each may have, so that all of them together have no more than there is room for. */
function shareOf(counts: readonly number[], most: number): number {
  let share = most;
  while (share > 1 && counts.reduce((sum, count) => sum + Math.min(count, share), 0) > most)
    share -= 1;
  return share;
}

function strongestFirst<One extends Weighed>(own: readonly One[]): One[] {
  return [...groupBy(own, ({ code }) => code).values()]
    .flatMap((alike) =>
      [...alike].sort((a, b) => strengthOf(b) - strengthOf(a)).map((one, turn) => ({ one, turn })),
    )
    .sort((a, b) => a.turn - b.turn || strengthOf(b.one) - strengthOf(a.one))
    .map(({ one }) => one);
}

/** A bound of 0 measures nothing: then it is the distance itself. */
const strengthOf = ({ value, bound }: Weighed): number =>
  Math.abs(value - bound) / (Math.abs(bound) || 1);

function groupBy<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
