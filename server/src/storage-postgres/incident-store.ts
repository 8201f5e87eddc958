import { and, asc, countDistinct, eq, max } from 'drizzle-orm';
import type { IncidentStore, KeptIncident } from '../ports/index.ts';
import { incidentsOf, rowOfIncidentEntry } from '../storage-rules/incident-rows.ts';
import type { OpenDatabase } from './database.ts';
import { incidentEntries, users } from './schema.ts';
import { reading, writing } from './transaction.ts';

/** The register of incidents in PostgreSQL: an entry is added only after the one that its writer saw (H-47). */
export function createPostgresIncidentStore(store: OpenDatabase): IncidentStore {
  const { province } = store;
  const isHere = eq(incidentEntries.province, province);
  return {
    open: (incidentId, first, most) =>
      writing(store, async (tx) => {
        const [held] = await tx.db
          .select({ incidents: countDistinct(incidentEntries.incidentId) })
          .from(incidentEntries)
          .where(isHere);
        if ((held?.incidents ?? 0) >= most.incidents) return false;
        const row = rowOfIncidentEntry(incidentId, first);
        await tx.db.insert(incidentEntries).values({ ...row, province });
        return true;
      }),
    add: (incidentId, entry, most) =>
      writing(store, async (tx) => {
        const [row] = await tx.db
          .select({ last: max(incidentEntries.revision) })
          .from(incidentEntries)
          .where(and(isHere, eq(incidentEntries.incidentId, incidentId)));
        if (row?.last !== entry.revision - 1) return 'changed';
        if (entry.revision > most.entries) return 'full';
        await tx.db
          .insert(incidentEntries)
          .values({ ...rowOfIncidentEntry(incidentId, entry), province });
        return 'added';
      }),
    all: () => reading(() => incidentsWhere(store)),
    find: (incidentId) => reading(async () => (await incidentsWhere(store, incidentId))[0] ?? null),
  };
}

async function incidentsWhere(
  { db, province }: OpenDatabase,
  incidentId?: string,
): Promise<readonly KeptIncident[]> {
  const rows = await db
    .select({ entry: incidentEntries, by: users.name })
    .from(incidentEntries)
    .innerJoin(
      users,
      and(eq(users.province, incidentEntries.province), eq(users.id, incidentEntries.userId)),
    )
    .where(
      and(
        eq(incidentEntries.province, province),
        incidentId === undefined ? undefined : eq(incidentEntries.incidentId, incidentId),
      ),
    )
    .orderBy(asc(incidentEntries.incidentId), asc(incidentEntries.revision));
  return incidentsOf(rows);
}
