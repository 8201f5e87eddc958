import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import { sessionSchema } from '@sipas/shared/wire';
import { shippedCaseDeadlines } from '../../src/reference-data/shipped-case-deadlines.ts';
import { shippedIncidentRules } from '../../src/reference-data/shipped-incident-rules.ts';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { noPassword } from '../../src/use-cases/sign-in/index.ts';
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

const post = (
  headers: Record<string, string>,
  body: string = JSON.stringify({ username: 'office', password }),
) =>
  world.app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });

describe('signing in', () => {
  test('opens a session in a cookie that no script can read, and closes it [P-01]', async () => {
    const opened = await signIn(world.app, 'analyst-commune', password);

    expect(opened.status).toBe(200);
    const set = opened.headers.get('Set-Cookie') ?? '';
    expect(set).toMatch(
      /^sipas_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const session = parse(sessionSchema, await opened.json());
    expect(session).toEqual({
      username: 'analyst-commune',
      role: 'analyst',
      areas: [{ code: '29551', name: 'Phường Long Châu' }],
      expiresAt: '2026-11-20T14:00:00.000Z',
    });

    const cookie = set.split(';', 1)[0] ?? '';
    const ask = (method: string) =>
      world.app.request('/api/v1/session', { method, headers: { Cookie: cookie } });
    expect(await (await ask('GET')).json()).toEqual(session);
    expect((await ask('DELETE')).status).toBe(204);
    expect((await ask('GET')).status).toBe(401);
  });

  test('ends a session after twelve hours [P-01]', async () => {
    await world.ask('analyst', '/api/v1/session');
    const before = world.now;

    world.now = '2026-11-20T13:59:59.999Z';
    const last = await world.ask('analyst', '/api/v1/session');
    world.now = '2026-11-20T14:00:00.000Z';
    const after = await world.ask('analyst', '/api/v1/session');
    world.now = before;

    expect([last.status, after.status]).toEqual([200, 401]);
  });

  test('marks the cookie as secure where the origin is https', async () => {
    const { createPeopleCases } = await import('../../src/use-cases/people-cases.ts');
    const { createSessionRoutes } = await import('../../src/http/session-routes.ts');
    const secure = 'https://khaosat.example.vn';
    const cases = createPeopleCases({
      ...machineSurroundings,
      storage: world.storage,
      origin: secure,
      facts: () => Promise.reject(new Error('not asked for')),
      common: { whole: new Set(), phrases: new Set() },
      caseRules: shippedCaseDeadlines(),
      incidentRules: shippedIncidentRules(),
      fields: shippedFieldRegistry(),
    });
    const addressOf = () => '203.0.113.9';
    const routes = createSessionRoutes({ cases, origin: secure, addressOf });

    const answer = await routes.request('/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: secure },
      body: JSON.stringify({ username: 'office', password }),
    });

    expect(answer.headers.get('Set-Cookie')).toMatch(/; Secure/);
  });

  test('refuses a wrong name and a wrong password alike [P-01]', async () => {
    const wrongName = await signIn(world.app, 'nobody-here', password);
    const wrongPassword = await signIn(world.app, 'admin', 'sai');

    expect([wrongName.status, await code(wrongName)]).toEqual([401, 'session.wrong-credentials']);
    expect([wrongPassword.status, await code(wrongPassword)]).toEqual([
      401,
      'session.wrong-credentials',
    ]);
  });

  test('lets nobody in where an account has no password, nor with what is kept instead [P-02]', async () => {
    await world.storage.people.addUser(
      {
        id: machineSurroundings.ids.uuid7(),
        username: 'simulated',
        name: 'x',
        role: 'surveyor',
        areas: ['86'],
        passwordHash: noPassword,
      },
      world.now,
    );

    const answer = await signIn(world.app, 'simulated', noPassword);

    expect(answer.status).toBe(401);
  });

  test('reads a password in composed and decomposed letters as the same [P-02]', async () => {
    const answer = await signIn(world.app, 'surveyor', password.normalize('NFD'));

    expect(answer.status).toBe(200);
  });

  test('makes who fails ten times wait, even with the right password, and says how long [P-03]', async () => {
    for (let attempt = 0; attempt < 10; attempt++) await signIn(world.app, 'surveyor-829', 'sai');

    const answer = await signIn(world.app, 'surveyor-829', password);

    expect([answer.status, await code(answer)]).toEqual([429, 'session.too-many-attempts']);
    const seconds = Number(answer.headers.get('Retry-After'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(900);
    expect((await signIn(world.app, 'surveyor-855', password)).status).toBe(200);
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no password', '{"username":"office"}'],
    ['a number for a name', '{"username":1,"password":"x"}'],
    ['an empty name', '{"username":"","password":"x"}'],
    ['a name that is too long', JSON.stringify({ username: 'a'.repeat(201), password: 'x' })],
  ])('refuses %s as malformed', async (_, body) => {
    const answer = await post({}, body);

    expect([answer.status, await code(answer)]).toEqual([400, 'request.malformed']);
  });

  test('refuses a body that no form of sign-in could fill', async () => {
    const answer = await post({}, JSON.stringify({ username: 'x', password: 'x'.repeat(70_000) }));

    expect([answer.status, await code(answer)]).toEqual([413, 'request.too-large']);
  });
});

describe('a request that changes something', () => {
  test.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['no origin that can be told', { Origin: 'null' }],
    ['no origin, across sites', { 'Sec-Fetch-Site': 'cross-site' }],
    ['no origin, from a neighbour of the site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another port of this host', { Origin: 'http://127.0.0.1:9', Host: '127.0.0.1:8080' }],
  ])('is refused from %s [P-15]', async (_, headers) => {
    const answer = await post(headers);

    expect([answer.status, await code(answer)]).toEqual([403, 'request.foreign-origin']);
  });

  test.each([
    ['our origin', { Origin: origin }],
    ['the host that was asked', { Origin: 'http://192.168.1.5:8080', Host: '192.168.1.5:8080' }],
    ['a client that is no browser', {}],
    ['the address line', { 'Sec-Fetch-Site': 'none' }],
  ])('is taken from %s [P-15]', async (_, headers) => {
    const answer = await post(headers);

    expect(answer.status).toBe(200);
  });
});
