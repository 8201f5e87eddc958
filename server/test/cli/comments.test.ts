import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import { refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: readonly string[]) => runHere(place.folder, ...args);
const rowsOf = (csv: string) => csv.replace('\uFEFF', '').trimEnd().split('\n').length - 1;

beforeAll(async () => {
  place = await setupFolder();
  await run('demo', '--responses', '300', '--earlier', '0', '--seed', 'comments');
}, 120_000);
afterAll(() => place.remove());

interface Written {
  readonly instrument: { readonly id: string };
  readonly body: { readonly answers: Record<string, unknown> };
}

/** Free texts of the household form as they lie in the bytes that came, read without the product. */
function writtenComments(): number {
  const db = new Database(join(place.folder, 'var', storeFileName), { readonly: true });
  const lines = db.prepare('select line from envelopes').pluck().all() as Buffer[];
  db.close();
  return lines
    .map((line) => JSON.parse(line.toString()) as Written)
    .filter(({ instrument }) => instrument.id === 'household-2022')
    .filter(({ body }) => typeof body.answers['comment'] === 'string').length;
}

test('what people said goes to a file, a row for each comment, and narrowed to a theme fewer [T-20]', async () => {
  const all = await run('export', 'comments', '--question', 'comment');
  expect([all.exit, all.err]).toEqual([0, '']);
  expect(writtenComments()).toBeGreaterThan(10);
  expect(rowsOf(all.out)).toBe(writtenComments());

  const ofTheme = await run(
    'export',
    'comments',
    '--question',
    'comment',
    '--theme',
    'staff-attitude',
  );
  expect(rowsOf(ofTheme.out)).toBeLessThan(rowsOf(all.out));
  expect(refusalOf(await run('export', 'comments', '--instrument', 'none', '--json'))).toBe(
    'report.unknown-instrument',
  );
});

test('counts of themes go to a file, and want a question in free text [T-21]', async () => {
  const counts = await run('export', 'themes', '--question', 'comment', '--level', 'district');
  expect([counts.exit, counts.err]).toEqual([0, expect.stringMatching(/^Số liệu chưa chốt.*\n$/)]);
  expect(counts.out).toContain('wave_id,wave_name,');
  // 26 former districts, each with a row of all its comments.
  expect(counts.out.split('\n').filter((row) => row.includes(',comment,,'))).toHaveLength(26);

  expect((await run('export', 'themes')).exit).toBe(2);
  expect(refusalOf(await run('export', 'themes', '--question', 'c10', '--json'))).toBe(
    'comment.unknown-question',
  );
});
