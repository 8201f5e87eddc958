import { createHash } from 'node:crypto';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, PeopleStore, Random, User } from '../../ports/index.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { passwordMatches } from './passwords.ts';

export const sessionLifeMs = 12 * 60 * 60 * 1000;

export interface OpenedSession {
  /** The opaque text of the cookie; only its hash is kept. */
  readonly token: string;
  readonly user: User;
  readonly expiresAt: string;
}

export type SignInRefusal =
  | { readonly code: 'session.wrong-credentials' }
  | { readonly code: 'session.too-many-attempts'; readonly retryAfterSeconds: number };

export interface Sessions {
  /** Answers: a new session for the right name and password. Address: who asks, for the limit of tries. */
  signIn(attempt: {
    readonly username: string;
    readonly password: string;
    readonly address: string;
  }): Promise<Result<OpenedSession, SignInRefusal>>;
  /** Answers: whose session this is, null when it has ended or never was. */
  actor(token: string): Promise<{ readonly user: User; readonly expiresAt: string } | null>;
  signOut(token: string): Promise<void>;
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Answers: who is at the console, by opaque tokens that can be taken back.
 * Units:   a session lives 12 hours.
 * Errors:  wrong name and wrong password are one refusal and take the same work; too many tries wait.
 * Rule:    P-01
 */
export function createSessions(needs: {
  readonly people: PeopleStore;
  readonly limit: AttemptLimit;
  readonly clock: Clock;
  readonly random: Random;
}): Sessions {
  const { people, limit, clock, random } = needs;
  return {
    async signIn({ username, password, address }) {
      const name = username.trim().toLowerCase();
      const key = `${name}|${address}`;
      const retryAfterSeconds = await limit.take(key);
      if (retryAfterSeconds !== null)
        return refuse({ code: 'session.too-many-attempts', retryAfterSeconds });
      const user = await people.userByName(name);
      const right = await passwordMatches(user?.passwordHash ?? null, password);
      if (user === null || !right) return refuse({ code: 'session.wrong-credentials' });
      await limit.forget(key);
      const token = Buffer.from(random.bytes(32)).toString('base64url');
      const createdAt = clock.now();
      const expiresAt = new Date(Date.parse(createdAt) + sessionLifeMs).toISOString();
      await people.addSession({
        tokenHash: hashToken(token),
        userId: user.id,
        createdAt,
        expiresAt,
      });
      return ok({ token, user, expiresAt });
    },
    async actor(token) {
      const found = await people.session(hashToken(token), clock.now());
      return found === null ? null : { user: found.user, expiresAt: found.session.expiresAt };
    },
    async signOut(token) {
      await people.removeSession(hashToken(token));
    },
  };
}
