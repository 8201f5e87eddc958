import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AllowanceAnswer,
  type AllowanceList,
  allowanceAnswerSchema,
  allowanceListSchema,
} from '@sipas/shared/wire';
import type { User } from '../../src/ports/index.ts';
import type { TestPhone } from '../world/phone.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
const people = new Map<string, string>();

beforeAll(async () => {
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('hanh', 'surveyor', ['29551', '29557']));
  const roles = { office: 'office', admin: 'admin', analyst: 'analyst', surveyor: 'surveyor' };
  for (const [name, role] of Object.entries(roles))
    people.set(name, await world.signIn(await world.addPerson(name, role as User['role'], ['86'])));
  people.set('near', await world.signIn(await world.addPerson('near', 'office', ['29557'])));
  people.set('far', await world.signIn(await world.addPerson('far', 'admin', ['84'])));
});
afterAll(() => world.leave());

const record = (change: Record<string, unknown> = {}) => ({
  v: 1,
  id: newId(),
  waveId: world.waveId,
  commune: '29551',
  village: 'Khóm 1',
  household: 'HỘ-0427',
  amountVnd: 50_000,
  name: 'Nguyễn Thị Hồng Hạnh',
  strokes: [
    [
      [10, 20],
      [30, 40],
    ],
  ],
  signedAt: '2026-11-23T02:00:00.000Z',
  ...change,
});

const send = async (
  items: readonly unknown[],
  head: Record<string, unknown> = {},
  from: Pick<TestPhone, 'token' | 'deviceId'> = phone,
): Promise<Response> =>
  post(JSON.stringify({ protocol: 1, deviceId: from.deviceId, items, ...head }), {}, from);

