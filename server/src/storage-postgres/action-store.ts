import { and, asc, count, eq, getTableColumns, max, min } from 'drizzle-orm';
import type { ActionStore } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { actionRevisions, users } from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

const { province: _province, ...version } = getTableColumns(actionRevisions);

/** The register of actions in PostgreSQL: a version is added only on the one before it (F-09). */
export function createPostgresActionStore(store: OpenDatabase): ActionStore {
  const { db, province } = store;
  const byWhom = and(
    eq(users.province, actionRevisions.province),
    eq(users.id, actionRevisions.userId),
  );
  return {
    add: (added, most) =>
      writing(store, async (tx) => {
        const last = await lastRevision(tx, added.actionId);
        if (added.revision !== last + 1) return 'changed';
        const isFull =
          last === 0 ? (await countActions(tx)) >= most.actions : added.revision > most.revisions;
        if (isFull) return 'full';
        await tx.db.insert(actionRevisions).values({ ...added, province });
        tx.setupChanged();
        return 'kept';
      }),
    current: () =>
      reading(async () => {
        const last = db
          .select({
            actionId: actionRevisions.actionId,
            revision: max(actionRevisions.revision).as('last_revision'),
            createdAt: min(actionRevisions.at).as('begun_at'),
          })
          .from(actionRevisions)
          .where(eq(actionRevisions.province, province))
          .groupBy(actionRevisions.actionId)
          .as('last');
        const rows = await db
          .select({ version, by: users.name, createdAt: last.createdAt })
          .from(actionRevisions)
          .innerJoin(
            last,
            and(
              eq(last.actionId, actionRevisions.actionId),
              eq(last.revision, actionRevisions.revision),
            ),
          )
          .leftJoin(users, byWhom)
          .where(eq(actionRevisions.province, province))
          .orderBy(asc(actionRevisions.actionId));
        return rows.map(({ version: row, by, createdAt }) => ({
          ...row,
          by,
          createdAt: createdAt ?? row.at,
        }));
      }),
    history: (actionId) =>
      reading(async () => {
        const rows = await db
          .select({ version, by: users.name })
          .from(actionRevisions)
          .leftJoin(users, byWhom)
          .where(
            and(eq(actionRevisions.province, province), eq(actionRevisions.actionId, actionId)),
          )
          .orderBy(asc(actionRevisions.revision));
        return rows.map(({ version: row, by }) => ({ ...row, by }));
      }),
  };
}

async function lastRevision({ db, province }: Writing, actionId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(actionRevisions.revision) })
    .from(actionRevisions)
    .where(and(eq(actionRevisions.province, province), eq(actionRevisions.actionId, actionId)));
  return row?.last ?? 0;
}

async function countActions({ db, province }: Writing): Promise<number> {
  const [row] = await db
    .select({ actions: count() })
    .from(actionRevisions)
    .where(and(eq(actionRevisions.province, province), eq(actionRevisions.revision, 1)));
  return row?.actions ?? 0;
}
