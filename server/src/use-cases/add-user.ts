import type { Role } from '@sipas/shared/wire';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, Ids, PeopleStore, Random, WaveStore } from '../ports/index.ts';
import type { Refusal } from './refusal.ts';
import { hashPassword, randomPassword } from './sign-in/index.ts';

export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly areas: readonly string[];
}

const usernamePattern = /^[a-z0-9.-]{3,40}$/;

/**
 * Answers: a new account with a first password, told once.
 * Errors:  user.bad-name; user.bad-area for none, or one that neither a unit nor a grouping carries; user.exists.
 * Rule:    P-12
 */
export async function addUser(
  needs: {
    readonly people: PeopleStore;
    readonly waves: WaveStore;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly random: Random;
  },
  account: NewAccount,
): Promise<Result<{ readonly password: string }, Refusal>> {
  const { username, name, role } = account;
  if (!usernamePattern.test(username)) return refuse({ code: 'user.bad-name', detail: username });
  const areas = [...new Set(account.areas)];
  const stray = await strayArea(needs.waves, areas);
  if (areas.length === 0 || stray !== undefined)
    return refuse({ code: 'user.bad-area', detail: stray ?? '' });
  const password = randomPassword(needs.random);
  const added = await needs.people.addUser(
    {
      id: needs.ids.uuid7(),
      username,
      name,
      role,
      areas,
      passwordHash: await hashPassword(password),
    },
    needs.clock.now(),
  );
  return added ? ok({ password }) : refuse({ code: 'user.exists', detail: username });
}

async function strayArea(waves: WaveStore, areas: readonly string[]): Promise<string | undefined> {
  const known = new Set((await waves.units()).map(({ code }) => code));
  for (const { id, nodes } of await waves.groupings())
    for (const { code } of nodes) known.add(`grouping:${id}:${code}`);
  return areas.find((area) => !known.has(area));
}
