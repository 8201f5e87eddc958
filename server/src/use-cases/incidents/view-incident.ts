import {
  type IncidentRules,
  type IncidentStanding,
  countedEntries,
  incidentClock,
  isDue,
  standingOf,
} from '@sipas/shared/incidents';
import type { Instant } from '@sipas/shared/kernel';
import type { Incident, IncidentClocks } from '@sipas/shared/wire';
import type { KeptIncident } from '../../ports/index.ts';

/** Answers: an incident as those see it who keep the register. */
export function viewIncident({ id, history }: KeptIncident): Incident {
  const { facts, isClosed, notifiedAt, noDutyAt } = standingOf(history);
  return {
    ...{ id: id as Incident['id'], revision: history.at(-1)?.revision ?? 0, closed: isClosed },
    facts: ofWire(facts),
    clock: { noticedAt: facts.noticedAt, notifiedAt, noDutyAt },
    history: history.map(({ userId: _, facts: said, ...entry }) => ({
      ...entry,
      facts: said === null ? null : ofWire(said),
    })),
  };
}

const ofWire = ({ data, ...facts }: IncidentStanding['facts']): Incident['facts'] => ({
  ...facts,
  data: [...data],
});

/**
 * Answers: in which order do incidents stand in the register?
 * Shape:   those whose clock runs, the one first whose end comes first; then what is open; then what is closed, the latest at the
 *          head of both.
 * Source:  decision 112.
 * Rule:    H-48
 */
export function byUrgency(a: Incident, b: Incident): number {
  const [placeA, placeB] = [placeOf(a), placeOf(b)];
  if (placeA !== placeB) return placeA - placeB;
  const [first, second] = placeA === 0 ? [a.clock.noticedAt, b.clock.noticedAt] : [b.id, a.id];
  return first === second ? (a.id < b.id ? -1 : 1) : first < second ? -1 : 1;
}

const placeOf = ({ clock, closed }: Incident): number => (isDue(clock) ? 0 : closed ? 2 : 1);

/**
 * Answers: which clocks run?
 * Shape:   of every incident whose notice is still due its id, its beginning, and whether it is a suspicion that nobody has
 *          assessed; the one first whose end comes first. Not a word of what happened.
 * Source:  decision 112.
 * Rule:    H-49
 */
export function runningClocks(
  kept: readonly KeptIncident[],
  rules: IncidentRules,
  now: Instant,
): IncidentClocks {
  const clocks = kept.flatMap(({ id, history }) => {
    const { facts, ...standing } = standingOf(history);
    const isAssessed = countedEntries(history).some(({ step }) => step === 'assessed');
    const suspected = history[0]?.step === 'suspected' && !isAssessed;
    const { deadline } = incidentClock(rules, { ...standing, ...facts }, now);
    const clock = { id: id as Incident['id'], suspected, noticedAt: facts.noticedAt };
    return isDue(standing) ? [{ clock, deadline }] : [];
  });
  clocks.sort((a, b) => (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0));
  return { now, rules, clocks: clocks.map(({ clock }) => clock) };
}
