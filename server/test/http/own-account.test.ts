import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashPassword } from '../../src/use-cases/sign-in/index.ts';
import { StoreFull } from '../../src/ports/index.ts';
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
}, 120_000);
afterAll(() => world.close());
beforeEach(async () => {
  const office = await world.storage.people.userByName('office');
  await world.storage.people.setPassword(office?.id ?? '', await hashPassword(password), null);
});

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
async function enter(who = 'office', secret = password, agent = firefox): Promise<string> {
  const answer = await world.app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'User-Agent': agent },
    body: JSON.stringify({ username: who, password: secret }),
  });
  expect(answer.status).toBe(200);
  return answer.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
}
const ask = (cookie: string, method: string, path: string, body?: object) =>
  world.app.request(`/api/v1${path}`, {
    method,
    headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const isIn = async (cookie: string) => (await ask(cookie, 'GET', '/session')).status === 200;
interface Listed {
  readonly id: string;
  readonly device: string;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
}
const sessionsOf = async (cookie: string) =>
  ((await (await ask(cookie, 'GET', '/sessions')).json()) as { sessions: Listed[] }).sessions;

describe('one changes the own password', () => {
  const change = (cookie: string, current: string, wanted: string) =>
    ask(cookie, 'POST', '/session/password', { current, password: wanted });

  it('by knowing it, and every other session ends [P-101]', async () => {
    const [here, there] = [await enter(), await enter()];

    expect((await change(here, password, 'con đò chở đầy trái')).status).toBe(204);

    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await signIn(world.app, 'office', password)).status).toBe(401);
    // Typed on another keyboard: the same signs in pieces.
    const decomposed = 'con đò chở đầy trái'.normalize('NFD');
    expect((await signIn(world.app, 'office', decomposed)).status).toBe(200);
  });

  it('not without knowing it, and no session ends [P-109]', async () => {
    const [here, there] = [await enter(), await enter()];

    const refused = await change(here, 'không phải nó', 'con đò chở đầy trái');

    expect([refused.status, await code(refused)]).toEqual([422, 'password.wrong-current']);
    expect([await isIn(here), await isIn(there)]).toEqual([true, true]);
    expect((await signIn(world.app, 'office', password)).status).toBe(200);
  });

  it('who guesses at an open console waits as one who signs in [P-109]', async () => {
    const here = await enter('office-855');
    for (let tries = 0; tries < 10; tries++)
      expect((await change(here, `sai ${String(tries)}`, 'con đò chở đầy trái')).status).toBe(422);

    const limited = await change(here, password, 'con đò chở đầy trái');

    expect([limited.status, await code(limited)]).toEqual([429, 'session.too-many-attempts']);
  });

  it('as often as one likes: right ones are no tries [P-109]', async () => {
    const here = await enter();

    let current = password;
    for (let time = 0; time < 12; time++) {
      const next = `con đò chở đầy trái ${String(time)}`;
      expect([time, (await change(here, current, next)).status]).toEqual([time, 204]);
      current = next;
    }
  });

  it.each([
    ['ngắn quá', 'password.too-short'],
    ['x'.repeat(257), 'password.too-long'],
    ['Matkhau@123456', 'password.common'],
    ['office ở Vĩnh Long', 'password.holds-name'],
    ['tài khoản sipas mới', 'password.holds-product'],
  ])('not to one that may not be set: %s [P-100]', async (wanted, refusal) => {
    const refused = await change(await enter(), password, wanted);

    expect([refused.status, await code(refused)]).toEqual([422, refusal]);
  });

  it('and the journal tells who, and no password [J-06]', async () => {
    await change(await enter(), password, 'con đò chở đầy trái');

    const journal = await (await world.ask('admin', '/api/v1/audit?limit=200')).text();
    expect(journal).toContain('"act":"account.password-changed"');
    expect(journal).not.toMatch(/con đò|mật khẩu thử/);
  });
});

describe('one sees where one is signed in', () => {
  it('by which browser, since when, and which one asks; never what opens it [P-102]', async () => {
    const here = await enter();
    await enter(
      'office',
      password,
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1',
    );
    await enter('analyst');

    const listed = await sessionsOf(here);

    expect(listed.map(({ device, current }) => [device, current]).sort()).toEqual([
      ['Firefox, Linux', true],
      ['Safari, iPhone', false],
    ]);
    expect(listed.map(({ openedAt }) => openedAt)).toEqual([world.now, world.now]);
    expect(JSON.stringify(listed)).not.toContain(here.split('=')[1] ?? '');
    expect(Object.keys(listed[0] ?? {}).sort()).toEqual([
      ...['current', 'device', 'expiresAt', 'id', 'lastSeenAt', 'openedAt'],
    ]);
  });

  it('and when each was last used, to five minutes [P-104]', async () => {
    const here = await enter();
    const before = world.now;
    const after = (ms: number) => new Date(Date.parse(before) + ms).toISOString();
    const seenAt = async (now: string) => {
      world.now = now;
      return (await sessionsOf(here))[0]?.lastSeenAt;
    };

    const seen = [
      await seenAt(after(299_999)),
      await seenAt(after(300_000)),
      await seenAt(after(300_001)),
    ];
    world.now = before;

    expect(seen).toEqual([before, after(300_000), after(300_000)]);
  });

  it('also while the disk is full, which loses that alone [P-104]', async () => {
    const here = await enter();
    const before = world.now;
    world.now = new Date(Date.parse(before) + 600_000).toISOString();
    const full = vi.spyOn(world.storage.people, 'seeSession').mockRejectedValue(new StoreFull('x'));
    const whileFull = await ask(here, 'GET', '/session');
    full.mockRejectedValue(new Error('a defect'));
    const whileBroken = await ask(here, 'GET', '/session');
    full.mockRestore();
    world.now = before;

    expect([whileFull.status, whileBroken.status]).toEqual([200, 500]);
  });

  it('ends one, or every other, and none of somebody else [P-102]', async () => {
    const [here, second, third] = [await enter(), await enter(), await enter()];
    const analyst = await enter('analyst');
    const id = (await sessionsOf(second)).find(({ current }) => current)?.id ?? '';
    const foreign = (await sessionsOf(analyst)).find(({ current }) => current)?.id ?? '';

    expect((await ask(here, 'DELETE', `/sessions/${id}`)).status).toBe(204);
    expect([await isIn(here), await isIn(second), await isIn(third)]).toEqual([true, false, true]);
    const again = await ask(here, 'DELETE', `/sessions/${id}`);
    expect([again.status, await code(again)]).toEqual([404, 'session.unknown']);
    expect((await ask(here, 'DELETE', `/sessions/${foreign}`)).status).toBe(404);

    expect((await ask(here, 'DELETE', '/sessions')).status).toBe(204);
    expect([await isIn(here), await isIn(third), await isIn(analyst)]).toEqual([true, false, true]);
    const journal = await (await world.ask('admin', '/api/v1/audit?act=session.ended')).json();
    expect((journal as { total: number }).total).toBe(2);
  });
});
