import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setupWorld } from '../world/setup-world.ts';
import { freezeWorld, renewWorld } from './freeze-world.ts';
import { type PeopleWorld, type Username, code } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
  await freezeWorld(world);
}, 120_000);
afterAll(() => world.close());

const json = { 'Content-Type': 'application/json' };
const scores = {
  name: 'Bảng xã cho báo cáo',
  file: 'scores.csv',
  query: { level: 'commune', bom: '0' },
  days: 30,
};

const post = (who: Username, path: string, body: unknown = {}) =>
  world.ask(who, `/api/v1${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });

async function make(who: Username, asked: object = {}) {
  const answer = await post(who, `/waves/${world.waveId}/links`, { ...scores, ...asked });
  expect(answer.status).toBe(200);
  const made = (await answer.json()) as { id: string; url: string; expiresAt: string };
  return { ...made, path: made.url.slice(new URL(made.url).origin.length) };
}

/** Without a session: only the link itself opens it. */
const open = (path: string, init?: RequestInit) => Promise.resolve(world.app.request(path, init));

const refusalOf = async (answer: Response) => [answer.status, await code(answer)];

const listed = async (who: Username) => {
  const answer = await world.ask(who, `/api/v1/waves/${world.waveId}/links`);
  return ((await answer.json()) as { links: Record<string, unknown>[] }).links;
};

describe('a link', () => {
  test('gives without a session the same bytes that its maker gets by hand [X-74]', async () => {
    const { path } = await make('analyst');
    const byHand = await world.ask(
      'analyst',
      `/api/v1/waves/${world.waveId}/exports/scores.csv?level=commune&bom=0`,
    );

    const answer = await open(path);

    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      200,
      'text/csv; charset=utf-8',
    ]);
    expect(await answer.text()).toBe(await byHand.text());
    expect(answer.headers.get('ETag')).toBe(byHand.headers.get('ETag'));
  });

  test('shows what its maker may see and no more [X-74] [P-09]', async () => {
    const { path } = await make('analyst-commune');

    const lines = (await (await open(path)).text()).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(',29551,');
  });

  test('answers 304 while nothing changed, and the new figures after [X-73]', async () => {
    const own = await setupSmallCase({ minimumBase: 1, minimumCell: 1 });
    await freezeWorld(own);
    const made = await own.ask('analyst', `/api/v1/waves/${own.waveId}/links`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(scores),
    });
    const { url } = (await made.json()) as { url: string };
    const path = url.slice(new URL(url).origin.length);
    const tag = (await own.app.request(path)).headers.get('ETag') ?? '';
    const fetchAgain = () => own.app.request(path, { headers: { 'If-None-Match': tag } });

    expect((await fetchAgain()).status).toBe(304);
    await own.send('surveyor-829', '28756', { rating: '1' });
    expect((await fetchAgain()).status).toBe(304);
    await renewWorld(own);
    const fresh = await fetchAgain();
    expect([fresh.status, (await fresh.text()).includes(',28756,')]).toEqual([200, true]);
    await own.close();
  });

  test.each([
    ['scores.json', { level: 'commune' }, 'application/json'],
    ['answers.json', { question: 'sex' }, 'application/json'],
    ['answers.csv', { question: 'sex' }, 'text/csv; charset=utf-8'],
    ['workbook.xlsx', {}, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ])('leads to %s [X-74]', async (file, query, kind) => {
    const { path } = await make('analyst', { file, query });

    const answer = await open(path);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, kind]);
  });

  test('is taken as a bearer too, so that no address holds the key [X-74]', async () => {
    const { url, path } = await make('analyst');
    const key = new URL(url).searchParams.get('key') ?? '';

    const answer = await open(path.split('?')[0] ?? '', {
      headers: { Authorization: `Bearer ${key}` },
    });
    expect(answer.status).toBe(200);
  });

  test('opens no other file, wave or question [X-74]', async () => {
    const { path } = await make('analyst');
    const other = path.replace('scores.csv', 'scores.json');
    const elsewhere = path.replace(world.waveId, '0199a7a0-0000-7000-8000-000000000000');

    expect(await refusalOf(await open(other))).toEqual([404, 'link.unknown']);
    expect(await refusalOf(await open(elsewhere))).toEqual([404, 'link.unknown']);
    expect(await (await open(`${path}&level=village`)).text()).toBe(
      await (await open(path)).text(),
    );
  });

  test.each([
    ['no key', (path: string) => path.split('?')[0] ?? ''],
    ['half a key', (path: string) => path.slice(0, -20)],
    ['another secret', (path: string) => `${path.slice(0, -4)}AAAA`],
    ['another id', (path: string) => path.replace(/key=.{4}/, 'key=AAAA')],
    ['an unknown file', (path: string) => path.replace('scores.csv', 'responses.csv')],
  ])('with %s is unknown [X-74]', async (_, change) => {
    const { path } = await make('analyst');

    expect(await refusalOf(await open(change(path)))).toEqual([404, 'link.unknown']);
  });

  test('ends when its days are over [X-74]', async () => {
    const { path, expiresAt } = await make('analyst', { days: 1 });
    const before = world.now;

    // Made on 20 November at 02:00: a day later to the millisecond.
    expect(expiresAt).toBe('2026-11-21T02:00:00.000Z');
    world.now = '2026-11-21T01:59:59.999Z';
    expect((await open(path)).status).toBe(200);
    world.now = '2026-11-21T02:00:00.000Z';
    expect(await refusalOf(await open(path))).toEqual([401, 'link.expired']);
    world.now = before;
  });

  test('ends when it is taken back, by its maker or an administrator and nobody else [X-74]', async () => {
    const own = await make('analyst');
    const others = await make('analyst');

    expect(await refusalOf(await post('analyst-commune', `/links/${own.id}/revocation`))).toEqual([
      404,
      'link.unknown',
    ]);
    expect(await refusalOf(await post('admin-elsewhere', `/links/${own.id}/revocation`))).toEqual([
      404,
      'link.unknown',
    ]);
    expect((await open(own.path)).status).toBe(200);
    expect((await post('analyst', `/links/${own.id}/revocation`)).status).toBe(200);
    expect((await post('admin', `/links/${others.id}/revocation`)).status).toBe(200);
    for (const { path } of [own, others])
      expect(await refusalOf(await open(path))).toEqual([401, 'link.revoked']);
  });

  test('ends with a restore, which may have forgotten that it was taken back [X-74]', async () => {
    const own = await setupSmallCase();
    await freezeWorld(own);
    const made = await own.ask('analyst', `/api/v1/waves/${own.waveId}/links`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(scores),
    });
    const { url } = (await made.json()) as { url: string };
    await own.storage.keeper.beginIncarnation('another-life');

    const answer = await own.app.request(url.slice(new URL(url).origin.length));

    expect(await refusalOf(answer)).toEqual([401, 'link.revoked']);
    await own.close();
  });

  test('is listed with its last use, to its maker and to administrators, and never with its key [X-74]', async () => {
    const { id, url, path } = await make('analyst-commune', { name: '=1+1' });
    await open(path);
    await open(path);

    const found = (await listed('analyst-commune')).find((link) => link['id'] === id);
    expect(found).toMatchObject({
      id,
      name: '=1+1',
      file: 'scores.csv',
      by: 'Người analyst-commune',
      state: 'living',
      useCount: 2,
      lastUsedAt: world.now,
    });
    expect((await listed('admin')).some((link) => link['id'] === id)).toBe(true);
    expect((await listed('analyst')).some((link) => link['id'] === id)).toBe(false);
    const secret = url.split('.').at(-1) ?? '';
    expect(JSON.stringify(await listed('admin'))).not.toContain(secret);
  });

  test('is refused where it asks for what no file has [X-74]', async () => {
    for (const asked of [
      { file: 'responses.csv' },
      { query: { level: '' } },
      { query: { level: 'commune', nothing: '1' } },
      { file: 'answers.csv', query: {} },
      { days: 0 },
      { days: 367 },
      { name: ' ' },
    ])
      expect(
        await refusalOf(
          await post('analyst', `/waves/${world.waveId}/links`, { ...scores, ...asked }),
        ),
      ).toEqual([400, 'request.malformed']);
  });

  test('is not made without bound [X-74]', async () => {
    const { waveId } = world;
    let answer = await post('admin', `/waves/${waveId}/links`, scores);
    for (let made = 1; made < 60 && answer.status === 200; made++)
      answer = await post('admin', `/waves/${waveId}/links`, scores);

    expect(await refusalOf(answer)).toEqual([409, 'link.too-many']);
    expect((await listed('admin')).filter(({ by }) => by === 'Người admin')).toHaveLength(50);
  });
});

test('the key of a link stands in no line of the log [X-74]', async () => {
  const own = await setupWorld();
  const cookie = await own.signIn(await own.addPerson('quantri', 'admin', ['86']));
  await own.storage.waves.setStatus(own.waveId, 'closed', null, '2026-11-28T00:00:00.000Z');
  const frozen = await own.ask(`/api/v1/waves/${own.waveId}/freeze`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: '{}',
  });
  expect(frozen.status).toBe(200);
  const made = await own.ask(`/api/v1/waves/${own.waveId}/links`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify(scores),
  });
  const { url } = (await made.json()) as { url: string };

  const answer = await own.ask(url.slice(new URL(url).origin.length));
  await own.ask(`${url.slice(new URL(url).origin.length)}x`);

  expect(answer.status).toBe(200);
  const key = new URL(url).searchParams.get('key') ?? '';
  const [id = '', secret = ''] = key.split('.');
  expect(key).toHaveLength(56);
  expect(own.logged.length).toBeGreaterThan(2);
  expect(JSON.stringify(own.logged)).not.toContain(secret);
  expect(JSON.stringify(own.logged)).not.toContain(id);
  await own.leave();
});
