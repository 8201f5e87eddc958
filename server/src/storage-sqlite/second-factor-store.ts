import { and, count, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { SecondFactorStore } from '../ports/index.ts';
import { endSessionsOf } from './end-sessions.ts';
import type { Database } from './open-store.ts';
import { recoveryCodes, secondFactors } from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** Second factors in SQLite. */
export function createSqliteSecondFactorStore(db: Database): SecondFactorStore {
  const of = (userId: string) => eq(secondFactors.userId, userId);
  return {
    of: (userId) =>
      reading(() => {
        const row = db.select().from(secondFactors).where(of(userId)).get();
        if (row === undefined) return null;
        const [left] = db
          .select({ codes: count() })
          .from(recoveryCodes)
          .where(eq(recoveryCodes.userId, userId))
          .all();
        const { secret, confirmedAt, lastStep } = row;
        return { secret, confirmedAt, lastStep, recoveryCodes: left?.codes ?? 0 };
      }),
    holders: () =>
      reading(() => {
        const { userId } = secondFactors;
        const confirmed = isNotNull(secondFactors.confirmedAt);
        const rows = db.select({ userId }).from(secondFactors).where(confirmed).all();
        return new Set(rows.map((row) => row.userId));
      }),
    begin: (userId, secret, now) =>
      writing(db, (tx) => {
        tx.delete(secondFactors)
          .where(and(of(userId), isNull(secondFactors.confirmedAt)))
          .run();
        const begun = { userId, secret, begunAt: now, lastStep: -1 };
        return tx.insert(secondFactors).values(begun).onConflictDoNothing().run().changes > 0;
      }),
    confirm: (userId, { step, codeHashes, now, keptTokenHash }) =>
      writing(db, (tx) => {
        const { changes } = tx
          .update(secondFactors)
          .set({ confirmedAt: now, lastStep: step })
          .where(and(of(userId), isNull(secondFactors.confirmedAt)))
          .run();
        if (changes === 0) return false;
        removeCodes(tx, userId);
        for (const codeHash of codeHashes)
          tx.insert(recoveryCodes).values({ userId, codeHash }).run();
        endSessionsOf(tx, userId, keptTokenHash);
        return true;
      }),
    takeStep: (userId, step) =>
      writing(db, (tx) => {
        const unused = and(of(userId), lt(secondFactors.lastStep, step));
        return tx.update(secondFactors).set({ lastStep: step }).where(unused).run().changes > 0;
      }),
    takeRecoveryCode: (userId, codeHash) =>
      writing(db, (tx) => {
        const code = and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, codeHash));
        return tx.delete(recoveryCodes).where(code).run().changes > 0;
      }),
    remove: (userId, keptTokenHash) =>
      writing(db, (tx) => {
        const { changes } = tx.delete(secondFactors).where(of(userId)).run();
        if (changes === 0) return false;
        removeCodes(tx, userId);
        endSessionsOf(tx, userId, keptTokenHash);
        return true;
      }),
  };
}

function removeCodes(tx: Writing, userId: string): void {
  tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)).run();
}
