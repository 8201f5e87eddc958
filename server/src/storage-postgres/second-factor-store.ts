import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { SecondFactorStore } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { endSessionsOf } from './people-store.ts';
import { recoveryCodes, secondFactors } from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** Second factors in PostgreSQL. */
export function createPostgresSecondFactorStore(store: OpenDatabase): SecondFactorStore {
  const { db, province } = store;
  const of = (userId: string) =>
    and(eq(secondFactors.province, province), eq(secondFactors.userId, userId));
  const begun = (userId: string) => and(of(userId), isNull(secondFactors.confirmedAt));
  const codesOf = (userId: string) =>
    and(eq(recoveryCodes.province, province), eq(recoveryCodes.userId, userId));
  const removeCodes = async (tx: Writing, userId: string): Promise<void> => {
    await tx.db.delete(recoveryCodes).where(codesOf(userId));
  };
  return {
    of: (userId) =>
      reading(async () => {
        const [row] = await db.select().from(secondFactors).where(of(userId));
        if (row === undefined) return null;
        const [left] = await db
          .select({ codes: count() })
          .from(recoveryCodes)
          .where(codesOf(userId));
        const { secret, confirmedAt, lastStep } = row;
        return { secret, confirmedAt, lastStep, recoveryCodes: left?.codes ?? 0 };
      }),
    holders: () =>
      reading(async () => {
        const rows = await db
          .select({ userId: secondFactors.userId })
          .from(secondFactors)
          .where(and(eq(secondFactors.province, province), isNotNull(secondFactors.confirmedAt)));
        return new Set(rows.map((row) => row.userId));
      }),
    begin: (userId, secret, now) =>
      writing(store, async (tx) => {
        await tx.db.delete(secondFactors).where(begun(userId));
        const { rowCount } = await tx.db
          .insert(secondFactors)
          .values({ province, userId, secret, begunAt: now, lastStep: -1 })
          .onConflictDoNothing();
        return (rowCount ?? 0) > 0;
      }),
    confirm: (userId, { step, codeHashes, now, keptTokenHash }) =>
      writing(store, async (tx) => {
        const { rowCount } = await tx.db
          .update(secondFactors)
          .set({ confirmedAt: now, lastStep: step })
          .where(begun(userId));
        if (rowCount === 0) return false;
        await removeCodes(tx, userId);
        for (const codeHash of codeHashes)
          await tx.db.insert(recoveryCodes).values({ province, userId, codeHash });
        await endSessionsOf(tx, userId, keptTokenHash);
        return true;
      }),
    takeStep: (userId, step) =>
      writing(store, async (tx) => {
        const { rowCount } = await tx.db
          .update(secondFactors)
          .set({ lastStep: step })
          .where(and(of(userId), lt(secondFactors.lastStep, step)));
        return (rowCount ?? 0) > 0;
      }),
    takeRecoveryCode: (userId, codeHash) =>
      writing(store, async (tx) => {
        const { rowCount } = await tx.db
          .delete(recoveryCodes)
          .where(and(codesOf(userId), eq(recoveryCodes.codeHash, codeHash)));
        return (rowCount ?? 0) > 0;
      }),
    remove: (userId, keptTokenHash) =>
      writing(store, async (tx) => {
        const { rowCount } = await tx.db.delete(secondFactors).where(of(userId));
        if (rowCount === 0) return false;
        await removeCodes(tx, userId);
        await endSessionsOf(tx, userId, keptTokenHash);
        return true;
      }),
  };
}
