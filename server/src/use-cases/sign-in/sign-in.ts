import { createHash } from 'node:crypto';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type {
  Clock,
  PeopleStore,
  Random,
  SecondFactor,
  SecondFactorStore,
  User,
} from '../../ports/index.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { keptAgent } from './agent-name.ts';
import { matchingStep } from './one-time-code.ts';
import { passwordMatches } from './passwords.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { seeSession } from './see-session.ts';
import type { SecondFactorSetting } from './second-factor-setting.ts';
import type { SignInLimits } from './sign-in-limits.ts';

export const sessionLifeMs = 12 * 60 * 60 * 1000;

export interface OpenedSession {
  /** The opaque text of the cookie; only its hash is kept. */
  readonly token: string;
  readonly user: User;
  readonly expiresAt: string;
  readonly lacksSecondFactor: boolean;
}

export type SignInRefusal =
  | { readonly code: 'session.wrong-credentials' | 'session.code-required' | 'session.wrong-code' }
  | { readonly code: 'session.too-many-attempts'; readonly retryAfterSeconds: number };

/** Whose session a token is. */
export interface SignedIn {
  readonly user: User;
  readonly expiresAt: string;
  /** The setting asks this person for a second factor, and there is none. */
  readonly lacksSecondFactor: boolean;
}

export interface SignInAttempt {
  readonly username: string;
  readonly password: string;
  /** Of the app of codes, or one on paper; absent in the first step. */
  readonly code?: string | undefined;
  /** Who asks, for the limit of tries. */
  readonly address: string;
  /** What the browser says of itself. */
  readonly agent?: string | undefined;
}

export interface Sessions {
  /** Answers: a new session for the right name, password and, where there is a second factor, code. */
  signIn(attempt: SignInAttempt): Promise<Result<OpenedSession, SignInRefusal>>;
  /** Answers: whose session this is, null when it has ended or never was. */
  actor(token: string): Promise<SignedIn | null>;
  signOut(token: string): Promise<void>;
}

export interface SignInNeeds {
  readonly people: PeopleStore;
  readonly secondFactors: SecondFactorStore;
  readonly limits: SignInLimits;
  /** Of codes, by account. */
  readonly codeLimit: AttemptLimit;
  readonly secondFactor: SecondFactorSetting;
  readonly clock: Clock;
  readonly random: Random;
}

export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/**
 * Answers: who is at the console, by opaque tokens that can be taken back.
 * Units:   a session lives 12 hours.
 * Errors:  wrong name and wrong password are one refusal and take the same work; too many tries wait; session.code-required
 *          after the right password of who has a second factor, session.wrong-code for one that is wrong or used.
 * Rule:    P-01
 */
export function createSessions(needs: SignInNeeds): Sessions {
  const { people, clock } = needs;
  const lacks = (user: User, hasSecondFactor: boolean): boolean =>
    needs.secondFactor === 'required' && user.role !== 'surveyor' && !hasSecondFactor;
  return {
    async signIn(attempt) {
      const name = attempt.username.trim().toLowerCase();
      const retryAfterSeconds = await needs.limits.take(name, attempt.address);
      if (retryAfterSeconds !== null)
        return refuse({ code: 'session.too-many-attempts', retryAfterSeconds });
      const user = await people.userByName(name);
      const right = await passwordMatches(user?.passwordHash ?? null, attempt.password);
      if (user === null || !right) return refuse({ code: 'session.wrong-credentials' });
      const factor = await factorOf(needs, user);
      if (factor !== null) {
        const refusal = await refuseCode(needs, user, factor, attempt.code);
        if (refusal !== null) return refuse(refusal);
      }
      await needs.limits.right(name, attempt.address);
      const opened = await openSession(needs, user, keptAgent(attempt.agent));
      return ok({ ...opened, lacksSecondFactor: lacks(user, factor !== null) });
    },
    async actor(token) {
      const now = clock.now();
      const found = await people.session(hashToken(token), now);
      if (found === null) return null;
      await seeSession(people, found.session, now);
      const { user, session, hasSecondFactor } = found;
      return {
        user,
        expiresAt: session.expiresAt,
        lacksSecondFactor: lacks(user, hasSecondFactor),
      };
    },
    async signOut(token) {
      await people.removeSession(hashToken(token));
    },
  };
}

async function factorOf(
  { secondFactors, secondFactor }: SignInNeeds,
  user: User,
): Promise<SecondFactor | null> {
  if (secondFactor === 'off') return null;
  const factor = await secondFactors.of(user.id);
  return (factor?.confirmedAt ?? null) === null ? null : factor;
}

/** A code is counted before it is known to be wrong, by account: whoever comes this far has the password. */
async function refuseCode(
  { secondFactors, codeLimit, clock }: SignInNeeds,
  user: User,
  factor: SecondFactor,
  typed: string | undefined,
): Promise<SignInRefusal | null> {
  const code = typed?.trim() ?? '';
  if (code === '') return { code: 'session.code-required' };
  const retryAfterSeconds = await codeLimit.take(user.id);
  if (retryAfterSeconds !== null) return { code: 'session.too-many-attempts', retryAfterSeconds };
  const secret = Buffer.from(factor.secret, 'base64');
  const at = { nowMs: Date.parse(clock.now()), lastStep: factor.lastStep };
  const step = matchingStep(secret, code.replace(/\s/g, ''), at);
  const isTaken =
    step === null
      ? await secondFactors.takeRecoveryCode(user.id, hashRecoveryCode(user.id, code))
      : await secondFactors.takeStep(user.id, step);
  if (!isTaken) return { code: 'session.wrong-code' };
  await codeLimit.forget(user.id);
  return null;
}

async function openSession(
  { people, clock, random }: SignInNeeds,
  user: User,
  agent: string,
): Promise<Pick<OpenedSession, 'token' | 'user' | 'expiresAt'>> {
  const token = Buffer.from(random.bytes(32)).toString('base64url');
  const createdAt = clock.now();
  const expiresAt = new Date(Date.parse(createdAt) + sessionLifeMs).toISOString();
  const id = Buffer.from(random.bytes(16)).toString('hex');
  const times = { createdAt, lastSeenAt: createdAt, expiresAt };
  await people.addSession({ tokenHash: hashToken(token), userId: user.id, id, agent, ...times });
  return { token, user, expiresAt };
}
