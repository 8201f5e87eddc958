import {
  type EntryFault,
  type IncidentFacts,
  type IncidentRules,
  areInOrder,
  dataClasses,
  judgeEntry,
} from '@sipas/shared/incidents';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { FieldRegistry } from '@sipas/shared/privacy';
import type { ProblemCode } from '@sipas/shared/problems';
import type {
  HeardSuspicion,
  Incident,
  IncidentClocks,
  IncidentEntryRequest,
  IncidentList,
  NewIncident,
  Suspicion,
} from '@sipas/shared/wire';
import type { Clock, Ids, IncidentStore, User, WrittenEntry } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { createAttemptLimit } from '../sign-in/index.ts';
import { byUrgency, runningClocks, viewIncident } from './view-incident.ts';

/** What nobody could read any more helps nobody, and a list goes to the console whole. */
const most = { incidents: 5_000, entries: 500 };
/** Suspicions of one account: who is in a fright presses more than once, and nobody fills the register. */
const reportTries = 10;
const reportWindowSeconds = 60 * 60;

export interface IncidentNeeds {
  readonly incidents: IncidentStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  readonly rules: IncidentRules;
  readonly fields: Pick<FieldRegistry, 'records'>;
}

/** Everything that people ask of the register of incidents. */
export function createIncidentCases(needs: IncidentNeeds) {
  const limit = createAttemptLimit(reportTries, reportWindowSeconds);
  return {
    list: () => listIncidents(needs),
    clocks: (): Promise<IncidentClocks> => showClocks(needs),
    show: (incidentId: string) => showIncident(needs, incidentId),
    open: (user: User, facts: NewIncident) => openIncident(needs, user, facts),
    suspect: (user: User, said: Suspicion) => reportSuspicion({ ...needs, limit }, user, said),
    add: (user: User, incidentId: string, asked: IncidentEntryRequest) =>
      addEntry(needs, user, { incidentId, asked }),
  };
}

async function listIncidents({ incidents, clock, rules, fields }: IncidentNeeds) {
  const kept = await incidents.all();
  const list: IncidentList = {
    ...{ now: clock.now(), rules, classes: [...dataClasses(fields)] },
    incidents: kept.map(viewIncident).sort(byUrgency),
  };
  return list;
}

const showClocks = async ({ incidents, rules, clock }: IncidentNeeds): Promise<IncidentClocks> =>
  runningClocks(await incidents.all(), rules, clock.now());

async function showIncident(
  { incidents }: Pick<IncidentNeeds, 'incidents'>,
  incidentId: string,
): Promise<Result<Incident, Refusal>> {
  const kept = await incidents.find(incidentId);
  return kept === null ? refuse({ code: 'incident.unknown' }) : ok(viewIncident(kept));
}

/** What an entry has beside what its step asks for. */
const blank = { facts: null, doneAt: null, verdict: null, reference: null, corrects: null };

/**
 * Answers: the new incident, whose clock runs from the moment in which it was noticed.
 * Errors:  incident.times-impossible; incident.data-unknown for a class that the registry does not have; incident.too-many.
 * Source:  decision 112.
 * Rule:    H-50
 */
async function openIncident(
  needs: IncidentNeeds,
  user: User,
  facts: NewIncident,
): Promise<Result<Incident, Refusal>> {
  const at = needs.clock.now();
  if (!areInOrder(facts, at)) return refuse({ code: 'incident.times-impossible' });
  if (!areKnown(needs, facts)) return refuse({ code: 'incident.data-unknown' });
  const first = { step: 'opened', facts, at, note: '', userId: user.id } as const;
  const opened = await keepFirst(needs, { ...blank, ...first, revision: 1 });
  return opened.ok ? showIncident(needs, opened.value) : opened;
}

const areKnown = ({ fields }: IncidentNeeds, { data }: Pick<IncidentFacts, 'data'>): boolean => {
  const known = new Set(dataClasses(fields).map(({ id }) => id));
  return data.every((id) => known.has(id)) && new Set(data).size === data.length;
};

async function keepFirst(
  { incidents, ids }: IncidentNeeds,
  first: WrittenEntry,
): Promise<Result<Incident['id'], Refusal>> {
  const id = ids.uuid7();
  const isOpened = await incidents.open(id, first, most);
  return isOpened ? ok(id) : refuse({ code: 'incident.too-many' });
}

/**
 * Answers: that a suspicion was heard, and when.
 * Shape:   it is an incident that waits to be assessed, and its clock runs from now: who reports need not know what the law asks.
 * Errors:  incident.too-many-reports, with seconds, after ten in an hour by one account; incident.too-many.
 * Source:  decision 112.
 * Rule:    H-51
 */
async function reportSuspicion(
  needs: IncidentNeeds & { readonly limit: ReturnType<typeof createAttemptLimit> },
  user: User,
  { what }: Suspicion,
): Promise<Result<HeardSuspicion, Refusal>> {
  const wait = await needs.limit.take(user.id);
  if (wait !== null) return refuse({ code: 'incident.too-many-reports', retryAfterSeconds: wait });
  const at = needs.clock.now();
  const facts: IncidentFacts = { noticedAt: at, beganAt: null, what, data: [], peopleMost: null };
  const first = { step: 'suspected', facts, at, note: '', userId: user.id } as const;
  const opened = await keepFirst(needs, { ...blank, ...first, revision: 1 });
  return opened.ok ? ok({ id: opened.value, heardAt: at }) : opened;
}

const codeByFault: Readonly<Record<EntryFault, ProblemCode>> = {
  closed: 'incident.closed',
  'not-settled': 'incident.not-settled',
  'step-impossible': 'incident.step-impossible',
  'times-impossible': 'incident.times-impossible',
};

/**
 * Answers: the incident, with one more entry.
 * Errors:  incident.unknown; incident.changed where somebody added one in between; incident.data-unknown; incident.too-many;
 *          incident.closed, incident.not-settled, incident.step-impossible and incident.times-impossible as they are judged.
 * Source:  decision 112.
 * Rule:    H-52
 */
async function addEntry(
  needs: IncidentNeeds,
  user: User,
  {
    incidentId,
    asked: { revision, ...asked },
  }: { readonly incidentId: string; readonly asked: IncidentEntryRequest },
): Promise<Result<Incident, Refusal>> {
  const kept = await needs.incidents.find(incidentId);
  if (kept === null) return refuse({ code: 'incident.unknown' });
  const { history } = kept;
  if (history.at(-1)?.revision !== revision) return refuse({ code: 'incident.changed' });
  if ('facts' in asked && !areKnown(needs, asked.facts))
    return refuse({ code: 'incident.data-unknown' });
  const by = { at: needs.clock.now(), userId: user.id };
  const entry: WrittenEntry = { ...blank, ...asked, ...by, revision: revision + 1 };
  const fault = judgeEntry(history, entry);
  if (fault !== null) return refuse({ code: codeByFault[fault] });
  const done = await needs.incidents.add(incidentId, entry, most);
  if (done === 'added') return showIncident(needs, incidentId);
  return refuse({ code: done === 'full' ? 'incident.too-many' : 'incident.changed' });
}
