import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, refusalOf, runHere, runSipas, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
let waveId: string;
let accounts: { username: string; role: string; password: string }[];
const run = (...args: string[]) => runHere(place.folder, ...args);
const runApart = (...args: string[]) => runSipas(place.folder, ...args);
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeAll(async () => {
  place = await setupFolder();
  const ran = await runApart(
    'demo',
    '--responses',
    '200',
    '--earlier',
    '0',
    '--seed',
    '11',
    '--json',
  );
  ({ waveId, accounts } = jsonOf(ran) as { waveId: string; accounts: typeof accounts });
}, 120_000);
afterAll(() => place.remove());

test('demo tells the wave and an account of each role, and is done once', async () => {
  expect(waveId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  expect(accounts.map(({ username, role }) => [username, role])).toEqual([
    ['dieutravien', 'surveyor'],
    ['buudien', 'office'],
    ['sonoivu', 'analyst'],
    ['quantri', 'admin'],
    ['mattran', 'observer'],
    ['baovedulieu', 'data-protection'],
  ]);
  expect(new Set(accounts.map(({ password }) => password)).size).toBe(6);

  const again = await run('demo', '--json');
  expect([again.exit, refusalOf(again)]).toEqual([1, 'store.not-empty']);
});

test('enrol makes a code with its expiry and the text of its QR', async () => {
  const made = jsonOf(await run('enrol', '--surveyor', 'dieutravien', '--json')) as Record<
    string,
    string
  >;

  expect(Object.keys(made).sort()).toEqual(['code', 'expiresAt', 'qr']);
  expect(made['qr']).toBe(`http://127.0.0.1:8080/#/nhan-may?ma=${made['code'] ?? ''}`);
  const refused = await run('enrol', '--surveyor', 'sonoivu', '--json');
  expect([refused.exit, refusalOf(refused)]).toEqual([1, 'user.not-surveyor']);
});

test('enrol draws the QR for a phone that is held to the screen', async () => {
  const { out } = await run('enrol', '--surveyor', 'dieutravien');

  expect(out).toMatch(/[█▀▄]{20}/);
  expect(out).toMatch(/Mã · code: [0-9A-Z]{4}-[0-9A-Z]{4}\n/);
});

test('a refusal is told in both languages, on standard error', async () => {
  const ran = await runApart('enrol', '--surveyor', 'nobody');

  expect([ran.exit, ran.out]).toEqual([1, '']);
  expect(ran.err).toContain('user.unknown');
  expect(ran.err).toContain('Không có tài khoản này.');
  expect(ran.err).toContain('There is no such account.');
});

test('an export goes to a file or to standard output, the same bytes', async () => {
  const told = await run(
    'export',
    'scores',
    '--level',
    'district',
    '--by',
    'factor',
    '--out',
    'a.csv',
    '--json',
  );
  const shown = await runApart('export', 'scores', '--level', 'district', '--by', 'factor');

  const file = await readFile(at('a.csv'), 'utf8');
  expect(jsonOf(told)).toEqual({ file: at('a.csv'), bytes: Buffer.byteLength(file) });
  expect(shown.out).toBe(file);
  expect(file.startsWith('\uFEFFwave_id,')).toBe(true);
  // 26 former districts, nine factors, one header.
  expect(file.trimEnd().split('\n')).toHaveLength(26 * 9 + 1);
});

test('the responses leave out what could name a household or is sensitive, and score the same elsewhere [X-05]', async () => {
  await run('export', 'responses', '--out', 'responses.csv');
  const text = await readFile(at('responses.csv'), 'utf8');
  const [header = '', ...rows] = text.replace('\uFEFF', '').trimEnd().split('\n');

  const names = header.split(',');
  expect(names.slice(0, 9)).toEqual([
    'response_id',
    'revision',
    'wave_id',
    'instrument_id',
    'instrument_version',
    'commune_code',
    'commune_name',
    'mode',
    'sex',
  ]);
  for (const absent of [
    'village',
    'household',
    'ethnicity',
    'ethnicity_other',
    'comment',
    'c2_other',
  ])
    expect(names).not.toContain(absent);
  expect(names).toEqual(expect.arrayContaining(['c2_1', 'c2_7', 'c9_33']));
  const ids = rows.map((row) => row.split(',', 1)[0] ?? '');
  expect(ids).toEqual([...ids].sort());

  const scored = jsonOf(
    await run('score', 'responses.csv', '--instrument', 'household-2022', '--json'),
  ) as {
    unit: string;
    kind: string;
    percent: string;
    numerator: number;
    denominator: number;
  }[];
  const overall = scored.find(({ kind }) => kind === 'overall');
  const exported =
    (await run('export', 'scores', '--bom', '0')).out.split('\n')[1]?.split(',') ?? [];
  expect(exported).toEqual(
    expect.arrayContaining([
      overall?.percent,
      String(overall?.numerator),
      String(overall?.denominator),
    ]),
  );
});

test('the answers to a grid of needs are written for each of its questions, divided by experience', async () => {
  const args = ['export', 'answers', '--question', 'c10', '--group', 'c8_4', '--json'];

  const { name, csv } = jsonOf(await run(...args)) as { name: string; csv: string };

  expect(name).toMatch(/^sipas_answers_.*_household-2022_province_c10_c8-4\.csv$/);
  // Nine needs of three options, for those who did a procedure, those who did not and those who did not say; the header.
  expect(csv.trimEnd().split('\n')).toHaveLength(9 * 3 * 3 + 1);
});

test('the codebook is written too', async () => {
  const ran = await run('export', 'codebook', '--instrument', 'transaction-5-factor', '--json');

  const { name, csv } = jsonOf(ran) as { name: string; csv: string };
  expect(name).toMatch(/^sipas_codebook_.*_transaction-5-factor\.csv$/);
  expect(csv).toContain('t5_4');
});

test('verify finds nothing in a sound store, and every difference in a changed one', async () => {
  const sound = await runApart('verify', '--json');
  expect(sound.exit).toBe(0);
  expect(jsonOf(sound)).toMatchObject({ counted: 200, differences: [] });

  await run('backup', 'to-change.sqlite');
  await mkdir(at('changed'), { recursive: true });
  await copyFile(at('to-change.sqlite'), at('changed', 'sipas.sqlite'));
  const store = new Database(at('changed', 'sipas.sqlite'));
  store
    .prepare(
      "update responses set packed = replace(packed, '4', '1') where response_id = (select min(response_id) from responses where state = 'counted')",
    )
    .run();
  store.close();

  const broken = await runApart('verify', '--data', at('changed'), '--json');
  expect([broken.exit, refusalOf(broken)]).toEqual([1, 'store.differs']);
  expect((jsonOf(broken) as { differences: unknown[] }).differences.length).toBeGreaterThan(0);
});

test('a backup is restored into an empty folder, which then has its data and another incarnation', async () => {
  const made = await run('backup', 'kept.sqlite', '--json');
  expect((jsonOf(made) as { receipt: number }).receipt).toBeGreaterThanOrEqual(200);
  const twice = await run('backup', 'kept.sqlite', '--json');
  expect([twice.exit, refusalOf(twice)]).toEqual([1, 'file.exists']);

  const restored = await run('restore', 'kept.sqlite', '--data', at('second'), '--json');

  expect(restored.exit).toBe(0);
  expect(jsonOf(restored)).toMatchObject({ counted: 200, differences: [] });
  const incarnation = (file: string) => {
    const store = new Database(file, { readonly: true });
    const found = store.prepare('select incarnation from store_meta').pluck().get();
    store.close();
    return found;
  };
  expect(incarnation(at('second', 'sipas.sqlite'))).not.toBe(
    incarnation(at('var', 'sipas.sqlite')),
  );
  const first = await run('export', 'scores', '--level', 'village');
  const second = await run('export', 'scores', '--level', 'village', '--data', at('second'));
  expect(second.out).toBe(first.out);

  // One file, one count, whoever reads it.
  const checked = jsonOf(await run('check-backup', 'kept.sqlite', '--json'));
  const { envelopes, counted } = jsonOf(restored) as { envelopes: number; counted: number };
  expect(envelopes).toBeGreaterThan(counted);
  expect(checked).toMatchObject({ envelopes, counted, differences: [] });

  const onto = await run('restore', 'kept.sqlite', '--json');
  expect([onto.exit, refusalOf(onto)]).toEqual([1, 'store.not-empty']);
});

test('a file that is no backup is refused, and nothing is left behind', async () => {
  await writeFile(at('junk.sqlite'), 'not a database at all, '.repeat(100));

  const ran = await run('restore', 'junk.sqlite', '--data', at('third'), '--json');

  expect([ran.exit, refusalOf(ran)]).toEqual([1, 'file.unreadable']);
  const after = await run('restore', 'kept.sqlite', '--data', at('third'), '--json');
  expect(after.exit).toBe(0);
});

test('a file that is no store is called so', async () => {
  await writeFile(at('photo.sqlite'), 'JPEG'.repeat(5_000));
  const ran = await run('check-backup', 'photo.sqlite', '--json');
  expect([ran.exit, refusalOf(ran)]).toEqual([1, 'backup.not-a-store']);
});

test('drill restores the newest backup elsewhere, wherever it was placed', async () => {
  await run('backup', 'far-away.sqlite');
  const far = await run('drill', '--json');
  expect(jsonOf(far)).toMatchObject({ file: at('far-away.sqlite'), differences: [] });

  const own = jsonOf(await run('backup', '--json')) as { file: string };
  expect(own.file.startsWith(at('var', 'backups'))).toBe(true);
  expect(jsonOf(await run('drill', '--json'))).toMatchObject({ file: own.file });
});

test('a batch file gets a receipt for every line, gzip or not, and is harmless the second time', async () => {
  const store = new Database(at('var', 'sipas.sqlite'), { readonly: true });
  const [line, deviceId] = store
    .prepare(
      "select line, device_id from envelopes where outcome = 'stored' order by receipt limit 1",
    )
    .raw()
    .get() as [Buffer, string];
  store.close();
  const header = { protocol: 1, batchId: 'file-1', deviceId, sentAt: '2026-11-20T02:00:00.000Z' };
  const body = `${JSON.stringify(header)}\n${line.toString('utf8')}\n{broken\n`;
  await writeFile(at('batch.ndjson'), body);
  await writeFile(at('batch.ndjson.gz'), gzipSync(body));

  const ran = await run('import-batch', 'batch.ndjson', 'batch.ndjson.gz', '--json');

  const answer = jsonOf(ran) as {
    protocol: number;
    batchId: string;
    receipts: { line: number; outcome: string; receipt: number }[];
  };
  expect([ran.exit, answer.protocol, answer.batchId]).toEqual([0, 1, 'file-1']);
  expect(answer.receipts.map((receipt) => [receipt.line, receipt.outcome])).toEqual([
    [1, 'already-stored'],
    [2, 'quarantined'],
    [3, 'already-stored'],
    [4, 'quarantined'],
  ]);
  // What waits has one receipt, however often it comes.
  expect(answer.receipts[3]?.receipt).toBe(answer.receipts[1]?.receipt);
  await writeFile(at('bad.ndjson'), 'no header\n');
  const bad = await run('import-batch', 'bad.ndjson', '--json');
  expect([bad.exit, refusalOf(bad)]).toEqual([1, 'batch.unreadable']);
});

test('acknowledge-forgotten says by whom and why, and refuses where no alarm is open [B-25]', async () => {
  const say = (...args: string[]) => run('acknowledge-forgotten', ...args, '--json');

  expect((await say('--as', 'quantri')).exit).toBe(2);
  expect(refusalOf(await say('--as', 'nobody', '--reason', 'máy hỏng'))).toBe('user.unknown');
  expect(refusalOf(await say('--as', 'buudien', '--reason', 'máy hỏng'))).toBe('permission.denied');
  const none = await say('--as', 'quantri', '--reason', 'máy hỏng');
  expect([none.exit, refusalOf(none)]).toEqual([1, 'care.nothing-forgotten']);
  const hand = new Database(at('var', 'sipas.sqlite'));
  hand.exec(`update devices set forgotten_receipt = 9000000, forgotten_at = '2026-11-26T03:00:00.000Z'
    where id = (select min(id) from devices)`);
  hand.close();

  const told = jsonOf(await say('--as', 'quantri', '--reason', ' máy hỏng '));

  expect(told).toMatchObject({ reason: 'máy hỏng', phones: [{ receipt: 9_000_000 }] });
  expect(refusalOf(await say('--as', 'quantri', '--reason', 'nữa'))).toBe('care.nothing-forgotten');
});

test('write-off-gaps writes off all that lacks of a phone, by name [P-26]', async () => {
  const hand = new Database(at('var', 'sipas.sqlite'));
  const deviceId = String(hand.prepare('select min(id) from devices').pluck().get());
  hand
    .prepare(`insert into device_epochs (device_id, epoch, head_seq) values (?, 'later', 7)`)
    .run(deviceId);
  hand.close();
  const say = (...args: string[]) => run('write-off-gaps', deviceId, ...args, '--json');

  expect((await say('--as', 'quantri')).exit).toBe(2);
  expect(refusalOf(await say('--as', 'sonoivu', '--reason', 'mất'))).toBe('permission.denied');
  const part = jsonOf(
    await say('--as', 'quantri', '--reason', 'mất', '--epoch', 'later', '--to', '2'),
  );
  const rest = jsonOf(await say('--as', 'quantri', '--reason', 'mất'));

  expect(part).toMatchObject({
    gaps: expect.arrayContaining([{ epoch: 'later', from: 3, to: 7 }]) as unknown,
  });
  expect(rest).toMatchObject({ gaps: [] });
  expect(refusalOf(await say('--as', 'quantri', '--reason', 'mất'))).toBe('device.nothing-open');
});
