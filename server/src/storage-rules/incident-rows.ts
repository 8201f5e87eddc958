import type { IncidentFacts, IncidentStep, Verdict } from '@sipas/shared/incidents';
import type { Instant } from '@sipas/shared/kernel';
import type { KeptIncident, WrittenEntry } from '../ports/index.ts';

/** One entry as both databases keep it: what is known lies in columns, null where the entry says nothing of it. */
export interface IncidentRow {
  readonly incidentId: string;
  readonly revision: number;
  readonly step: IncidentStep;
  readonly at: string;
  readonly noticedAt: string | null;
  readonly beganAt: string | null;
  readonly what: string | null;
  readonly data: readonly string[] | null;
  readonly peopleMost: number | null;
  readonly doneAt: string | null;
  readonly verdict: Verdict | null;
  readonly reference: string | null;
  readonly corrects: number | null;
  readonly note: string;
  readonly userId: string;
}

const nothing = { noticedAt: null, beganAt: null, what: null, data: null, peopleMost: null };

export const rowOfIncidentEntry = (
  incidentId: string,
  { facts, ...entry }: WrittenEntry,
): IncidentRow => ({ incidentId, ...entry, ...(facts ?? nothing) });

/** Answers: incidents by id, of rows in the order of id and revision. */
export function incidentsOf(
  rows: readonly { readonly entry: IncidentRow; readonly by: string }[],
): readonly KeptIncident[] {
  const byId = new Map<string, KeptIncident['history'][number][]>();
  for (const { entry, by } of rows) {
    const told = { ...entryOf(entry), by };
    const known = byId.get(entry.incidentId);
    if (known) known.push(told);
    else byId.set(entry.incidentId, [told]);
  }
  return [...byId].map(([id, history]) => ({ id, history }));
}

function entryOf(row: IncidentRow): WrittenEntry {
  const { revision, step, verdict, reference, corrects, note, userId } = row;
  return {
    ...{ revision, step, verdict, reference, corrects, note, userId, facts: factsOf(row) },
    at: row.at as Instant,
    doneAt: row.doneAt as Instant | null,
  };
}

const factsOf = ({ noticedAt, beganAt, what, data, peopleMost }: IncidentRow) =>
  noticedAt === null || what === null || data === null
    ? null
    : ({ noticedAt, beganAt, what, data, peopleMost } as IncidentFacts);
