import { and, asc, count, eq, getTableColumns, inArray, lte, max } from 'drizzle-orm';
import type { GroupingRevision, GroupingStore, StoredGrouping } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import {
  groupingMembers,
  groupingNodes,
  groupingRevisions,
  groupings,
  userAreas,
  users,
} from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

const { province: _province, ...version } = getTableColumns(groupingRevisions);

type Province = Pick<OpenDatabase, 'db' | 'province'>;

/** Groupings in PostgreSQL: what was shipped stays as it is, and whole versions stand before it (U-62). */
export function createPostgresGroupingStore(store: OpenDatabase): GroupingStore {
  const { db, province } = store;
  return {
    add: (added, most) =>
      writing(store, async (tx) => {
        const last = await lastRevision(tx, added.groupingId);
        if (added.revision !== last + 1) return 'changed';
        if (added.revision > most) return 'full';
        const workedBy = await workersOf(tx, added);
        if (workedBy.length > 0) return { workedBy };
        await tx.db.insert(groupingRevisions).values({ ...added, province });
        tx.setupChanged();
        return 'kept';
      }),
    shipped: (groupingId) =>
      reading(
        async () => (await shippedGroupings(store)).find(({ id }) => id === groupingId) ?? null,
      ),
    history: (groupingId) =>
      reading(async () => {
        const rows = await db
          .select({ version, by: users.name })
          .from(groupingRevisions)
          .leftJoin(
            users,
            and(
              eq(users.province, groupingRevisions.province),
              eq(users.id, groupingRevisions.userId),
            ),
          )
          .where(
            and(
              eq(groupingRevisions.province, province),
              eq(groupingRevisions.groupingId, groupingId),
            ),
          )
          .orderBy(asc(groupingRevisions.revision));
        return rows.map(({ version: row, by }) => ({ ...row, by }));
      }),
  };
}

async function lastRevision({ db, province }: Writing, groupingId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(groupingRevisions.revision) })
    .from(groupingRevisions)
    .where(
      and(eq(groupingRevisions.province, province), eq(groupingRevisions.groupingId, groupingId)),
    );
  return row?.last ?? 0;
}

/** Who works in an area that this version no longer has. */
async function workersOf(
  tx: Writing,
  { groupingId, nodes }: GroupingRevision,
): Promise<readonly string[]> {
  const kept = new Set(nodes.map(({ code }) => code));
  const known = (await currentGroupings(tx)).find(({ id }) => id === groupingId)?.nodes ?? [];
  const gone = known
    .filter(({ code }) => !kept.has(code))
    .map(({ code }) => `grouping:${groupingId}:${code}`);
  if (gone.length === 0) return [];
  const rows = await tx.db
    .selectDistinct({ name: users.name })
    .from(userAreas)
    .innerJoin(users, and(eq(users.province, userAreas.province), eq(users.id, userAreas.userId)))
    .where(and(eq(userAreas.province, tx.province), inArray(userAreas.area, gone)))
    .orderBy(asc(users.name));
  return rows.map(({ name }) => name);
}

/** Answers: the groupings as they stand or stood at a moment: of each the last version written by then, or what was shipped. */
export async function currentGroupings(
  store: Province,
  asOf?: string,
): Promise<readonly StoredGrouping[]> {
  const { db, province } = store;
  const of = eq(groupingRevisions.province, province);
  const last = db
    .select({ id: groupingRevisions.groupingId, top: max(groupingRevisions.revision).as('top') })
    .from(groupingRevisions)
    .where(and(of, asOf === undefined ? undefined : lte(groupingRevisions.at, asOf)))
    .groupBy(groupingRevisions.groupingId)
    .as('last');
  const written = await db
    .select({ version })
    .from(groupingRevisions)
    .innerJoin(
      last,
      and(eq(last.id, groupingRevisions.groupingId), eq(last.top, groupingRevisions.revision)),
    )
    .where(of);
  const writtenById = new Map(written.map((row) => [row.version.groupingId, row.version]));
  return (await shippedGroupings(store)).map((grouping) => {
    const found = writtenById.get(grouping.id);
    return found === undefined
      ? grouping
      : { ...grouping, nodes: found.nodes, members: found.members };
  });
}

async function shippedGroupings({ db, province }: Province): Promise<readonly StoredGrouping[]> {
  const nodes = await db
    .select()
    .from(groupingNodes)
    .where(eq(groupingNodes.province, province))
    .orderBy(asc(groupingNodes.code));
  const members = await db
    .select()
    .from(groupingMembers)
    .where(eq(groupingMembers.province, province))
    .orderBy(asc(groupingMembers.commune));
  const rows = await db
    .select()
    .from(groupings)
    .where(eq(groupings.province, province))
    .orderBy(asc(groupings.id));
  return rows.map(({ id, title }) => ({
    id,
    title,
    nodes: nodes
      .filter(({ groupingId }) => groupingId === id)
      .map(({ code, title: name }) => ({ code, title: name })),
    members: members
      .filter(({ groupingId }) => groupingId === id)
      .map(({ commune, node }) => ({ commune, node })),
  }));
}

/** Answers: how many versions people wrote in all. */
export async function countRevisions({ db, province }: Province): Promise<number> {
  const [row] = await db
    .select({ versions: count() })
    .from(groupingRevisions)
    .where(eq(groupingRevisions.province, province));
  return row?.versions ?? 0;
}
