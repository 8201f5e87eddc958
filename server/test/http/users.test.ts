import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/use-cases/sign-in/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import {
  type PeopleWorld,
  code,
  origin,
  password,
  setupPeopleWorld,
  signIn,
} from './people-world.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupPeopleWorld();
  const passwordHash = await hashPassword(password);
  // Who answers for the former Thành phố Vĩnh Long alone.
  const account = { id: machineSurroundings.ids.uuid7(), username: 'admin-855', name: 'Người 855' };
  const areas = ['grouping:huyen-cu:855'];
  await world.storage.people.addUser({ ...account, role: 'admin', areas, passwordHash }, world.now);
}, 120_000);
afterAll(() => world.close());

async function enter(who: string): Promise<string> {
  const answer = await signIn(world.app, who, password);
  expect(answer.status).toBe(200);
  return answer.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
}
const ask = (cookie: string, method: string, path: string, body?: object) =>
  world.app.request(`/api/v1${path}`, {
    method,
    headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const told = async (answer: Response) => [answer.status, await code(answer)];
const isIn = async (cookie: string) => (await ask(cookie, 'GET', '/session')).status === 200;
const namesFor = async (who: string) => {
  const answer = await ask(await enter(who), 'GET', '/users');
  return ((await answer.json()) as { users: { username: string }[] }).users.map(
    (one) => one.username,
  );
};
async function lastAct(act: string) {
  const answer = await world.ask('admin', `/api/v1/audit?act=${act}`);
  const { entries } = (await answer.json()) as {
    entries: { actor: { name: string }; objectId: string; details: string }[];
  };
  return entries.map(({ actor, objectId }) => [actor.name, objectId])[0];
}

describe('the accounts that one looks after', () => {
  it('are all whose areas lie in the own ones, and no other [P-113] [P-114]', async () => {
    expect(await namesFor('admin')).toEqual([
      ...['admin', 'admin-855', 'admin-elsewhere', 'analyst', 'analyst-commune', 'observer'],
      ...[
        'office',
        'office-855',
        'officer',
        'officer-855',
        'surveyor',
        'surveyor-829',
        'surveyor-855',
      ],
    ]);
    // Long Châu (29551) is one of the communes of 855; the province is more than that, 829 beside it.
    expect(await namesFor('admin-855')).toEqual([
      ...['admin-855', 'analyst-commune', 'office-855', 'officer-855', 'surveyor-855'],
    ]);
    // Of another time: looks after nobody, and is looked after by who sees all.
    expect(await namesFor('admin-elsewhere')).toEqual([]);
  });

  it('are told with what matters, and never a hash or a secret [P-114]', async () => {
    await enter('office-855');
    const text = await (await ask(await enter('admin'), 'GET', '/users')).text();
    const { users } = JSON.parse(text) as { users: { username: string }[] };

    expect(users.find(({ username }) => username === 'office-855')).toEqual({
      ...{ username: 'office-855', name: 'Người office-855', role: 'office' },
      areas: [{ code: 'grouping:huyen-cu:855', name: expect.any(String) as string }],
      ...{ hasSecondFactor: false, sessions: 1 },
    });
    expect(text).not.toContain('argon2id');
  });
});

describe('a new account from the console', () => {
  const add = async (who: string, account: object) =>
    ask(await enter(who), 'POST', '/users', account);
  const fresh = { username: 'moi', name: 'Người mới', role: 'office', areas: ['829'] };

  it('gets a first password, told once, and the journal says who made it [P-12]', async () => {
    const added = await add('admin', fresh);

    const { password: first } = (await added.json()) as { password: string };
    expect((await signIn(world.app, 'moi', first)).status).toBe(200);
    expect(await lastAct('account.added')).toEqual(['admin', 'moi']);
    expect(await told(await add('admin', fresh))).toEqual([409, 'user.exists']);
    expect(await told(await add('admin', { ...fresh, username: 'Mới' }))).toEqual([
      ...[400, 'user.bad-name'],
    ]);
  });

  it('has its areas in those of who makes it [P-113]', async () => {
    const outside = await add('admin-855', { ...fresh, username: 'xa' });
    const above = await add('admin-855', { ...fresh, username: 'xa', areas: ['86'] });
    const inside = await add('admin-855', { ...fresh, username: 'gan', areas: ['29551'] });

    expect(await told(outside)).toEqual([422, 'user.bad-area']);
    expect(await told(above)).toEqual([422, 'user.bad-area']);
    expect(inside.status).toBe(200);
  });
});

describe('somebody who forgot the password', () => {
  it('gets another, told once, and all their sessions end [P-115]', async () => {
    const [admin, theirs] = [await enter('admin'), await enter('surveyor-855')];

    const reset = await ask(admin, 'POST', '/users/surveyor-855/password');

    const { password: next } = (await reset.json()) as { password: string };
    expect(await isIn(theirs)).toBe(false);
    expect((await signIn(world.app, 'surveyor-855', password)).status).toBe(401);
    expect((await signIn(world.app, 'surveyor-855', next)).status).toBe(200);
    expect(await lastAct('account.password-reset')).toEqual(['admin', 'surveyor-855']);
    const journal = await (await world.ask('admin', '/api/v1/audit?limit=200')).text();
    expect(journal).not.toContain(next);
  });

  it('is not there for who does not look after them, nor is who sees more [P-115]', async () => {
    const cookie = await enter('admin-855');

    for (const other of ['surveyor-829', 'admin', 'admin-elsewhere', 'nobody'])
      expect(await told(await ask(cookie, 'POST', `/users/${other}/password`))).toEqual([
        ...[404, 'user.unknown'],
      ]);
    expect((await signIn(world.app, 'admin', password)).status).toBe(200);
  });

  it('is never oneself, who changes the own by knowing it [P-115]', async () => {
    const cookie = await enter('admin');

    for (const [method, path] of [
      ['POST', 'password'],
      ['POST', 'second-factor/removal'],
      ['DELETE', 'sessions'],
    ] as const)
      expect(await told(await ask(cookie, method, `/users/admin/${path}`))).toEqual([
        ...[409, 'user.is-self'],
      ]);
    expect(await isIn(cookie)).toBe(true);
  });
});

describe('somebody who lost the app of codes', () => {
  it('signs in by the password alone again, and all their sessions end [P-116]', async () => {
    const [admin, theirs] = [await enter('admin'), await enter('analyst-commune')];
    const remove = () => ask(admin, 'POST', '/users/analyst-commune/second-factor/removal');
    expect(await told(await remove())).toEqual([409, 'second-factor.not-begun']);
    const { id = '' } = (await world.storage.people.userByName('analyst-commune')) ?? {};
    await world.storage.secondFactors.begin(id, 'c2VjcmV0', world.now);
    const given = { step: 1, codeHashes: [], now: world.now, keptTokenHash: '' };
    await world.storage.secondFactors.confirm(id, given);
    expect((await signIn(world.app, 'analyst-commune', password)).status).toBe(403);

    expect((await remove()).status).toBe(204);

    expect(await isIn(theirs)).toBe(false);
    expect((await signIn(world.app, 'analyst-commune', password)).status).toBe(200);
    expect(await lastAct('account.factor-taken')).toEqual(['admin', 'analyst-commune']);
  });
});

describe('where somebody is signed in', () => {
  it('is listed and ended, one or all, by who looks after them [P-102] [P-113]', async () => {
    const admin = await enter('admin-855');
    const [first, second, third] = [
      await enter('office-855'),
      await enter('office-855'),
      await enter('office-855'),
    ];
    const list = async () => {
      const answer = await ask(admin, 'GET', '/users/office-855/sessions');
      return ((await answer.json()) as { sessions: { id: string; current: boolean }[] }).sessions;
    };
    const before = await list();
    const mine = (await (await ask(first, 'GET', '/sessions')).json()) as {
      sessions: { id: string; current: boolean }[];
    };
    const id = mine.sessions.find(({ current }) => current)?.id ?? '';

    expect((await ask(admin, 'DELETE', `/users/office-855/sessions/${id}`)).status).toBe(204);

    expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual([false, true, true]);
    expect(await list()).toHaveLength(before.length - 1);
    expect(before.some(({ current }) => current)).toBe(false);
    expect(await told(await ask(admin, 'DELETE', `/users/office-855/sessions/${id}`))).toEqual([
      ...[404, 'session.unknown'],
    ]);
    expect((await ask(admin, 'DELETE', '/users/office-855/sessions')).status).toBe(204);
    expect([await isIn(second), await isIn(third)]).toEqual([false, false]);
    expect(await lastAct('session.ended')).toEqual(['admin-855', 'office-855']);

    const foreign = await ask(admin, 'GET', '/users/surveyor-829/sessions');
    expect(await told(foreign)).toEqual([404, 'user.unknown']);
  });
});
