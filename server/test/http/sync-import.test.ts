import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportAnswer, Problem, PushAnswer } from '@sipas/shared/wire';
import { StoreFull } from '../../src/ports/index.ts';
import { manifestOf } from '../world/copied-store.ts';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, newId, origin, setupWorld } from '../world/setup-world.ts';

let world: World;
let one: TestPhone;
let two: TestPhone;
let cookie: string;
beforeAll(async () => {
  world = await setupWorld();
  one = await world.addPhone(await world.addPerson('mot', 'surveyor', ['86']));
  two = await world.addPhone(await world.addPerson('hai', 'surveyor', ['86']));
  cookie = await world.signIn(await world.addPerson('buudien', 'office', ['86']));
});
afterAll(() => world.leave());

const importFile = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  world.ask('/api/v1/sync/import', {
    method: 'POST',
    body,
    headers: { cookie, origin, ...headers },
  });
const outcomes = async (response: Response) => {
  expect(response.status).toBe(200);
  const { receipts } = (await response.json()) as PushAnswer;
  expect(receipts.map(({ line }) => line)).toEqual(receipts.map((_, index) => index + 1));
  return receipts.map(({ outcome, code }) => (code === undefined ? outcome : `${outcome} ${code}`));
};

it('takes the files of several phones put together, and a push of the same afterwards [A-12]', async () => {
  const [a, b] = [one.line(), two.line()];
  const stranger = two.line({ envelope: { deviceId: newId() } });
  const file = pushBody(one, [a, 'broken']) + pushBody(two, [b, stranger]);

  expect(await outcomes(await importFile(file))).toEqual([
    'stored',
    'quarantined line.unreadable',
    'stored',
    'quarantined envelope.unknown-device',
  ]);
  expect(await outcomes(await world.push(one, pushBody(one, [a])))).toEqual(['already-stored']);
  expect((await world.storage.keeper.verify()).differences).toEqual([]);
});

it('says of a full disk that the file is to be imported again when there is room [A-76]', async () => {
  const { responses } = world.storage;
  const { storeOnce } = responses;
  const lines = Array.from({ length: 150 }, () => one.line());
  let steps = 0;
  Object.assign(responses, {
    storeOnce: (...given: Parameters<typeof storeOnce>) =>
      ++steps === 2 ? Promise.reject(new StoreFull('no space')) : storeOnce(...given),
  });

  const answer = await importFile(pushBody(one, lines));
  Object.assign(responses, { storeOnce });

  const problem = (await answer.json()) as Problem;
  expect(problem).toMatchObject({ status: 507, code: 'import.no-room', recovery: 'needs-person' });
  expect(problem.detail).toMatch(/Giữ tệp này.*nhập lại.*100/s);
  expect(problem.detail).not.toContain('sẽ được gửi lại');
  const again = await outcomes(await importFile(pushBody(one, lines)));
  expect(again.map((outcome) => outcome === 'already-stored')).toEqual(
    lines.map((_, place) => place < 100),
  );
});

it('takes a form of one phone from the file of another [A-12]', async () => {
  const line = two.line();

  expect(await outcomes(await importFile(pushBody(one, [line])))).toEqual(['stored']);
});

it('notes whose file brought which receipts, and none of what the forms say', async () => {
  const lines = [one.line(), two.line()];

  const answer = await importFile(pushBody(one, lines));
  await importFile(pushBody(one, lines));

  const { receipts } = (await answer.json()) as ImportAnswer;
  expect(world.logged.filter(({ account }) => account !== undefined).slice(-2)).toEqual([
    expect.objectContaining({
      account: 'buudien',
      lines: 2,
      fresh: 2,
      receipts: receipts.map(({ receipt }) => receipt),
    }),
    expect.objectContaining({ account: 'buudien', lines: 2, fresh: 0 }),
  ]);
});

it('takes more lines than a push, compressed as a file or on its way [A-12]', async () => {
  const lines = Array.from({ length: 250 }, () => one.line());
  const file = gzipSync(pushBody(one, lines));

  const first = await outcomes(await importFile(file));
  const again = await outcomes(await importFile(file, { 'content-encoding': 'gzip' }));

  expect(new Set(first)).toEqual(new Set(['stored']));
  expect(first).toHaveLength(250);
  expect(new Set(again)).toEqual(new Set(['already-stored']));
});

it.each([
  ['a file without a header', 'batch.unreadable', () => one.line()],
  ['an empty file', 'batch.unreadable', () => ''],
  [
    'a second header of another protocol',
    'batch.protocol-unknown',
    () => pushBody(one, [one.line()]) + pushBody(two, [two.line()], { protocol: 9 }),
  ],
])('refuses %s as %s and keeps nothing of it [A-12]', async (_what, code, make) => {
  const before = (await world.storage.keeper.verify()).envelopes;

  const response = await importFile(make());

  expect(((await response.json()) as Problem).code).toBe(code);
  expect((await world.storage.keeper.verify()).envelopes).toBe(before);
});

