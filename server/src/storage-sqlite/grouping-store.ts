import { and, asc, eq, inArray, lte, max } from 'drizzle-orm';
import type { GroupingRevision, GroupingStore, StoredGrouping } from '../ports/index.ts';
import type { Database } from './open-store.ts';
import { groupingMembers, groupingNodes, groupingRevisions, groupings } from './schema.ts';
import { userAreas, users } from './people-schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

/**
 * Groupings in SQLite: what was shipped stays as it is, and whole versions stand before it, so that reference data put in
 * place again bring back nothing that was taken out. Of two who saw the same version one is told.
 * Rule: U-62
 */
export const createSqliteGroupingStore = (db: Database, changed: () => void): GroupingStore => ({
  add: (version, most) =>
    writing(
      db,
      (tx) => {
        const last = lastRevision(tx, version.groupingId);
        if (version.revision !== last + 1) return 'changed';
        if (version.revision > most) return 'full';
        const workedBy = workersOf(tx, version);
        if (workedBy.length > 0) return { workedBy };
        tx.insert(groupingRevisions).values(version).run();
        return 'kept';
      },
      changed,
    ),
  shipped: (groupingId) =>
    reading(() => shippedGroupings(db).find(({ id }) => id === groupingId) ?? null),
  history: (groupingId) =>
    reading(() =>
      db
        .select({ version: groupingRevisions, by: users.name })
        .from(groupingRevisions)
        .leftJoin(users, eq(users.id, groupingRevisions.userId))
        .where(eq(groupingRevisions.groupingId, groupingId))
        .orderBy(asc(groupingRevisions.revision))
        .all()
        .map(({ version, by }) => ({ ...version, by })),
    ),
});

const lastRevision = (tx: Writing, groupingId: string): number =>
  tx
    .select({ last: max(groupingRevisions.revision) })
    .from(groupingRevisions)
    .where(eq(groupingRevisions.groupingId, groupingId))
    .get()?.last ?? 0;

/** Who works in an area that this version no longer has. */
function workersOf(tx: Writing, { groupingId, nodes }: GroupingRevision): readonly string[] {
  const kept = new Set(nodes.map(({ code }) => code));
  const known = currentGroupings(tx).find(({ id }) => id === groupingId)?.nodes ?? [];
  const gone = known
    .filter(({ code }) => !kept.has(code))
    .map(({ code }) => `grouping:${groupingId}:${code}`);
  return tx
    .selectDistinct({ name: users.name })
    .from(userAreas)
    .innerJoin(users, eq(users.id, userAreas.userId))
    .where(inArray(userAreas.area, gone))
    .orderBy(asc(users.name))
    .all()
    .map(({ name }) => name);
}

/** Answers: the groupings as they stand or stood at a moment: of each the last version written by then, or what was shipped. */
export function currentGroupings(db: Database | Writing, asOf?: string): readonly StoredGrouping[] {
  const last = db
    .select({ id: groupingRevisions.groupingId, top: max(groupingRevisions.revision).as('top') })
    .from(groupingRevisions)
    .where(asOf === undefined ? undefined : lte(groupingRevisions.at, asOf))
    .groupBy(groupingRevisions.groupingId)
    .as('last');
  const written = db
    .select({ version: groupingRevisions })
    .from(groupingRevisions)
    .innerJoin(
      last,
      and(eq(last.id, groupingRevisions.groupingId), eq(last.top, groupingRevisions.revision)),
    )
    .all();
  const writtenById = new Map(written.map(({ version }) => [version.groupingId, version]));
  return shippedGroupings(db).map((grouping) => {
    const version = writtenById.get(grouping.id);
    return version === undefined
      ? grouping
      : { ...grouping, nodes: version.nodes, members: version.members };
  });
}

function shippedGroupings(db: Database | Writing): readonly StoredGrouping[] {
  const nodes = db.select().from(groupingNodes).orderBy(asc(groupingNodes.code)).all();
  const members = db.select().from(groupingMembers).orderBy(asc(groupingMembers.commune)).all();
  return db
    .select()
    .from(groupings)
    .orderBy(asc(groupings.id))
    .all()
    .map((grouping) => ({
      ...grouping,
      nodes: nodes
        .filter(({ groupingId }) => groupingId === grouping.id)
        .map(({ code, title }) => ({ code, title })),
      members: members
        .filter(({ groupingId }) => groupingId === grouping.id)
        .map(({ commune, node }) => ({ commune, node })),
    }));
}

/** Answers: how many versions people wrote in all. It is asked for every batch, so its statement is made once. */
export function createCountRevisions(db: Database): () => number {
  const statement = db.$client.prepare('select count(*) from grouping_revisions').pluck();
  return () => Number(statement.get());
}
