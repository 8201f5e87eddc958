import { asc, countDistinct, eq, max } from 'drizzle-orm';
import type { IncidentStore, KeptIncident } from '../ports/index.ts';
import { incidentsOf, rowOfIncidentEntry } from '../storage-rules/incident-rows.ts';
import type { Database } from './open-store.ts';
import { incidentEntries, users } from './schema.ts';
import { reading, writing } from './transaction.ts';

/**
 * The register of incidents in SQLite: an entry is added only after the one that its writer saw, and triggers keep what is there.
 * Rule: H-47
 */
export const createSqliteIncidentStore = (db: Database): IncidentStore => ({
  open: (incidentId, first, most) =>
    writing(db, (tx) => {
      const held = tx
        .select({ incidents: countDistinct(incidentEntries.incidentId) })
        .from(incidentEntries)
        .get();
      if ((held?.incidents ?? 0) >= most.incidents) return false;
      tx.insert(incidentEntries).values(rowOfIncidentEntry(incidentId, first)).run();
      return true;
    }),
  add: (incidentId, entry, most) =>
    writing(db, (tx) => {
      const last = tx
        .select({ last: max(incidentEntries.revision) })
        .from(incidentEntries)
        .where(eq(incidentEntries.incidentId, incidentId))
        .get()?.last;
      if (last !== entry.revision - 1) return 'changed';
      if (entry.revision > most.entries) return 'full';
      tx.insert(incidentEntries).values(rowOfIncidentEntry(incidentId, entry)).run();
      return 'added';
    }),
  all: () => reading(() => incidentsWhere(db)),
  find: (incidentId) => reading(() => incidentsWhere(db, incidentId)[0] ?? null),
});

function incidentsWhere(db: Database, incidentId?: string): readonly KeptIncident[] {
  const rows = db
    .select({ entry: incidentEntries, by: users.name })
    .from(incidentEntries)
    .innerJoin(users, eq(users.id, incidentEntries.userId))
    .where(incidentId === undefined ? undefined : eq(incidentEntries.incidentId, incidentId))
    .orderBy(asc(incidentEntries.incidentId), asc(incidentEntries.revision));
  return incidentsOf(rows.all());
}
