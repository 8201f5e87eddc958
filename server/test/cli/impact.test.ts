import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, refusalOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: string[]) => runHere(place.folder, ...args);
beforeAll(async () => {
  place = await setupFolder();
  await run(
    ...['wave', 'create', '--name', 'Đợt <thử>', '--instrument', 'household-2022'],
    ...['--catalogue', '2025-07-01', '--open'],
  );
}, 120_000);
afterAll(() => place.remove());

test('the same store and day make the same bytes, on standard output and in a file [Y-11]', async () => {
  const shown = await run('impact', '--day', '2026-11-28');
  const written = await run('impact', '--day', '2026-11-28', '--out', 'ho-so.html', '--json');
  const file = readFileSync(join(place.folder, 'ho-so.html'), 'utf8');

  expect([shown.exit, written.exit]).toEqual([0, 0]);
  expect(jsonOf(written)).toEqual({
    file: join(place.folder, 'ho-so.html'),
    bytes: Buffer.byteLength(file),
  });
  expect(shown.out).toBe(file);
  expect(file).toContain('lập ngày 28/11/2026');
  expect(file).toContain('Đợt &lt;thử&gt;');
  expect(file).toContain('ethnicity');
  expect(file).not.toMatch(/https?:|\ssrc=|\shref=|<script|<link/);
});

test('another day is another file, and that it was made is noted [Y-11]', async () => {
  const one = await run('impact', '--day', '2026-11-28');
  const other = await run('impact', '--day', '2026-11-29');
  const journal = await run('audit', 'export');

  expect(other.out).not.toBe(one.out);
  expect(
    other.out.replaceAll('29/11/2026', '28/11/2026').replaceAll('2026-11-29', '2026-11-28'),
  ).toBe(one.out);
  expect(journal.out).toContain('impact.read');
});

test('a day that is none is no usage, and a folder without a store is named', async () => {
  expect((await run('impact', '--day', '2026-02-30')).exit).toBe(2);
  const empty = await run('impact', '--json', '--data', join(place.folder, 'none'));
  expect([empty.exit, refusalOf(empty)]).toEqual([1, 'store.empty']);
});
