import { and, count, desc, eq, getTableColumns, gt, isNull, sql } from 'drizzle-orm';
import type { LinkStore } from '../ports/index.ts';
import type { Database } from './open-store.ts';
import { exportLinks, storeMeta, users } from './schema.ts';
import { reading, writing } from './transaction.ts';

/** Links to tables in SQLite. */
export function createSqliteLinkStore(db: Database): LinkStore {
  const thisLife = (): string => db.select().from(storeMeta).get()?.incarnation ?? '';
  return {
    add: (link, most) =>
      writing(db, (tx) => {
        const living = and(
          eq(exportLinks.userId, link.userId),
          isNull(exportLinks.revokedAt),
          gt(exportLinks.expiresAt, link.createdAt),
        );
        const [held] = tx.select({ links: count() }).from(exportLinks).where(living).all();
        if ((held?.links ?? 0) >= most) return false;
        tx.insert(exportLinks)
          .values({ ...link, incarnation: thisLife() })
          .run();
        return true;
      }),
    find: (id) =>
      reading(() => {
        const row = db.select().from(exportLinks).where(eq(exportLinks.id, id)).get();
        if (row === undefined) return null;
        const { incarnation, ...link } = row;
        return { ...link, isOfOtherLife: incarnation !== thisLife() };
      }),
    list: (waveId, userId) =>
      reading(() => {
        const life = thisLife();
        const { tokenHash: _, ...columns } = getTableColumns(exportLinks);
        return db
          .select({ ...columns, by: users.name })
          .from(exportLinks)
          .innerJoin(users, eq(users.id, exportLinks.userId))
          .where(
            and(
              eq(exportLinks.waveId, waveId),
              userId === null ? undefined : eq(exportLinks.userId, userId),
            ),
          )
          .orderBy(desc(exportLinks.createdAt), desc(exportLinks.id))
          .all()
          .map(({ incarnation, ...link }) => ({ ...link, isOfOtherLife: incarnation !== life }));
      }),
    revoke: (id, byUserId, now) =>
      writing(db, (tx) => {
        tx.update(exportLinks)
          .set({ revokedAt: now, revokedBy: byUserId })
          .where(and(eq(exportLinks.id, id), isNull(exportLinks.revokedAt)))
          .run();
      }),
    used: (id, now) =>
      writing(db, (tx) => {
        tx.update(exportLinks)
          .set({ lastUsedAt: now, useCount: sql`${exportLinks.useCount} + 1` })
          .where(eq(exportLinks.id, id))
          .run();
      }),
  };
}
