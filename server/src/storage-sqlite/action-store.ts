import { and, asc, count, eq, max, min } from 'drizzle-orm';
import type { ActionStore, KeptAction } from '../ports/index.ts';
import { actionRevisions, users } from './schema.ts';
import type { Database } from './open-store.ts';
import { type Writing, reading, writing } from './transaction.ts';

/**
 * The register of actions in SQLite. A version is added only on the one before it, in one transaction, so that of two who
 * saw the same version one is told.
 * Rule: F-09
 */
export const createSqliteActionStore = (db: Database, changed: () => void): ActionStore => ({
  add: (version, most) =>
    writing(
      db,
      (tx) => {
        const last = lastRevision(tx, version.actionId);
        if (version.revision !== last + 1) return 'changed';
        const isFull =
          last === 0 ? countActions(tx) >= most.actions : version.revision > most.revisions;
        if (isFull) return 'full';
        tx.insert(actionRevisions).values(version).run();
        return 'kept';
      },
      changed,
    ),
  current: () => reading(() => currentOf(db)),
  history: (actionId) =>
    reading(() =>
      versions(db)
        .where(eq(actionRevisions.actionId, actionId))
        .orderBy(asc(actionRevisions.revision))
        .all()
        .map(joined),
    ),
});

const lastRevision = (tx: Writing, actionId: string): number =>
  tx
    .select({ last: max(actionRevisions.revision) })
    .from(actionRevisions)
    .where(eq(actionRevisions.actionId, actionId))
    .get()?.last ?? 0;

const countActions = (tx: Writing): number =>
  tx.select({ actions: count() }).from(actionRevisions).where(eq(actionRevisions.revision, 1)).get()
    ?.actions ?? 0;

const versions = (db: Database) =>
  db
    .select({ version: actionRevisions, by: users.name })
    .from(actionRevisions)
    .leftJoin(users, eq(users.id, actionRevisions.userId));

const joined = ({
  version,
  by,
}: ReturnType<ReturnType<typeof versions>['all']>[number]): KeptAction => ({
  ...version,
  by,
});

function currentOf(db: Database): (KeptAction & { readonly createdAt: string })[] {
  const last = db
    .select({
      actionId: actionRevisions.actionId,
      revision: max(actionRevisions.revision).as('last_revision'),
      createdAt: min(actionRevisions.at).as('begun_at'),
    })
    .from(actionRevisions)
    .groupBy(actionRevisions.actionId)
    .as('last');
  return db
    .select({ version: actionRevisions, by: users.name, createdAt: last.createdAt })
    .from(actionRevisions)
    .innerJoin(
      last,
      and(eq(last.actionId, actionRevisions.actionId), eq(last.revision, actionRevisions.revision)),
    )
    .leftJoin(users, eq(users.id, actionRevisions.userId))
    .orderBy(asc(actionRevisions.actionId))
    .all()
    .map(({ createdAt, ...row }) => ({ ...joined(row), createdAt: createdAt ?? row.version.at }));
}
