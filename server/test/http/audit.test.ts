import { afterAll, beforeAll, expect, it } from 'vitest';
import { notedRoutes, unnotedRoutes } from '../../src/http/noted-routes.ts';
import { freezeWorld } from './freeze-world.ts';
import { type PeopleWorld, type Username, setupPeopleWorld, signIn } from './people-world.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupPeopleWorld();
}, 120_000);
afterAll(() => world.close());

interface Page {
  readonly entries: readonly {
    readonly actor: { readonly name: string; readonly kind: string };
    readonly act: string;
    readonly objectKind: string;
    readonly objectId: string;
    readonly details: string;
  }[];
  readonly total: number;
}

const json = { 'Content-Type': 'application/json' };
const post = (who: Username, path: string, body: object) =>
  world.ask(who, `/api/v1${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });
async function journal(filter = ''): Promise<Page> {
  const answer = await world.ask('admin', `/api/v1/audit?limit=200&${filter}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}
/** The last entry of an act, in short. */
async function last(act: string) {
  const [entry] = (await journal(`act=${act}`)).entries;
  if (entry === undefined) return null;
  return [entry.actor.name, entry.objectKind, entry.objectId, entry.details];
}
const count = async (act: string): Promise<number> => (await journal(`act=${act}`)).total;

it('has decided of every route whether it is noted [J-05]', () => {
  const routes = new Set(
    world.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
      .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`),
  );

  const decided = [...Object.keys(notedRoutes), ...unnotedRoutes];
  expect([...decided].sort()).toEqual([...routes].sort());
});

it('notes who signs in, who is not let in and who leaves, and no password [J-06]', async () => {
  await journal();
  await signIn(world.app, 'analyst', 'không phải mật khẩu');
  await signIn(world.app, 'matkhau-go-nham-cho', 'x');
  const entered = await signIn(world.app, 'analyst', 'mật khẩu thử 1');
  const cookie = entered.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
  await world.app.request('/api/v1/session', { method: 'DELETE', headers: { Cookie: cookie } });

  const analyst = await world.storage.people.userByName('analyst');
  expect(await last('session.signed-in')).toEqual(['analyst', 'account', analyst?.id, '{}']);
  expect(await last('session.signed-out')).toEqual(['analyst', 'account', analyst?.id, '{}']);
  const refused = (await journal('act=session.refused')).entries;
  expect(refused.map(({ objectId, actor }) => [actor.kind, objectId])).toEqual([
    ['nobody', ''],
    ['nobody', 'analyst'],
  ]);
  expect(JSON.stringify(await journal())).not.toMatch(/không phải|matkhau/);
});

it('notes a file that leaves and not one that was refused [J-06]', async () => {
  const path = `/api/v1/waves/${world.waveId}/exports/scores.csv`;

  expect((await world.ask('analyst', path)).status).toBe(200);
  expect((await world.ask('office', path)).status).toBe(403);

  expect(await last('export.downloaded')).toEqual([
    ...['analyst', 'wave', world.waveId, '{"file":"scores.csv"}'],
  ]);
  expect(await count('export.downloaded')).toBe(1);
});

it('notes who reads the list of those who signed [J-06]', async () => {
  await world.ask('office', `/api/v1/waves/${world.waveId}/allowances`);

  expect(await last('allowances.read')).toEqual(['office', 'wave', world.waveId, '{}']);
});

it('notes for whom a code was made, and the phone that took it [J-06]', async () => {
  const made = await post('office', '/enrolments', { surveyor: 'surveyor-855' });
  const { code } = (await made.json()) as { code: string };
  const redeem = { code, deviceName: 'Máy', platform: 'Android' };
  const taken = await post('office', '/enrolments/redeem', redeem);
  const { deviceId } = (await taken.json()) as { deviceId: string };
  const revoked = await post('office', `/devices/${deviceId}/revocation`, { reason: 'mất máy' });

  expect([made.status, taken.status, revoked.status]).toEqual([200, 200, 200]);
  expect(await last('phone.code-made')).toEqual(['office', 'account', 'surveyor-855', '{}']);
  expect(await last('phone.enrolled')).toEqual(['', 'phone', deviceId, '{}']);
  expect(await last('phone.revoked')).toEqual(['office', 'phone', deviceId, '{}']);
});

it('lets nothing leave that cannot be noted [J-06]', async () => {
  const { audit } = world.storage;
  const { append } = audit;
  Object.assign(audit, { append: () => Promise.reject(new Error('the disk is gone')) });

  const answer = await world.ask('office', `/api/v1/waves/${world.waveId}/allowances`);
  Object.assign(audit, { append });

  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('rows');
});

it('is read, checked and carried away by the administrator alone', async () => {
  for (const path of ['/audit', '/audit/chain', '/audit/export.csv'])
    for (const who of ['office', 'analyst', 'surveyor'] as const)
      expect((await world.ask(who, `/api/v1${path}`)).status).toBe(403);

  const chain = await world.ask('admin', '/api/v1/audit/chain');
  expect(await chain.json()).toMatchObject({ faults: [] });
});

it('is found by day in Vietnam, by person and by act, and refuses what is no day', async () => {
  // The world stands at 09:00 of 20 November in Vietnam.
  expect((await journal('day=2026-11-19')).total).toBe(0);
  expect((await journal('day=2026-11-20')).total).toBe((await journal()).total);
  const { entries } = await journal('actor=office');
  expect(new Set(entries.map(({ actor }) => actor.name))).toEqual(new Set(['office']));
  const bad = ['day=2026-13-40', 'act=wave.eaten', 'limit=0'];
  for (const one of bad)
    expect((await world.ask('admin', `/api/v1/audit?${one}`)).status).toBe(400);
});

it('leaves as a table that no spreadsheet runs [J-07]', async () => {
  await world.storage.audit.append({
    ...{ at: world.now, act: 'wave.closed', objectKind: 'wave', objectId: '=1+1', details: '{}' },
    actor: { kind: 'nobody', id: '', name: '', role: '' },
  });

  const answer = await world.ask('admin', '/api/v1/audit/export.csv?act=wave.closed');
  const lines = (await answer.text()).split('\n');

  expect(lines[0]).toBe(
    'seq,at,actor_kind,actor_id,actor_name,actor_role,act,object_kind,object_id,details,prev_hash,hash',
  );
  expect(lines[1]).toContain(",wave.closed,wave,'=1+1,{},");
  expect(await count('journal.exported')).toBe(1);
});

it('notes a link, its use in the name of its maker, and its end [J-06]', async () => {
  await freezeWorld(world);
  const asked = { name: 'Bảng', file: 'scores.csv', query: {}, days: 30 };
  const made = await post('analyst', `/waves/${world.waveId}/links`, asked);
  const { url, id } = (await made.json()) as { url: string; id: string };
  expect(made.status).toBe(200);
  const { pathname, search } = new URL(url);

  expect((await world.app.request(`${pathname}${search}`)).status).toBe(200);
  await post('analyst', `/links/${id}/revocation`, {});

  const waveId = world.waveId;
  expect(await last('link.made')).toEqual(['analyst', 'wave', waveId, '{}']);
  expect(await last('link.used')).toEqual(['analyst', 'wave', waveId, '{"file":"scores.csv"}']);
  expect(await last('link.ended')).toEqual(['analyst', 'link', id, '{}']);
});
