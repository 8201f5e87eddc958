import type { Instant } from '../kernel/index.ts';
import type { IncidentEntry, IncidentFacts } from './incident.ts';

/** Where an incident stands. */
export interface IncidentStanding {
  readonly facts: IncidentFacts;
  /** The first notice to the authority; null: none yet. */
  readonly notifiedAt: Instant | null;
  /** When it was found that the law asks for no notice, where that is what was found last. */
  readonly noDutyAt: Instant | null;
  readonly isClosed: boolean;
}

/**
 * Answers: which entries of an incident still count?
 * Shape:   entries, the oldest first → those in whose place no later one stands. A correction of a correction counts alone.
 * Source:  decision 112.
 * Rule:    H-42
 */
export function countedEntries<Entry extends IncidentEntry>(
  history: readonly Entry[],
): readonly Entry[] {
  const corrected = new Set(history.flatMap(({ corrects }) => corrects ?? []));
  return history.filter(({ revision }) => !corrected.has(revision));
}

/**
 * Answers: what is known of an incident, and what was done?
 * Shape:   entries, the oldest first. What was said last of the facts and of the duty stands; the first notice counts, since a
 *          later one adds to it.
 * Errors:  throws for a history whose first entry has no facts, which no store keeps.
 * Source:  decision 112.
 * Rule:    H-43
 */
export function standingOf(history: readonly IncidentEntry[]): IncidentStanding {
  const counted = countedEntries(history);
  const facts = history.findLast((entry) => entry.facts !== null)?.facts;
  if (facts === undefined || facts === null) throw new Error('an incident has no facts');
  const notices = counted.flatMap(({ step, doneAt }) =>
    step === 'notified' ? (doneAt ?? []) : [],
  );
  const assessment = counted.findLast(({ step }) => step === 'assessed');
  const gate = history.findLast(({ step }) => step === 'closed' || step === 'reopened');
  return {
    facts,
    notifiedAt: notices.sort()[0] ?? null,
    noDutyAt: assessment?.verdict === 'no-duty' ? assessment.doneAt : null,
    isClosed: gate?.step === 'closed',
  };
}
