import type { Role } from '@sipas/shared/wire';

export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  /** Area codes: unit codes of a catalogue, or `grouping:ID:NODE`. */
  readonly areas: readonly string[];
}

export interface SessionRecord {
  readonly tokenHash: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The name by which it is shown and ended; it opens nothing. */
  readonly id: string;
  /** What the browser said of itself when it signed in; '' where it said nothing. */
  readonly agent: string;
  readonly lastSeenAt: string;
}

/** A session that is still valid, with its user. */
export interface OpenSession {
  readonly session: SessionRecord;
  readonly user: User;
  /** The user has a second factor that was confirmed. */
  readonly hasSecondFactor: boolean;
}

/** Accounts and their sessions. */
export interface PeopleStore {
  /** Answers: false where the user name is taken; nothing is changed then. */
  addUser(user: User, now: string): Promise<boolean>;
  userByName(username: string): Promise<User | null>;
  userById(id: string): Promise<User | null>;
  listUsers(): Promise<readonly User[]>;
  /**
   * Sets another password and ends every session of the user but the one of this token (null: every one).
   * Promise: both or neither.
   */
  setPassword(userId: string, passwordHash: string, keptTokenHash: string | null): Promise<void>;
  addSession(session: SessionRecord): Promise<void>;
  /** Answers: the session that is still valid now; expired ones are as if absent. */
  session(tokenHash: string, now: string): Promise<OpenSession | null>;
  /** Answers: the valid sessions of a user, the last opened first. */
  sessionsOf(userId: string, now: string): Promise<readonly SessionRecord[]>;
  /** Answers: how many sessions of all people are valid now. */
  countSessions(now: string): Promise<number>;
  /** Writes down when a session was last used. */
  seeSession(tokenHash: string, at: string): Promise<void>;
  removeSession(tokenHash: string): Promise<void>;
  /** Answers: whether this user had a session of this name, which is ended now. */
  endSession(userId: string, sessionId: string): Promise<boolean>;
  /** Ends every session of the user but the one of this token (null: every one). */
  endSessions(userId: string, keptTokenHash: string | null): Promise<void>;
}