const answerOf = async (file: string | Uint8Array<ArrayBuffer>) => {
  const response = await importFile(file);
  expect(response.status).toBe(200);
  return (await response.json()) as ImportAnswer;
};
const hashOf = (line: string) => (JSON.parse(line) as { hash: string }).hash;

it('says nothing of a whole file but its receipts, manifest or not [A-12]', async () => {
  const lines = [one.line(), one.line()];

  const answer = await answerOf(pushBody(one, [manifestOf(lines), ...lines]));

  expect(Object.keys(answer)).toEqual([
    'protocol',
    'batchId',
    'serverTime',
    'incarnation',
    'safeReceipt',
    'receipts',
  ]);
  expect(answer.receipts.map(({ line, hash, outcome }) => [line, hash, outcome])).toEqual(
    lines.map((line, index) => [index + 1, hashOf(line), 'stored']),
  );
});

it('takes what it can of a file with one line altered, one taken out and its end cut off [A-12]', async () => {
  const lines = Array.from({ length: 5 }, () => one.line());
  const [first = '', altered = '', out = '', fourth = '', last = ''] = lines;
  const file = pushBody(one, [
    manifestOf(lines),
    first,
    altered.replace('"q1":"4"', '"q1":"5"'),
    fourth,
    last,
  ]).slice(0, -20);

  const answer = await answerOf(file);

  expect(answer.receipts.map(({ line, outcome, code }) => [line, outcome, code])).toEqual([
    [1, 'stored', undefined],
    [2, 'quarantined', 'envelope.hash-mismatch'],
    [3, 'stored', undefined],
  ]);
  // What was altered is kept, but is no proof for the form that the phone has.
  expect(answer.receipts[1]?.hash).toBeUndefined();
  const batch = { batchId: 'batch-1', deviceId: one.deviceId };
  expect(answer.missingLines).toEqual([
    { ...batch, line: 2, hash: hashOf(altered), reason: 'altered' },
    { ...batch, line: 3, hash: hashOf(out), reason: 'absent' },
    { ...batch, line: 5, hash: hashOf(last), reason: 'cut' },
  ]);
  expect(answer.damage).toBe('altered');
  expect(await outcomes(await importFile(pushBody(one, lines)))).toEqual([
    'already-stored',
    'stored',
    'stored',
    'already-stored',
    'stored',
  ]);
});

it('keeps nothing of a line that was cut, however often cut copies come [A-12]', async () => {
  const lines = [two.line(), two.line()];
  const file = Buffer.from(pushBody(two, lines));
  await importFile(pushBody(two, lines.slice(0, 1)));
  const before = (await world.storage.keeper.verify()).envelopes;

  for (let bytes = 2; bytes < 300; bytes += 13)
    await answerOf(file.subarray(0, file.length - bytes));

  expect((await world.storage.keeper.verify()).envelopes).toBe(before);
});

it('proves by its hash also what waits for another reason than its content [A-12]', async () => {
  const later = two.line({ envelope: { v: 2 } });
  const strange = two.line({ envelope: { colour: 'red' } });

  const { receipts } = await answerOf(pushBody(two, [later, strange]));

  expect(receipts.map(({ code, hash }) => [code, hash])).toEqual([
    ['envelope.version-unsupported', hashOf(later)],
    ['envelope.malformed', hashOf(strange)],
  ]);
});

it.each([
  ['in the clear', (file: Buffer) => file],
  ['compressed', (file: Buffer) => gzipSync(file)],
])('takes the whole lines of a file whose header is damaged, %s [A-12]', async (_what, pack) => {
  const file = Buffer.from(pushBody(one, [one.line(), one.line()]));
  file[3] = 0x21;

  const answer = await answerOf(new Uint8Array(pack(file)));

  expect(answer.receipts.map(({ outcome }) => outcome)).toEqual(['stored', 'stored']);
  expect(answer.damage).toBe('altered');
});

it.each<[string, number, string, () => Uint8Array<ArrayBuffer>]>([
  [
    'an archive',
    400,
    'batch.unreadable',
    () => new TextEncoder().encode('PK\u0003\u0004 phieu.ndjson'),
  ],
  [
    'a picture',
    400,
    'batch.unreadable',
    () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0),
  ],
  [
    'random bytes in the dress of gzip',
    400,
    'batch.unreadable',
    () => Uint8Array.of(31, 139, 8, 7, 7, 7),
  ],
  ['gzip of nothing', 400, 'batch.unreadable', () => new Uint8Array(gzipSync(''))],
  ['a bomb of 2 GB', 413, 'batch.too-large', () => new Uint8Array(bomb())],
  ['over 16 MiB', 413, 'batch.too-large', () => new Uint8Array(16 * 1024 * 1024 + 1)],
])('refuses %s with %i %s and keeps nothing of it [A-12]', async (_what, status, code, make) => {
  const before = (await world.storage.keeper.verify()).envelopes;

  const response = await importFile(make());

  expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
  expect((await world.storage.keeper.verify()).envelopes).toBe(before);
});

