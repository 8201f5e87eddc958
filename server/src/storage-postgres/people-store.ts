import { type SQL, and, asc, count, desc, eq, gt, isNotNull, lte, ne } from 'drizzle-orm';
import type { PeopleStore, User } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { secondFactors, sessions, userAreas, users } from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** Accounts and sessions in PostgreSQL. */
export function createPostgresPeopleStore(store: OpenDatabase): PeopleStore {
  const { db, province } = store;
  const ofToken = (tokenHash: string) =>
    and(eq(sessions.province, province), eq(sessions.tokenHash, tokenHash));
  const ofUser = (userId: string) =>
    and(eq(sessions.province, province), eq(sessions.userId, userId));
  return {
    addUser: (user, now) => writing(store, (tx) => addUser(tx, user, now)),
    userByName: (username) => reading(() => findUser(store, eq(users.username, username))),
    userById: (id) => reading(() => findUser(store, eq(users.id, id))),
    listUsers: () => reading(() => listUsers(store)),
    addSession: (session) =>
      writing(store, async (tx) => {
        // Ended sessions have no reader: they go when the next one comes.
        await tx.db
          .delete(sessions)
          .where(and(eq(sessions.province, province), lte(sessions.expiresAt, session.createdAt)));
        await tx.db.insert(sessions).values({ ...session, province });
      }),
    setPassword: (userId, passwordHash, keptTokenHash) =>
      writing(store, async (tx) => {
        await tx.db
          .update(users)
          .set({ passwordHash })
          .where(and(eq(users.province, province), eq(users.id, userId)));
        await endSessionsOf(tx, userId, keptTokenHash);
      }),
    session: (tokenHash, now) =>
      reading(async () => {
        const [row] = await db
          .select()
          .from(sessions)
          .where(and(ofToken(tokenHash), gt(sessions.expiresAt, now)));
        const user = row && (await findUser(store, eq(users.id, row.userId)));
        if (!row || !user) return null;
        const { province: _province, ...session } = row;
        const [factor] = await db
          .select({ userId: secondFactors.userId })
          .from(secondFactors)
          .where(
            and(
              eq(secondFactors.province, province),
              eq(secondFactors.userId, user.id),
              isNotNull(secondFactors.confirmedAt),
            ),
          );
        return { session, user, hasSecondFactor: factor !== undefined };
      }),
    sessionsOf: (userId, now) =>
      reading(async () => {
        const rows = await db
          .select()
          .from(sessions)
          .where(and(ofUser(userId), gt(sessions.expiresAt, now)))
          .orderBy(desc(sessions.createdAt), asc(sessions.id));
        return rows.map(({ province: _province, ...session }) => session);
      }),
    countSessions: (now) =>
      reading(async () => {
        const [row] = await db
          .select({ open: count() })
          .from(sessions)
          .where(and(eq(sessions.province, province), gt(sessions.expiresAt, now)));
        return row?.open ?? 0;
      }),
    seeSession: (tokenHash, at) =>
      writing(store, async (tx) => {
        await tx.db.update(sessions).set({ lastSeenAt: at }).where(ofToken(tokenHash));
      }),
    endSession: (userId, sessionId) =>
      writing(store, async (tx) => {
        const { rowCount } = await tx.db
          .delete(sessions)
          .where(and(ofUser(userId), eq(sessions.id, sessionId)));
        return (rowCount ?? 0) > 0;
      }),
    endSessions: (userId, keptTokenHash) =>
      writing(store, (tx) => endSessionsOf(tx, userId, keptTokenHash)),
    removeSession: (tokenHash) =>
      writing(store, async (tx) => {
        await tx.db.delete(sessions).where(ofToken(tokenHash));
      }),
  };
}

/** Ends the sessions of a user but the one of this token; null: every one. */
export async function endSessionsOf(
  { db, province }: Writing,
  userId: string,
  keptTokenHash: string | null,
): Promise<void> {
  await db
    .delete(sessions)
    .where(
      and(
        eq(sessions.province, province),
        eq(sessions.userId, userId),
        keptTokenHash === null ? undefined : ne(sessions.tokenHash, keptTokenHash),
      ),
    );
}

async function addUser({ db, province }: Writing, user: User, now: string): Promise<boolean> {
  const { areas, ...account } = user;
  const [taken] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.province, province), eq(users.username, user.username)));
  if (taken !== undefined) return false;
  await db.insert(users).values({ ...account, createdAt: now, province });
  for (const area of new Set(areas))
    await db.insert(userAreas).values({ userId: user.id, area, province });
  return true;
}

async function findUser({ db, province }: OpenDatabase, key: SQL): Promise<User | null> {
  const rows = await db
    .select({ user: users, area: userAreas.area })
    .from(users)
    .leftJoin(
      userAreas,
      and(eq(userAreas.province, users.province), eq(userAreas.userId, users.id)),
    )
    .where(and(eq(users.province, province), key))
    .orderBy(asc(userAreas.area));
  const [first] = rows;
  if (first === undefined) return null;
  return toUser(
    first.user,
    rows.flatMap(({ area }) => area ?? []),
  );
}

async function listUsers({ db, province }: OpenDatabase): Promise<readonly User[]> {
  const areas = await db
    .select()
    .from(userAreas)
    .where(eq(userAreas.province, province))
    .orderBy(asc(userAreas.area));
  const rows = await db
    .select()
    .from(users)
    .where(eq(users.province, province))
    .orderBy(asc(users.username));
  return rows.map((row) =>
    toUser(
      row,
      areas.filter(({ userId }) => userId === row.id).map(({ area }) => area),
    ),
  );
}

function toUser(
  { id, username, name, role, passwordHash }: typeof users.$inferSelect,
  areas: readonly string[],
): User {
  return { id, username, name, role, passwordHash, areas };
}
