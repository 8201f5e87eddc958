import { and, asc, count, desc, eq, gt, isNotNull, lte, sql } from 'drizzle-orm';
import type { PeopleStore, User } from '../ports/index.ts';
import { endSessionsOf } from './end-sessions.ts';
import type { Database } from './open-store.ts';
import { secondFactors, sessions, userAreas, users } from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

type UserRow = typeof users.$inferSelect;

/** Accounts and sessions in SQLite. */
export function createSqlitePeopleStore(db: Database): PeopleStore {
  const findUser = createFindUser(db);
  const findFactor = db
    .select({ userId: secondFactors.userId })
    .from(secondFactors)
    .where(
      and(eq(secondFactors.userId, sql.placeholder('id')), isNotNull(secondFactors.confirmedAt)),
    )
    .prepare();
  return {
    addUser: (user, now) => writing(db, (tx) => addUser(tx, user, now)),
    userByName: (username) => reading(() => findUser({ username })),
    userById: (id) => reading(() => findUser({ id })),
    listUsers: () => reading(() => listUsers(db)),
    addSession: (session) =>
      writing(db, (tx) => {
        // Ended sessions have no reader: they go when the next one comes.
        tx.delete(sessions).where(lte(sessions.expiresAt, session.createdAt)).run();
        tx.insert(sessions).values(session).run();
      }),
    setPassword: (userId, passwordHash, keptTokenHash) =>
      writing(db, (tx) => {
        tx.update(users).set({ passwordHash }).where(eq(users.id, userId)).run();
        endSessionsOf(tx, userId, keptTokenHash);
      }),
    session: (tokenHash, now) =>
      reading(() => {
        const session = db
          .select()
          .from(sessions)
          .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now)))
          .get();
        const user = session && findUser({ id: session.userId });
        if (!session || !user) return null;
        const hasSecondFactor = findFactor.get({ id: user.id }) !== undefined;
        return { session, user, hasSecondFactor };
      }),
    sessionsOf: (userId, now) =>
      reading(() =>
        db
          .select()
          .from(sessions)
          .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
          .orderBy(desc(sessions.createdAt), asc(sessions.id))
          .all(),
      ),
    countSessions: (now) =>
      reading(
        () =>
          db.select({ open: count() }).from(sessions).where(gt(sessions.expiresAt, now)).get()
            ?.open ?? 0,
      ),
    seeSession: (tokenHash, at) =>
      writing(db, (tx) => {
        tx.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.tokenHash, tokenHash)).run();
      }),
    endSession: (userId, sessionId) =>
      writing(db, (tx) => {
        const own = and(eq(sessions.userId, userId), eq(sessions.id, sessionId));
        return tx.delete(sessions).where(own).run().changes > 0;
      }),
    endSessions: (userId, keptTokenHash) =>
      writing(db, (tx) => {
        endSessionsOf(tx, userId, keptTokenHash);
      }),
    removeSession: (tokenHash) =>
      writing(db, (tx) => {
        tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).run();
      }),
  };
}

function addUser(tx: Writing, user: User, now: string): boolean {
  const { areas, ...account } = user;
  const taken = tx.select().from(users).where(eq(users.username, user.username)).get();
  if (taken) return false;
  tx.insert(users)
    .values({ ...account, createdAt: now })
    .run();
  for (const area of new Set(areas)) tx.insert(userAreas).values({ userId: user.id, area }).run();
  return true;
}

type FindUser = (key: { readonly id: string } | { readonly username: string }) => User | null;

/** People are read for every batch and every request of theirs, so the statements are made once. */
function createFindUser(db: Database): FindUser {
  const byId = db
    .select()
    .from(users)
    .where(eq(users.id, sql.placeholder('id')))
    .prepare();
  const byName = db
    .select()
    .from(users)
    .where(eq(users.username, sql.placeholder('username')))
    .prepare();
  const areasOf = db
    .select({ area: userAreas.area })
    .from(userAreas)
    .where(eq(userAreas.userId, sql.placeholder('id')))
    .orderBy(asc(userAreas.area))
    .prepare();
  return (key) => {
    const row = 'id' in key ? byId.get({ id: key.id }) : byName.get({ username: key.username });
    if (!row) return null;
    const areas = areasOf.all({ id: row.id }).map(({ area }) => area);
    return toUser(row, areas);
  };
}

function listUsers(db: Database): readonly User[] {
  const areas = db.select().from(userAreas).orderBy(asc(userAreas.area)).all();
  const rows = db.select().from(users).orderBy(asc(users.username)).all();
  return rows.map((row) =>
    toUser(
      row,
      areas.filter(({ userId }) => userId === row.id).map(({ area }) => area),
    ),
  );
}

function toUser({ id, username, name, role, passwordHash }: UserRow, areas: string[]): User {
  return { id, username, name, role, passwordHash, areas };
}
