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
}

/** Accounts and their sessions. */
export interface PeopleStore {
  /** Answers: false where the user name is taken; nothing is changed then. */
  addUser(user: User, now: string): Promise<boolean>;
  userByName(username: string): Promise<User | null>;
  userById(id: string): Promise<User | null>;
  listUsers(): Promise<readonly User[]>;
  addSession(session: SessionRecord): Promise<void>;
  /** Answers: the session that is still valid now, with its user; expired ones are as if absent. */
  session(tokenHash: string, now: string): Promise<{ session: SessionRecord; user: User } | null>;
  removeSession(tokenHash: string): Promise<void>;
}
