import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import type { ImportAnswer } from '@sipas/shared/wire';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { manifestOf } from '../world/copied-store.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { type Ran, jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

type Printed = ImportAnswer & { readonly files: readonly Record<string, unknown>[] };

let folder: string;
let remove: () => Promise<void>;
let phones: readonly TestPhone[];
beforeAll(async () => {
  ({ folder, remove } = await setupFolder());
  const now = '2026-11-23T08:00:00.000Z' as Instant;
  const storage = await createSqliteStorage({
    dataDir: join(folder, 'var'),
    clock: { now: () => now },
    ids: { uuid7: newId },
  });
  const { waveId } = await plantSurvey(storage);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  const enrol = async () =>
    createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
  phones = [await enrol(), await enrol()];
  await storage.keeper.close();
});
afterAll(() => remove());

const write = (name: string, bytes: string | Buffer) => writeFile(join(folder, name), bytes);
const run = (...args: readonly string[]): Promise<Ran> => runHere(folder, 'import-batch', ...args);

it('takes every file that can be read, tells of each, and ends with 1 for the one that cannot', async () => {
  const [a, b] = phones;
  if (!a || !b) throw new Error('there are two phones');
  const ofA = [a.line(), a.line(), a.line()];
  const ofB = [b.line(), '{broken}'];
  const whole = pushBody(a, [manifestOf(ofA), ...ofA]);
  await write('a.ndjson.gz', gzipSync(whole.slice(0, -30)));
  await write('anh.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  await write('b.ndjson', pushBody(b, ofB, { batchId: 'batch-2' }));

  const ran = await run('a.ndjson.gz', 'anh.png', 'gone.ndjson', 'b.ndjson', '--json');

  expect(ran.exit).toBe(1);
  const answer = jsonOf(ran) as Printed;
  expect(answer.receipts.map(({ line, outcome }) => [line, outcome])).toEqual([
    [1, 'stored'],
    [2, 'stored'],
    [3, 'stored'],
    [4, 'quarantined'],
  ]);
  expect(answer.missingLines).toMatchObject([{ batchId: 'batch-1', line: 3, reason: 'cut' }]);
  expect(answer.damage).toBe('cut');
  expect(answer.files).toMatchObject([
    { name: 'a.ndjson.gz', lines: 2, stored: 2, missing: 1, damage: 'cut' },
    { name: 'anh.png', code: 'batch.unreadable' },
    { name: 'gone.ndjson', code: 'file.unreadable' },
    { name: 'b.ndjson', lines: 2, stored: 1, alreadyStored: 0, waiting: 1, missing: 0 },
  ]);
  expect(ran.err.trimEnd().split('\n')).toEqual([
    'a.ndjson.gz: 2 lines, 2 stored, 0 already here, 0 waiting for a person; cut; missing: line 3 of batch-1 (cut)',
    'anh.png: NOT READ, batch.unreadable (anh.png)',
    expect.stringMatching(/^gone\.ndjson: NOT READ, file\.unreadable \(gone\.ndjson: ENOENT/),
    'b.ndjson: 2 lines, 1 stored, 0 already here, 1 waiting for a person',
  ]);
});

it('writes the receipts file beside its answer, the same whether asked for JSON or not', async () => {
  const [a] = phones;
  if (!a) throw new Error('there are two phones');
  const lines = [a.line(), a.line()];
  await write('whole.ndjson', pushBody(a, [manifestOf(lines), ...lines]));

  const first = await run('whole.ndjson', '--receipts', 'first.receipts.json');
  const again = await run('whole.ndjson', '--receipts', 'again.receipts.json', '--json');

  expect([first.exit, again.exit]).toEqual([0, 0]);
  expect(first.out).toBe('receipts file: first.receipts.json\n');
  const read = async (name: string) =>
    JSON.parse(await readFile(join(folder, name), 'utf8')) as ImportAnswer;
  const [one, two] = [await read('first.receipts.json'), await read('again.receipts.json')];
  expect(one.receipts.map(({ outcome }) => outcome)).toEqual(['stored', 'stored']);
  expect(two.receipts.map(({ outcome }) => outcome)).toEqual(['already-stored', 'already-stored']);
  expect(two.receipts.map(({ receipt, hash }) => [receipt, hash])).toEqual(
    one.receipts.map(({ receipt, hash }) => [receipt, hash]),
  );
  const { files: _files, ...printed } = jsonOf(again) as Printed;
  expect(printed).toEqual(two);
});

it('prints the receipts file where none is asked for', async () => {
  const [a] = phones;
  await write('plain.ndjson', pushBody(a as TestPhone, [(a as TestPhone).line()]));

  const ran = await run('plain.ndjson');

  expect((JSON.parse(ran.out) as ImportAnswer).receipts).toHaveLength(1);
  expect(ran.err).toBe('plain.ndjson: 1 lines, 1 stored, 0 already here, 0 waiting for a person\n');
});

it('is refused where no file can be read, or the receipts file cannot be written', async () => {
  await write('none.txt', 'none');
  await write('good.ndjson', pushBody(phones[0] as TestPhone, []));

  const unread = await run('none.txt', 'gone.txt', '--json');
  const unwritten = await run('good.ndjson', '--receipts', 'no/such/folder.json', '--json');

  expect([unread.exit, refusalOf(unread)]).toEqual([1, 'batch.unreadable']);
  expect([unwritten.exit, refusalOf(unwritten)]).toEqual([1, 'file.unreadable']);
});
