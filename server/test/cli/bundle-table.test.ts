import Database from 'better-sqlite3';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
let wave: string;
const run = (...args: readonly string[]) => runHere(place.folder, ...args);

beforeAll(async () => {
  place = await setupFolder();
  const demo = await run(
    ...['demo', '--responses', '40', '--earlier', '900', '--seed', 'bundle', '--json'],
  );
  const { waveId } = jsonOf(demo) as { waveId: string };
  const db = new Database(join(place.folder, 'var', storeFileName), { readonly: true });
  wave = db.prepare('select id from waves where id <> ?').pluck().get(waveId) as string;
  db.close();
  await run('export', 'bundle', '--wave', wave, '--out', 'b.zip');
}, 120_000);
afterAll(() => place.remove());

test.each([
  ['scores', '--level commune --by criterion'],
  ['scores', '--level province --by factor --group sex'],
  ['scores', '--level grouping:buu-dien-khu-vuc --by block --scheme pooled_answers'],
  ['answers', '--level district --question c6'],
  ['answers', '--level province --question c10 --group c8_4'],
])('gives %s %s as the store does, byte for byte [X-86]', async (what, args) => {
  const asked = args.split(' ');
  const stored = await run('export', what, '--wave', wave, ...asked, '--json');
  const made = await run('score', '--bundle', 'b.zip', ...asked, '--json');

  expect([made.exit, made.err]).toEqual([0, '']);
  expect(jsonOf(made)).toEqual(jsonOf(stored));
  expect((jsonOf(made) as { csv: string }).csv.split('\n').length).toBeGreaterThan(3);
});

test('goes into a file, and refuses a level that is none and a bundle that is none [X-86]', async () => {
  await run('score', '--bundle', 'b.zip', '--out', 'one.csv');
  await run('export', 'scores', '--wave', wave, '--out', 'two.csv');
  const at = (name: string) => readFile(join(place.folder, name));
  expect((await at('one.csv')).equals(await at('two.csv'))).toBe(true);

  const level = await run('score', '--bundle', 'b.zip', '--level', 'planet', '--json');
  expect(refusalOf(level)).toBe('report.unknown-level');
  const mode = await run('score', '--bundle', 'b.zip', '--group', 'mode', '--json');
  expect(refusalOf(mode)).toBe('report.unknown-group');
  const none = await run('score', '--bundle', 'none.zip', '--json');
  expect(refusalOf(none)).toBe('file.unreadable');
});