function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(50_000_000));
  return Buffer.concat(Array.from({ length: 41 }, () => member));
}

it('takes every form of a file full of rubbish, keeps a hundred lines of the rest, and names the others [A-72]', async () => {
  const rubbish = (from: number, lines: number) =>
    Array.from({ length: lines }, (_, at) =>
      JSON.stringify({ rubbish: `${two.deviceId} ${String(from + at)}` }),
    );
  const forms = Array.from({ length: 4 }, () => two.line());
  const [a = '', b = '', c = '', strange = ''] = forms;
  const later = two.line({ envelope: { v: 2 } });
  const file =
    pushBody(two, [a, ...rubbish(1, 120), b, later]) +
    pushBody(two, [...rubbish(121, 30), c, ...rubbish(151, 5), strange], { batchId: 'batch-2' });
  const before = await world.storage.keeper.verify();

  const answer = await answerOf(file);
  const again = await answerOf(file);

  // Lines 2 to 101 of the first batch are the hundred; every receipt still names the place of its line.
  expect(answer.receipts.map(({ line }) => line)).toEqual([
    ...Array.from({ length: 101 }, (_, index) => index + 1),
    ...[122, 123, 154, 160],
  ]);
  expect(answer.receipts.filter(({ outcome }) => outcome === 'stored')).toHaveLength(4);
  expect(answer.passedOver).toEqual([
    { batchId: 'batch-1', deviceId: two.deviceId, from: 102, to: 121 },
    { batchId: 'batch-2', deviceId: two.deviceId, from: 1, to: 30 },
    { batchId: 'batch-2', deviceId: two.deviceId, from: 32, to: 36 },
  ]);
  expect(answer.damage).toBe('altered');
  expect(again.passedOver).toEqual(answer.passedOver);
  expect((await world.storage.keeper.verify()).envelopes).toBe(before.envelopes + 4 + 100 + 1);
});

it('keeps a hundred of fifty thousand lines that say nothing, and refuses a file of millions [A-72]', async () => {
  const header = pushBody(one, []);
  const lines = Array.from(
    { length: 50_000 },
    (_, at) => `{"of":"${one.deviceId}","n":${String(at)}}\n`,
  );
  const before = await world.storage.keeper.verify();

  const answer = await answerOf(header + lines.join(''));
  const tooMany = await importFile(header + '{}\n'.repeat(500_001));

  expect(answer.receipts).toHaveLength(100);
  expect(answer.passedOver).toMatchObject([{ from: 101, to: 50_000 }]);
  expect(((await tooMany.json()) as Problem).code).toBe('batch.too-large');
  expect((await world.storage.keeper.verify()).envelopes).toBe(before.envelopes + 100);
});

it('keeps what proves itself, however much of it waits [A-72]', async () => {
  const later = Array.from({ length: 150 }, () => one.line({ envelope: { colour: 'red' } }));

  const answer = await answerOf(pushBody(one, later));

  expect(answer.receipts).toHaveLength(150);
  expect(answer.passedOver).toBeUndefined();
});

it('lets phones speak while a long file is taken [A-12]', async () => {
  const lines = Array.from({ length: 1500 }, () => one.line());
  const order: string[] = [];

  await Promise.all([
    importFile(pushBody(one, lines)).then(() => order.push('file')),
    world.push(two, pushBody(two, [two.line()])).then(() => order.push('push')),
  ]);

  expect(order).toEqual(['push', 'file']);
});

it('is for the office: not for phones, surveyors or strangers', async () => {
  const surveyor = await world.signIn(await world.addPerson('ba', 'surveyor', ['86']));
  const body = pushBody(one, [one.line()]);

  expect((await importFile(body, { cookie: '' })).status).toBe(401);
  expect((await importFile(body, { cookie: surveyor })).status).toBe(403);
  expect((await importFile(body, { origin: 'https://elsewhere.example' })).status).toBe(403);
});

it('refuses more files at once than it can hold, says when to come again, and takes them then [A-97]', async () => {
  // 490,000 lines that prove nothing inflate from 1.6 kB.
  const bomb = gzipSync(`${pushBody(one, [])}${'{}\n'.repeat(490_000)}`);
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => importFile(new Uint8Array(bomb))),
  );

  const busy = answers.filter(({ status }) => status === 503);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
  expect(busy).toHaveLength(4);
  expect(busy[0]?.headers.get('Retry-After')).toBe('10');
  expect(((await busy[0]?.json()) as Problem).code).toBe('server.busy');
  expect(await outcomes(await importFile(pushBody(one, [one.line()])))).toEqual(['stored']);
}, 60_000);

it('names in a receipts file the lives of the store in which phones heard of it before [O-22]', async () => {
  const { incarnation } = await world.storage.responses.head();
  await world.storage.keeper.beginIncarnation('life-2');

  const answer = (await (await importFile(pushBody(one, [one.line()]))).json()) as ImportAnswer;
  expect(answer).toMatchObject({ incarnation: 'life-2', formerIncarnations: [incarnation] });
});
