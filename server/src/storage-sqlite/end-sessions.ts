import { and, eq, ne } from 'drizzle-orm';
import { sessions } from './schema.ts';
import type { Writing } from './transaction.ts';

/** Ends the sessions of a user but the one of this token; null: every one. */
export function endSessionsOf(tx: Writing, userId: string, keptTokenHash: string | null): void {
  const ofUser = eq(sessions.userId, userId);
  const others =
    keptTokenHash === null ? ofUser : and(ofUser, ne(sessions.tokenHash, keptTokenHash));
  tx.delete(sessions).where(others).run();
}
