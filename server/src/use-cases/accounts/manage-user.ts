import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Role } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import { type NewAccount, addUser } from '../add-user.ts';
import type { Refusal } from '../refusal.ts';
import { hashPassword, randomPassword } from '../sign-in/index.ts';
import { type NamedArea, readAreaNames } from '../waves/index.ts';
import { createAdministers } from './administers.ts';
import type { AccountNeeds } from './needs.ts';
import { type PersonSession, endSession, listSessions } from './sessions.ts';

/** An account, as those who look after it see it. */
export interface UserSummary {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly areas: readonly NamedArea[];
  readonly hasSecondFactor: boolean;
  /** How often it is signed in now. */
  readonly sessions: number;
}

/** Whoever looks after accounts; null: whoever is at the machine. */
type Looker = User | null;

type Finding = Pick<AccountNeeds, 'people' | 'reader' | 'clock'>;

/**
 * Answers: the accounts that this person looks after, by user name; whether each has a second factor, and how often it is signed
 *          in now.
 * Rule:    P-114
 */
export async function listUsers(
  needs: AccountNeeds,
  looker: Looker,
): Promise<readonly UserSummary[]> {
  const administers = await createAdministers(needs, looker);
  const users = (await needs.people.listUsers()).filter(administers);
  const [holders, nameAreas] = await Promise.all([
    needs.secondFactors.holders(),
    readAreaNames(needs.waves),
  ]);
  const now = needs.clock.now();
  return Promise.all(
    users.map(async ({ id, username, name, role, areas }) => ({
      ...{ username, name, role, areas: nameAreas(areas), hasSecondFactor: holders.has(id) },
      sessions: (await needs.people.sessionsOf(id, now)).length,
    })),
  );
}

/** Answers: a new account whose areas lie in one's own. Errors: as of an account; user.bad-area for one outside. */
export async function addUserWithin(
  needs: AccountNeeds,
  looker: User,
  account: NewAccount,
): Promise<Result<{ readonly password: string }, Refusal>> {
  const administers = await createAdministers(needs, looker);
  const outside = account.areas.find((area) => !administers({ areas: [area] }));
  if (outside !== undefined) return refuse({ code: 'user.bad-area', detail: outside });
  return addUser(needs, account);
}

/**
 * Answers: a new password of somebody who forgot theirs, told once; all their sessions have ended.
 * Errors:  user.unknown for who is not there or not looked after; user.is-self, whose own password is changed by knowing it.
 * Rule:    P-115
 */
export async function resetPassword(
  needs: Finding & Pick<AccountNeeds, 'random'>,
  looker: Looker,
  username: string,
): Promise<Result<{ readonly password: string }, Refusal>> {
  const found = await findOther(needs, looker, username);
  if (!found.ok) return found;
  const password = randomPassword(needs.random);
  await needs.people.setPassword(found.value.id, await hashPassword(password), null);
  return ok({ password });
}

/**
 * Answers: that somebody who lost their app and the codes on paper signs in by the password alone; all their sessions have ended.
 * Errors:  user.unknown; user.is-self; second-factor.not-begun where there is none.
 * Rule:    P-116
 */
export async function removeSecondFactor(
  needs: Finding & Pick<AccountNeeds, 'secondFactors'>,
  looker: Looker,
  username: string,
): Promise<Result<null, Refusal>> {
  const found = await findOther(needs, looker, username);
  if (!found.ok) return found;
  const isRemoved = await needs.secondFactors.remove(found.value.id, null);
  return isRemoved ? ok(null) : refuse({ code: 'second-factor.not-begun' });
}

/** Answers: where somebody is signed in. Errors: user.unknown. */
export async function listSessionsOf(
  needs: AccountNeeds,
  looker: User,
  username: string,
): Promise<Result<readonly PersonSession[], Refusal>> {
  const found = await findUser(needs, looker, username);
  return found.ok ? ok(await listSessions(needs, found.value, null)) : found;
}

/** Ends one session of somebody, or every one. Errors: user.unknown; session.unknown; user.is-self, who has a list of their own. */
export async function endSessionsOf(
  needs: AccountNeeds,
  looker: User,
  { username, sessionId }: { readonly username: string; readonly sessionId?: string },
): Promise<Result<null, Refusal>> {
  const found = await findOther(needs, looker, username);
  if (!found.ok) return found;
  if (sessionId !== undefined) return endSession(needs, found.value, sessionId);
  await needs.people.endSessions(found.value.id, null);
  return ok(null);
}

async function findUser(
  needs: Finding,
  looker: Looker,
  username: string,
): Promise<Result<User, Refusal>> {
  const user = await needs.people.userByName(username);
  const administers = await createAdministers(needs, looker);
  if (user === null || !administers(user))
    return refuse({ code: 'user.unknown', detail: username });
  return ok(user);
}

async function findOther(
  needs: Finding,
  looker: Looker,
  username: string,
): Promise<Result<User, Refusal>> {
  const found = await findUser(needs, looker, username);
  return found.ok && found.value.id === looker?.id ? refuse({ code: 'user.is-self' }) : found;
}
