import type { Instant } from '../kernel/index.ts';
import { isDue } from './clock.ts';
import type { IncidentEntry, IncidentFacts } from './incident.ts';
import { countedEntries, standingOf } from './standing.ts';

/** Why an entry cannot be. */
export type EntryFault = 'closed' | 'not-settled' | 'step-impossible' | 'times-impossible';

/**
 * Answers: may this entry follow what was written of an incident?
 * Shape:   entries, the oldest first, and the next one → the reason against it, or null. An incident is closed once the authority
 *          was told or no notice is due; then it can only be opened again. A correction stands in the place of an entry of the same
 *          step that still counts.
 * Source:  decision 112.
 * Rule:    H-44
 */
export function judgeEntry(
  history: readonly IncidentEntry[],
  next: IncidentEntry,
): EntryFault | null {
  const { isClosed, facts, ...clock } = standingOf(history);
  if (isClosed !== (next.step === 'reopened')) return isClosed ? 'closed' : 'step-impossible';
  if (next.step === 'closed' && isDue(clock)) return 'not-settled';
  if (next.step === 'suspected' || next.step === 'opened') return 'step-impossible';
  if (next.corrects !== null && !mayCorrect(history, next)) return 'step-impossible';
  return isInTime(history, next, facts) ? null : 'times-impossible';
}

const mayCorrect = (history: readonly IncidentEntry[], { corrects, step }: IncidentEntry) =>
  countedEntries(history).some((entry) => entry.revision === corrects && entry.step === step);

/**
 * Answers: are the moments of an incident in an order in which they can have been?
 * Shape:   nothing lies ahead; it began before it was noticed, was noticed before it was written down first, and the authority was
 *          told after it was noticed. Moments are typed to the minute, so they are compared by it.
 * Source:  decision 112: nobody moves the beginning of the clock behind the moment in which the incident was entered.
 * Rule:    H-45
 */
function isInTime(
  history: readonly IncidentEntry[],
  next: IncidentEntry,
  known: IncidentFacts,
): boolean {
  const facts = next.facts ?? known;
  const told = standingOf([...history, next]).notifiedAt;
  return (
    areInOrder(facts, history[0]?.at ?? next.at) &&
    (next.doneAt === null || next.doneAt <= next.at) &&
    (told === null || minuteOf(facts.noticedAt) <= minuteOf(told))
  );
}

/** Answers: can these moments be, of an incident that was first written down then? */
export const areInOrder = (
  { beganAt, noticedAt }: Pick<IncidentFacts, 'beganAt' | 'noticedAt'>,
  writtenAt: Instant,
): boolean =>
  noticedAt <= writtenAt && (beganAt === null || minuteOf(beganAt) <= minuteOf(noticedAt));

const minuteOf = (at: Instant): string => at.slice(0, 16);
