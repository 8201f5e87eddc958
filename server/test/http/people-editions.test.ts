import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import type { EditionChanges, EditionList, Edition, ScoreTable } from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code, places } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** The six forms of people-small-case.ts; two people are enough for a unit and for a cell. */
async function setupClosed(): Promise<PeopleWorld> {
  world = await setupSmallCase({ minimumBase: 2, minimumCell: 2 });
  await world.storage.waves.setStatus(world.waveId, 'closed', null, world.now);
  return world;
}
async function setupFrozen(): Promise<PeopleWorld> {
  const frozen = await setupClosed();
  expect((await post(frozen, 'freeze')).status).toBe(200);
  return frozen;
}

const open = ({ dataDir }: PeopleWorld) => new Database(join(dataDir, 'sipas.sqlite'));
const at = ({ waveId }: PeopleWorld, path: string) => `/api/v1/waves/${waveId}/${path}`;
const post = (from: PeopleWorld, path: string, body: object = {}, who: Username = 'admin') =>
  from.ask(who, at(from, path), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const renew = (from: PeopleWorld, reason = 'Phiếu về muộn') => post(from, 'editions', { reason });
const read = async <T>(from: PeopleWorld, path: string) =>
  (await (await from.ask('analyst', at(from, path))).json()) as T;
const scores = (from: PeopleWorld, query = '') => read<ScoreTable>(from, `scores?${query}`);
const figures = async (from: PeopleWorld, query = '') =>
  (await scores(from, query)).rows.map(({ unit, percent, valid }) => [unit, percent, valid]);
const late = async (from: PeopleWorld, commune: string, count: number, rating = '3') => {
  const who = commune === places.benTre ? 'surveyor-829' : 'surveyor-855';
  for (let one = 0; one < count; one++) await from.send(who, commune, { rating });
};

// Satisfied with t1_1: 4 of 6, with each of the 21 others: 5 of 6. (4 + 21 × 5) ÷ 6 ÷ 22 = 109 ÷ 132 = 82,5757… %.
const first = [['86', '82.58', 6]];

test('freezes the figures of a closed wave: what comes later is kept and changes none [W-24]', async () => {
  const frozen = await setupFrozen();
  await late(frozen, places.benTre, 2);

  expect(await figures(frozen)).toEqual(first);
  const { editions, late: lines } = await read<EditionList>(frozen, 'editions');
  expect([editions.length, lines]).toEqual([1, 2]);
  expect(editions[0]).toMatchObject({ edition: 1, by: 'Người admin', reason: '', responses: 6 });
  expect((await scores(frozen)).edition).toBe(1);
});

test('freezes no open wave, and none twice; a frozen one is not opened again [W-24] [P-25]', async () => {
  const open = await setupSmallCase();
  expect(await code(await post(open, 'freeze'))).toBe('wave.not-closed');
  expect(await code(await renew(open))).toBe('wave.not-frozen');
  await open.close();
  const frozen = await setupFrozen();

  const again = await post(frozen, 'freeze');
  const reopened = await post(frozen, 'reopen');

  expect([again.status, await code(again)]).toEqual([409, 'wave.frozen']);
  expect([reopened.status, await code(reopened)]).toEqual([409, 'wave.frozen']);
  expect((await post(frozen, 'freeze', {}, 'analyst')).status).toBe(403);
  expect((await post(frozen, 'editions', { reason: 'x' }, 'analyst')).status).toBe(403);
});

test('gathers a frozen wave as it was gathered when it was frozen, whoever regroups later [W-45]', async () => {
  const frozen = await setupFrozen();
  const id = 'buu-dien-khu-vuc';
  const before = await figures(frozen, `level=grouping:${id}`);
  const standing = (await frozen.storage.waves.groupings()).find((one) => one.id === id);
  const { nodes, members } = standing ?? { nodes: [], members: [] };
  const only = nodes[0]?.code ?? '';
  const regrouped = {
    ...{ groupingId: id, revision: 1, userId: null, at: '2099-01-01T00:00:00.000Z' },
    nodes: nodes.slice(0, 1),
    members: members.map(({ commune }) => ({ commune, node: only })),
  };
  expect(await frozen.storage.groupings.add(regrouped, 9)).toBe('kept');

  expect(before.length).toBeGreaterThan(1);
  expect(await figures(frozen, `level=grouping:${id}`)).toEqual(before);
  const { communes } = await read<{ communes: { area: string }[] }>(
    frozen,
    `areas?level=grouping:${id}`,
  );
  expect(new Set(communes.map(({ area }) => area)).size).toBe(nodes.length);
});

test('takes what came late into a new edition, for a reason [W-25] [W-23]', async () => {
  const frozen = await setupFrozen();
  await late(frozen, places.benTre, 2);

  expect(await code(await renew(frozen, '  '))).toBe('edition.reason-missing');
  const made = (await (await renew(frozen)).json()) as Edition;

  expect(made).toMatchObject({ edition: 2, reason: 'Phiếu về muộn', responses: 8, added: 2 });
  expect(made).toMatchObject({ removed: 0, changed: 0, waiting: 0 });
  // 4 and 21 times 5 of 8 now: 109 ÷ 176 = 61,9318… %.
  expect(await figures(frozen)).toEqual([['86', '61.93', 8]]);
  expect((await read<EditionList>(frozen, 'editions')).late).toBe(0);
  expect(await code(await renew(frozen))).toBe('edition.nothing-new');
});

test('lets too few of a village wait, whatever else is taken in [W-22] [W-25]', async () => {
  const frozen = await setupFrozen();
  await late(frozen, places.longChau, 1);
  expect(await code(await renew(frozen))).toBe('edition.too-few');
  expect(await figures(frozen)).toEqual(first);

  await late(frozen, places.benTre, 2);
  const made = (await (await renew(frozen)).json()) as Edition;

  expect(made).toMatchObject({ responses: 8, added: 2, waiting: 1 });
  expect(await figures(frozen, 'level=commune')).toContainEqual([places.longChau, null, 3]);
});

test('lets who came wait where others only mended another answer: two tables would differ by that one [W-22] [W-54]', async () => {
  const frozen = await setupFrozen();
  await late(frozen, places.benTre, 1);
  const database = open(frozen);
  // As a correction of one answer leaves it.
  const mended = database.prepare(
    `update responses set packed = 'r' || substr(packed, 2) where response_id in
       (select response_id from edition_responses where commune = ? limit 1)`,
  );
  expect(mended.run(places.benTre).changes).toBe(1);
  database.close();

  expect(await code(await renew(frozen))).toBe('edition.too-few');
  expect(await figures(frozen)).toEqual(first);
});

test('tells what an edition changed, as the gate tells both [W-26] [W-27]', async () => {
  const frozen = await setupFrozen();
  await late(frozen, places.benTre, 2);
  expect(await code(await frozen.ask('analyst', at(frozen, 'edition-changes')))).toBe(
    'edition.unknown',
  );
  await renew(frozen);

  const whole = await read<EditionChanges>(frozen, 'edition-changes');
  const communes = await read<EditionChanges>(frozen, 'edition-changes?level=commune');

  expect(whole.rows).toMatchObject([
    { unit: '86', before: { percent: '82.58' }, after: { percent: '61.93' }, points: '-20.65' },
  ]);
  expect(communes.rows.map(({ unit, points }) => [unit, points])).toEqual([
    [places.benTre, '-50.00'],
  ]);
});

test('keeps hidden what the first edition hid, and divides people as the first did [W-28]', async () => {
  const frozen = await setupFrozen();
  const hidden = async () =>
    (await scores(frozen, 'level=commune')).rows.find(({ unit }) => unit === places.other);
  expect((await hidden())?.percent).toBeNull();
  const bySex = await figures(frozen, 'group=sex');
  // With two more the one of Thanh Đức is one of three: from both editions his own answers could be told.
  await late(frozen, places.other, 2);
  expect((await renew(frozen)).status).toBe(200);

  expect(await hidden()).toMatchObject({ percent: null, status: 'suppressed', valid: 3 });
  expect(await figures(frozen, 'group=sex')).toEqual(bySex);
  expect((await scores(frozen, 'group=sex')).edition).toBe(1);
  expect((await scores(frozen)).edition).toBe(2);
});

test('gives the same bundle after a later edition: forms leave of the first alone [X-80]', async () => {
  const frozen = await setupFrozen();
  const bundle = async () => {
    const answer = await frozen.ask('analyst', at(frozen, 'exports/bundle.zip'));
    return [answer.status, Buffer.from(await answer.arrayBuffer()).toString('base64')];
  };
  const before = await bundle();
  await late(frozen, places.benTre, 2);
  expect((await renew(frozen)).status).toBe(200);
  expect((await scores(frozen)).edition).toBe(2);

  expect(before[0]).toBe(200);
  expect(await bundle()).toEqual(before);
});

test('names the edition in files, and what it changed in a file of its own [W-29]', async () => {
  const frozen = await setupFrozen();
  await late(frozen, places.benTre, 2);
  await renew(frozen, '=phiếu "muộn"');

  const csv = await frozen.ask('analyst', at(frozen, 'exports/edition-changes.csv?bom=0'));
  const table = await frozen.ask('analyst', at(frozen, 'exports/scores.csv'));

  expect(table.headers.get('Content-Disposition')).toContain('sipas_scores_dot-thu_ban-2_');
  expect(csv.headers.get('Content-Disposition')).toContain('sipas_edition_dot-thu_ban-2_');
  const [head = '', row = '', ...more] = (await csv.text()).trim().split(/\r?\n/);
  expect(more).toEqual([]);
  expect(head).toContain('before_edition,before_responses,before_data_hash,after_edition');
  expect(head.split(',').at(-1)).toBe('change_points');
  expect(row).toContain(`"'=phiếu ""muộn""",2,0,0,86,`);
  expect(row).toMatch(/,82\.58,6,1,published,61\.93,8,1,published,-20\.65$/);
});

test('hashes the forms of an edition in order, so that anybody can [W-20]', async () => {
  const frozen = await setupFrozen();
  const { editions } = await read<EditionList>(frozen, 'editions');
  const expected = createHash('sha256');
  const forms = open(frozen)
    .prepare(
      `select e.line from responses r join envelopes e on e.receipt = r.receipt
       where r.state = 'counted' order by r.response_id`,
    )
    .pluck()
    .all() as Buffer[];
  expect(forms).toHaveLength(6);
  for (const line of forms)
    expected.update(`${(JSON.parse(line.toString('utf8')) as { hash: string }).hash}\n`);
  expect(editions[0]?.dataHash).toBe(expected.digest('hex'));
});

test.each([
  ['a form', `update edition_responses set packed = replace(packed, '3', '4')`],
  ['the counts of a village', `delete from edition_counts where commune = '29551'`],
  ['the hash', `update wave_editions set data_hash = 'x'`],
  ['a form that is gone', `delete from edition_responses where commune = '29590'`],
])('verify finds that %s of an edition was changed [W-21]', async (_, sql) => {
  const frozen = await setupFrozen();
  await late(frozen, places.benTre, 2);
  await renew(frozen);
  expect((await frozen.storage.keeper.verify()).differences).toEqual([]);

  expect(open(frozen).prepare(sql).run().changes).toBeGreaterThan(0);

  const { differences } = await frozen.storage.keeper.verify();
  expect(new Set(differences.map(({ check }) => check))).toEqual(new Set(['edition']));
});
