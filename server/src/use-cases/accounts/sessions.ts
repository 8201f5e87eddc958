import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { SessionRecord, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { agentName, hashToken } from '../sign-in/index.ts';
import type { AccountNeeds, Self } from './needs.ts';

/** Where a person is signed in. */
export interface PersonSession {
  readonly id: string;
  /** '' where neither browser nor system is known. */
  readonly device: string;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  /** The one that asks. */
  readonly current: boolean;
}

type Needs = Pick<AccountNeeds, 'people' | 'clock'>;

/**
 * Answers: where a person is signed in now: by which browser, since when, and when it was last used.
 * Shape:   the last opened first; the one that asks is marked. Nothing by which a session could be taken over.
 * Rule:    P-102
 */
export async function listSessions(
  { people, clock }: Needs,
  user: Pick<User, 'id'>,
  token: string | null,
): Promise<readonly PersonSession[]> {
  const own = token === null ? null : hashToken(token);
  const sessions = await people.sessionsOf(user.id, clock.now());
  return sessions.map((session) => ({ ...shown(session), current: session.tokenHash === own }));
}

const shown = ({ id, agent, createdAt, lastSeenAt, expiresAt }: SessionRecord) => ({
  ...{ id, device: agentName(agent), openedAt: createdAt, lastSeenAt, expiresAt },
});

/** Answers: that a session of this person has ended. Errors: session.unknown for one that it has not. */
export async function endSession(
  { people }: Needs,
  user: Pick<User, 'id'>,
  sessionId: string,
): Promise<Result<null, Refusal>> {
  const ended = await people.endSession(user.id, sessionId);
  return ended ? ok(null) : refuse({ code: 'session.unknown' });
}

/** Ends every session of the person but the one that asks. */
export const endOtherSessions = ({ people }: Needs, { user, token }: Self): Promise<void> =>
  people.endSessions(user.id, hashToken(token));
