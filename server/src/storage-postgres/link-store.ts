import { and, count, desc, eq, getTableColumns, gt, isNull, sql } from 'drizzle-orm';
import type { LinkStore } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { exportLinks, storeMeta, users } from './schema.ts';
import { reading, writing } from './transaction.ts';

/** Links to tables in PostgreSQL. */
export function createPostgresLinkStore(store: OpenDatabase): LinkStore {
  const { db, province } = store;
  const of = (id: string) => and(eq(exportLinks.province, province), eq(exportLinks.id, id));
  const thisLife = async (): Promise<string> => {
    const [meta] = await db
      .select({ incarnation: storeMeta.incarnation })
      .from(storeMeta)
      .where(eq(storeMeta.province, province));
    return meta?.incarnation ?? '';
  };
  return {
    add: (link, most) =>
      writing(store, async (tx) => {
        const [held] = await tx.db
          .select({ links: count() })
          .from(exportLinks)
          .where(
            and(
              eq(exportLinks.province, province),
              eq(exportLinks.userId, link.userId),
              isNull(exportLinks.revokedAt),
              gt(exportLinks.expiresAt, link.createdAt),
            ),
          );
        if ((held?.links ?? 0) >= most) return false;
        await tx.db.insert(exportLinks).values({ ...link, province, incarnation: tx.incarnation });
        return true;
      }),
    find: (id) =>
      reading(async () => {
        const [row] = await db.select().from(exportLinks).where(of(id));
        if (row === undefined) return null;
        const { incarnation, province: _province, ...link } = row;
        return { ...link, isOfOtherLife: incarnation !== (await thisLife()) };
      }),
    list: (waveId, userId) =>
      reading(async () => {
        const life = await thisLife();
        const { tokenHash: _hash, province: _province, ...columns } = getTableColumns(exportLinks);
        const rows = await db
          .select({ ...columns, by: users.name })
          .from(exportLinks)
          .innerJoin(
            users,
            and(eq(users.province, exportLinks.province), eq(users.id, exportLinks.userId)),
          )
          .where(
            and(
              eq(exportLinks.province, province),
              eq(exportLinks.waveId, waveId),
              userId === null ? undefined : eq(exportLinks.userId, userId),
            ),
          )
          .orderBy(desc(exportLinks.createdAt), desc(exportLinks.id));
        return rows.map(({ incarnation, ...link }) => ({
          ...link,
          isOfOtherLife: incarnation !== life,
        }));
      }),
    revoke: (id, byUserId, now) =>
      writing(store, async (tx) => {
        await tx.db
          .update(exportLinks)
          .set({ revokedAt: now, revokedBy: byUserId })
          .where(and(of(id), isNull(exportLinks.revokedAt)));
      }),
    used: (id, now) =>
      writing(store, async (tx) => {
        await tx.db
          .update(exportLinks)
          .set({ lastUsedAt: now, useCount: sql`${exportLinks.useCount} + 1` })
          .where(of(id));
      }),
  };
}
