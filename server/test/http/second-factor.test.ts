import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { oneTimeCode, stepAt } from '../../src/use-cases/sign-in/one-time-code.ts';
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
/** Each test begins without a factor, at a moment whose codes nobody has used. */
beforeEach(async () => {
  world.now = new Date(Date.parse(world.now) + 3_600_000).toISOString();
  const office = await world.storage.people.userByName('office');
  await world.storage.secondFactors.remove(office?.id ?? '', null);
});

const enter = (typed?: string, secret = password, address = 'test') =>
  Promise.resolve(
    world.app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Test-Address': address },
      body: JSON.stringify({ username: 'office', password: secret, code: typed }),
    }),
  );
const cookieIn = (answer: Response) => answer.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
const ask = (cookie: string, method: string, path: string, body?: object) =>
  world.app.request(`/api/v1${path}`, {
    method,
    headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
/** Reads base32 by RFC 4648, as an app of codes does. */
function secretOf(key: string): Uint8Array {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(key, (sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
const codeOf = (key: string, far = 0) =>
  oneTimeCode(secretOf(key), stepAt(Date.parse(world.now)) + far);

/** Sets a second factor up; the code of this moment is used by that. */
async function setUp(cookie: string) {
  const begun = await ask(cookie, 'POST', '/session/second-factor', { password });
  expect(begun.status).toBe(200);
  const { key, uri } = (await begun.json()) as { key: string; uri: string };
  const path = '/session/second-factor/confirmation';
  const confirmed = await ask(cookie, 'POST', path, { code: codeOf(key) });
  expect(confirmed.status).toBe(200);
  const { codes } = (await confirmed.json()) as { codes: string[] };
  return { key, uri, codes };
}
const told = async (answer: Response) => [answer.status, await code(answer)];

describe('setting up a second factor', () => {
  it('tells the key once, as text and as a QR says it, to who knows the password [P-110]', async () => {
    const cookie = cookieIn(await enter());
    const refused = await ask(cookie, 'POST', '/session/second-factor', { password: 'sai' });

    const { key, uri } = await setUp(cookie);

    expect(await told(refused)).toEqual([422, 'password.wrong-current']);
    expect(key).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toBe(
      `otpauth://totp/SIPAS%20127.0.0.1%3A8080:office?secret=${key}&issuer=SIPAS%20127.0.0.1%3A8080`,
    );
    const again = await ask(cookie, 'POST', '/session/second-factor', { password });
    expect(await told(again)).toEqual([409, 'second-factor.exists']);
    const shown = await (await ask(cookie, 'GET', '/session/second-factor')).json();
    expect(shown).toEqual({ setting: 'optional', isOn: true, recoveryCodes: 10 });
  });

  it('counts from the first right code on, and ends sessions opened without it [P-111]', async () => {
    const [here, there] = [cookieIn(await enter()), cookieIn(await enter())];
    const begun = await ask(here, 'POST', '/session/second-factor', { password });
    const { key } = (await begun.json()) as { key: string };
    const confirm = (typed: string) =>
      ask(here, 'POST', '/session/second-factor/confirmation', { code: typed });

    const right = codeOf(key);
    expect(await told(await confirm(right === '000000' ? '111111' : '000000'))).toEqual([
      ...[422, 'second-factor.wrong-code'],
    ]);
    expect((await enter()).status).toBe(200);
    expect((await confirm(`${right.slice(0, 3)} ${right.slice(3)}`)).status).toBe(200);

    expect(await told(await confirm(codeOf(key, 1)))).toEqual([409, 'second-factor.not-begun']);
    expect((await ask(here, 'GET', '/session')).status).toBe(200);
    expect((await ask(there, 'GET', '/session')).status).toBe(401);
    expect((await enter()).status).toBe(403);
  });

  it('keeps the codes on paper as hashes, and journals no secret [P-107]', async () => {
    const { key, codes } = await setUp(cookieIn(await enter()));

    expect(new Set(codes).size).toBe(10);
    for (const one of codes) expect(one).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const journal = await (await world.ask('admin', '/api/v1/audit?limit=200')).text();
    const logged = JSON.stringify(world.logged);
    for (const secret of [key, ...codes, Buffer.from(secretOf(key)).toString('base64')])
      expect([journal.includes(secret), logged.includes(secret)]).toEqual([false, false]);
    expect(journal).toContain('"act":"account.factor-set"');
  });
});

describe('signing in with a second factor [P-106]', () => {
  it('takes a second step, and tells nobody of it who does not know the password', async () => {
    const { key } = await setUp(cookieIn(await enter()));

    const first = await enter();
    expect(await told(first)).toEqual([403, 'session.code-required']);
    expect(first.headers.get('Set-Cookie')).toBeNull();
    expect(await told(await enter(codeOf(key, 1), 'sai'))).toEqual([
      ...[401, 'session.wrong-credentials'],
    ]);
    // A code beside a wrong password is not used by that.
    const second = await enter(codeOf(key, 1));
    expect(second.status).toBe(200);
    expect((await ask(cookieIn(second), 'GET', '/session')).status).toBe(200);
  });

  it('takes each code once, and none before it', async () => {
    const { key } = await setUp(cookieIn(await enter()));

    // The code of this moment was used to set it up.
    expect(await told(await enter(codeOf(key)))).toEqual([401, 'session.wrong-code']);
    expect((await enter(codeOf(key, 1))).status).toBe(200);
    expect(await told(await enter(codeOf(key, 1)))).toEqual([401, 'session.wrong-code']);
    world.now = new Date(Date.parse(world.now) + 60_000).toISOString();
    expect(await told(await enter(codeOf(key, -1)))).toEqual([401, 'session.wrong-code']);
    expect((await enter(codeOf(key))).status).toBe(200);
  });

  it('takes a code once, whoever races with it', async () => {
    const { key, codes } = await setUp(cookieIn(await enter()));

    for (const typed of [codeOf(key, 1), codes[0]]) {
      const answers = await Promise.all([enter(typed), enter(typed), enter(typed)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    }
  });

  it('opens nothing where another was a moment earlier with the same code', async () => {
    const { key } = await setUp(cookieIn(await enter()));
    const late = vi.spyOn(world.storage.secondFactors, 'takeStep').mockResolvedValueOnce(false);

    expect(await told(await enter(codeOf(key, 1)))).toEqual([401, 'session.wrong-code']);
    late.mockRestore();
    expect((await enter(codeOf(key, 1))).status).toBe(200);
  });

  it('allows a clock that differs by a step, and no more', async () => {
    const { key } = await setUp(cookieIn(await enter()));
    world.now = new Date(Date.parse(world.now) + 300_000).toISOString();

    expect((await enter(codeOf(key, -2))).status).toBe(401);
    expect((await enter(codeOf(key, 2))).status).toBe(401);
    expect((await enter(codeOf(key, -1))).status).toBe(200);
    expect((await enter(codeOf(key, 1))).status).toBe(200);
  });

  it('takes a code on paper once, however it is written [P-107]', async () => {
    const { codes } = await setUp(cookieIn(await enter()));
    const [one = '', two = ''] = codes;

    const opened = await enter(` ${one.toUpperCase().replaceAll('-', ' ')} `);

    expect(opened.status).toBe(200);
    const left = await (await ask(cookieIn(opened), 'GET', '/session/second-factor')).json();
    expect(left).toMatchObject({ recoveryCodes: 9 });
    expect(await told(await enter(one))).toEqual([401, 'session.wrong-code']);
    expect((await enter(two)).status).toBe(200);
  });

  it('notes a wrong code as a refusal, and what was typed nowhere [J-06]', async () => {
    await setUp(cookieIn(await enter()));
    const refusals = async () => {
      const answer = await world.ask('admin', '/api/v1/audit?act=session.refused');
      return ((await answer.json()) as { total: number }).total;
    };
    const before = await refusals();

    await enter('ma-sai-canary');

    expect(await refusals()).toBe(before + 1);
    const journal = await (await world.ask('admin', '/api/v1/audit?limit=200')).text();
    expect(journal).not.toContain('canary');
  });

  it('bounds wrong codes by account, from whatever address [P-108]', async () => {
    const { key } = await setUp(cookieIn(await enter()));
    // A right code forgives the wrong ones before it.
    expect((await enter(codeOf(key, 1))).status).toBe(200);
    const tries = [];
    for (let time = 0; time < 10; time++)
      tries.push((await enter('000000', password, `address-${String(time)}`)).status);
    expect(tries).toEqual(Array.from({ length: 10 }, () => 401));

    world.now = new Date(Date.parse(world.now) + 60_000).toISOString();
    const limited = await enter(codeOf(key, 1), password, 'address-11');

    expect(await told(limited)).toEqual([429, 'session.too-many-attempts']);
  });
});

describe('taking it away', () => {
  it('takes the password, and signing in takes no code any more [P-112]', async () => {
    const cookie = cookieIn(await signIn(world.app, 'analyst', password));
    await setUp(cookie);
    const remove = (secret: string) =>
      ask(cookie, 'POST', '/session/second-factor/removal', { password: secret });

    expect(await told(await remove('sai'))).toEqual([422, 'password.wrong-current']);
    expect((await signIn(world.app, 'analyst', password)).status).toBe(403);
    expect((await remove(password)).status).toBe(204);
    expect(await told(await remove(password))).toEqual([409, 'second-factor.not-begun']);

    expect((await signIn(world.app, 'analyst', password)).status).toBe(200);
  });
});

describe('by the setting', () => {
  it('off: nobody can set it up, and who had one is asked for none [P-110]', async () => {
    const off = await setupPeopleWorld({}, { secondFactor: 'off' });
    try {
      const admin = await off.storage.people.userByName('admin');
      await off.storage.secondFactors.begin(admin?.id ?? '', 'c2VjcmV0', off.now);
      const given = { step: 1, codeHashes: [], now: off.now, keptTokenHash: '' };
      await off.storage.secondFactors.confirm(admin?.id ?? '', given);

      const begun = await off.ask('office', '/api/v1/session/second-factor', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ password }),
      });
      expect(await told(begun)).toEqual([409, 'second-factor.off']);
      expect((await signIn(off.app, 'admin', password)).status).toBe(200);
    } finally {
      await off.close();
    }
  });

  it('required: whoever has none may do nothing but set it up; surveyors need none [P-14]', async () => {
    const required = await setupPeopleWorld({}, { secondFactor: 'required' });
    try {
      const entered = await signIn(required.app, 'office', password);
      expect(await entered.json()).toMatchObject({ lacksSecondFactor: true });
      const as = (path: string) => required.ask('office', `/api/v1${path}`);

      expect(await told(await as('/waves'))).toEqual([403, 'session.second-factor-required']);
      expect(await told(await as('/devices'))).toEqual([403, 'session.second-factor-required']);
      for (const path of ['/session', '/sessions', '/session/second-factor'])
        expect([path, (await as(path)).status]).toEqual([path, 200]);
      expect((await required.ask('surveyor', '/api/v1/waves')).status).toBe(200);

      const office = await required.storage.people.userByName('office');
      await required.storage.secondFactors.begin(office?.id ?? '', 'c2VjcmV0', required.now);
      const sessions = await required.storage.people.sessionsOf(office?.id ?? '', required.now);
      const cookieOf = await required.cookieOf('office');
      const keptTokenHash = createHash('sha256')
        .update(cookieOf.split('=')[1] ?? '')
        .digest('hex');
      expect(sessions.map(({ tokenHash }) => tokenHash)).toContain(keptTokenHash);
      const given = { step: 1, codeHashes: [], now: required.now, keptTokenHash };
      await required.storage.secondFactors.confirm(office?.id ?? '', given);

      expect((await as('/waves')).status).toBe(200);
    } finally {
      await required.close();
    }
  });
});