const post = (
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = {},
  from: Pick<TestPhone, 'token'> = phone,
): Promise<Response> =>
  world.ask('/api/v1/sync/allowances', {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${from.token}`,
      'content-type': 'application/json',
      ...headers,
    },
  });

async function receiptsOf(answer: Response): Promise<AllowanceAnswer['receipts']> {
  expect(answer.status).toBe(200);
  return v.parse(allowanceAnswerSchema, await answer.json()).receipts;
}
const outcomes = async (answer: Response) =>
  (await receiptsOf(answer)).map(({ outcome, code }) => [outcome, code].filter(Boolean).join(' '));

const read = (who: string | null, path: string): Promise<Response> =>
  world.ask(`/api/v1/waves/${path}`, {
    headers: who === null ? {} : { cookie: people.get(who) ?? '' },
  });
const list = async (who: string, query = ''): Promise<AllowanceList> =>
  v.parse(
    allowanceListSchema,
    await (await read(who, `${world.waveId}/allowances${query}`)).json(),
  );

describe('a phone hands over allowance receipts', () => {
  it('one outcome each in order, and the same again is already stored [L-05]', async () => {
    const items = [record(), record({ household: null, strokes: [] })];

    const first = await receiptsOf(await send(items));
    const again = await outcomes(await send([...items].reverse()));

    expect(first).toEqual(items.map(({ id }) => ({ id, outcome: 'stored' })));
    expect(again).toEqual(['already-stored', 'already-stored']);
  });

  it('takes them gzipped and with members in any order [L-05]', async () => {
    const one = record();
    const turned = Object.fromEntries(Object.entries(one).reverse());
    const body = JSON.stringify({ items: [turned], deviceId: phone.deviceId, protocol: 1 });

    expect(await outcomes(await send([one]))).toEqual(['stored']);
    expect(await outcomes(await post(gzipSync(body), { 'content-encoding': 'gzip' }))).toEqual([
      'already-stored',
    ]);
  });

  it('other content under a known id is kept beside the first and overwrites nothing [L-05]', async () => {
    const one = record({ name: 'Trần Văn Một' });
    const other = { ...one, name: 'Trần Văn Hai' };

    const sent = await outcomes(await send([one, other, other]));

    expect(sent).toEqual([
      'stored',
      'quarantined allowance.conflict',
      'quarantined allowance.conflict',
    ]);
    expect(await outcomes(await send([one]))).toEqual(['already-stored']);
    const rows = (await list('office')).rows.filter(({ name }) => name.startsWith('Trần Văn'));
    expect(rows.map(({ name, code }) => [name, code])).toEqual([
      ['Trần Văn Một', null],
      ['Trần Văn Hai', 'allowance.conflict'],
    ]);
  });

  it.each<[string, () => unknown]>([
    ['allowance.malformed', () => record({ name: '' })],
    ['allowance.malformed', () => record({ responseId: newId() })],
    ['allowance.malformed', () => record({ strokes: [[[0.5, 1]]] })],
    ['allowance.malformed', () => null],
    ['allowance.malformed', () => 'ký'],
    ['wave.unknown', () => record({ waveId: newId() })],
    ['wave.closed', () => record({ waveId: world.closedWaveId })],
    ['unit.unknown', () => record({ commune: '00000' })],
    ['unit.outside-area', () => record({ commune: '29584' })],
    ['allowance.other-amount', () => record({ amountVnd: 60_000 })],
  ])('keeps one apart as %s, and no other with it [L-04]', async (code, make) => {
    const bad = make();

    const sent = await outcomes(await send([record(), bad, record()]));

    expect(sent).toEqual(['stored', `quarantined ${code}`, 'stored']);
    expect(await outcomes(await send([bad]))).toEqual([`quarantined ${code}`]);
  });

  it.each<[string, number, () => Promise<Response>]>([
    ['batch.protocol-unknown', 400, () => send([], { protocol: 2 })],
    ['device.wrong-device', 403, () => send([], { deviceId: newId() })],
    ['batch.too-large', 413, () => send(Array.from({ length: 101 }, () => 0))],
    ['batch.too-large', 413, () => send(['a'.repeat(1024 * 1024)])],
    ['request.malformed', 400, () => post('không phải JSON')],
    ['request.malformed', 400, () => post('[]')],
    ['request.malformed', 400, () => post(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['request.malformed', 400, () => send([], { items: {} })],
    ['request.malformed', 400, () => post(new Uint8Array([0x22, 0xff, 0x22]))],
    ['device.required', 401, () => send([], {}, { deviceId: phone.deviceId, token: 'nobody' })],
  ])('a batch refused as %s (%i) keeps nothing [L-05]', async (code, status, ask) => {
    const before = (await list('office')).total;

    const answer = await ask();

    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      status,
      code,
    ]);
    expect((await list('office')).total).toBe(before);
  });

  it('learns in its package what the wave pays', async () => {
    const answer = await world.ask('/api/v1/field-package', {
      headers: { authorization: `Bearer ${phone.token}` },
    });

    const { waves } = (await answer.json()) as { waves: { allowanceVnd: unknown }[] };
    expect(waves.map(({ allowanceVnd }) => allowanceVnd)).toEqual([50_000]);
  });
});

describe('the list of who signed', () => {
  const paths = ['allowances', 'exports/allowances.csv'];

  it.each(paths.flatMap((path) => ['office', 'admin'].map((who) => [path, who] as const)))(
    '%s is open to %s [P-14]',
    async (path, who) => {
      expect((await read(who, `${world.waveId}/${path}`)).status).toBe(200);
    },
  );

  it.each(
    paths.flatMap((path) => [
      [path, 'analyst', 'this', 403, 'permission.denied'] as const,
      [path, 'surveyor', 'this', 403, 'permission.denied'] as const,
      [path, null, 'this', 401, 'session.required'] as const,
      [path, 'far', 'this', 404, 'wave.unknown'] as const,
      [path, 'admin', 'none', 404, 'wave.unknown'] as const,
      [`${path}?commune=`, 'admin', 'this', 400, 'request.malformed'] as const,
    ]),
  )('%s is closed to %s of wave %s: %i %s [P-14]', async (path, who, wave, status, code) => {
    const answer = await read(who, `${wave === 'this' ? world.waveId : wave}/${path}`);

    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      status,
      code,
    ]);
  });

  it('holds what lies in the areas of the person, and adds up what counts [L-06]', async () => {
    const before = await list('near');
    await send([
      record({ commune: '29557', village: 'Khóm 9', name: 'Lê Thị Ba' }),
      record({ commune: '29557', village: 'Khóm 9', amountVnd: 1 }),
    ]);

    const seen = await list('near');

    // One more signature of 50.000 đồng and one more record that waits, which adds nothing.
    const [was] = before.communes;
    expect(seen.communes).toEqual([
      {
        code: '29557',
        name: 'Phường Phước Hậu',
        signatures: (was?.signatures ?? 0) + 1,
        amountVnd: (was?.amountVnd ?? 0) + 50_000,
        waiting: (was?.waiting ?? 0) + 1,
      },
    ]);
    expect(seen.total).toBe(before.total + 2);
    expect(new Set(seen.rows.map(({ commune }) => commune))).toEqual(new Set(['29557']));
    expect(seen.rows.find(({ name }) => name === 'Lê Thị Ba')).toMatchObject({
      communeName: 'Phường Phước Hậu',
      village: 'Khóm 9',
      household: 'HỘ-0427',
      amountVnd: 50_000,
      surveyor: 'Người hanh',
      strokes: [
        [
          [10, 20],
          [30, 40],
        ],
      ],
      code: null,
      title: null,
    });
  });

  it('can be narrowed to a commune of the areas and read by pages [L-06]', async () => {
    await send([record(), record(), record()]);

    const all = await list('office', '?commune=29551');
    const pages = [
      ...(await list('office', '?commune=29551&limit=2')).rows,
      ...(await list('office', `?commune=29551&limit=500&offset=2`)).rows,
    ];

    expect(all.rows.length).toBe(all.total);
    expect(pages).toEqual(all.rows);
    expect((await list('near', '?commune=29551')).rows).toEqual([]);
  });

  it('is a file for a spreadsheet that runs no formula [L-07, X-01]', async () => {
    await send([record({ name: '=HYPERLINK("x")', household: '@1', strokes: [] })]);

    const answer = await read(
      'office',
      `${world.waveId}/exports/allowances.csv?commune=29551&bom=0`,
    );
    const lines = (await answer.text()).split('\n');

    expect(lines[0]).toBe(
      'commune,commune_name,village,household,name,amount_vnd,signature,signed_at,received_at,surveyor,waits_for',
    );
    expect(lines.find((line) => line.includes('HYPERLINK'))).toMatch(
      /^29551,Phường Long Châu,Khóm 1,'@1,"'=HYPERLINK\(""x""\)",50000,typed,2026-11-23T02:00:00.000Z,/,
    );
    expect(answer.headers.get('content-disposition')).toContain('sipas_allowances_dot-open_29551');
  });

  it('is described with its request and its answers', async () => {
    const { paths } = (await (await world.ask('/api/openapi.json')).json()) as {
      paths: Record<string, object>;
    };

    expect(Object.keys(paths['/api/v1/sync/allowances'] ?? {})).toEqual(['post']);
    expect(Object.keys(paths['/api/v1/waves/{id}/allowances'] ?? {})).toEqual(['get']);
    expect(Object.keys(paths['/api/v1/waves/{id}/exports/allowances.csv'] ?? {})).toEqual(['get']);
  });
});

describe('at rest', () => {
  it('no file of the server and no line of its log holds a name or household [L-03]', async () => {
    const person = { name: 'Phạm Thị Kín Đáo', household: 'KÍN-9173' };
    await send([record(person), record({ ...person, v: 9 })]);
    await list('office');

    const files = readdirSync(world.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const held = files.map((file) => readFileSync(file));

    expect(files.map((file) => file.slice(world.dataDir.length + 1))).toEqual(
      expect.arrayContaining(['allowances.sqlite', 'sipas.sqlite', join('keys', 'allowance.key')]),
    );
    for (const secret of Object.values(person))
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(held.some((bytes) => bytes.includes(Buffer.from(secret, encoding)))).toBe(false);
    // The instrument of this check: what is in clear is found by it.
    expect(held.some((bytes) => bytes.includes(Buffer.from('Khóm 1')))).toBe(true);
    expect(JSON.stringify(world.logged)).not.toContain('Kín Đáo');
    for (const name of ['allowances.sqlite', join('keys', 'allowance.key')])
      expect(statSync(join(world.dataDir, name)).mode & 0o777).toBe(0o600);
  });

  it('the store of the answers knows nothing of it', async () => {
    const before = await world.storage.keeper.verify();
    await send([record()]);

    expect(await world.storage.keeper.verify()).toEqual(before);
  });
});
