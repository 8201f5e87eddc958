import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, runHere, setupFolder } from './run-sipas.ts';

let place: Awaited<ReturnType<typeof setupFolder>>;
const run = (...args: string[]) => runHere(place.folder, ...args, '--json');
const at = (...parts: string[]) => join(place.folder, ...parts);

beforeAll(async () => {
  place = await setupFolder();
  await run('demo', '--responses', '40', '--earlier', '0', '--seed', '11');
}, 120_000);
afterAll(() => place.remove());

test('what is done at the machine is in the journal, and no path of it [J-10]', async () => {
  await run('backup', at('mot.sqlite'));

  const { csv } = jsonOf(await run('audit', 'export')) as { csv: string };
  const [, row] = csv.split('\n');
  expect(row).toMatch(/^1,[^,]+,operator,,,,backup.made,store,mot.sqlite,\{\},0{64},[0-9a-f]{64}$/);
});

test('a head or a key that cannot be read is named, and changes nothing [J-09]', async () => {
  await run('audit', 'head');
  const missing = await run('audit', 'verify', '--head', 'none.json');
  const keyless = await run('audit', 'verify', '--head', 'plan.json', '--key', 'none.pem');
  expect([missing.exit, jsonOf(missing)]).toMatchObject([
    1,
    { error: { code: 'file.unreadable', detail: 'none.json' } },
  ]);
  expect(keyless.exit).toBe(1);
  expect(jsonOf(keyless)).toMatchObject({ error: { code: 'file.unreadable' } });
});

test('a head that was archived is borne out, until somebody changes a row [J-09]', async () => {
  const made = jsonOf(await run('audit', 'head')) as { file: string; publicKey: string };
  await writeFile(at('head.json'), await readFile(made.file));
  await writeFile(at('key.pem'), made.publicKey);
  const check = ['audit', 'verify', '--head', 'head.json', '--key', 'key.pem'];

  expect(await run(...check)).toMatchObject({ exit: 0 });
  expect(await run('verify')).toMatchObject({ exit: 0 });

  const store = new Database(at('var', 'sipas.sqlite'));
  store.exec('drop trigger audit_entries_stay; drop trigger audit_entries_remain');
  store.exec('delete from audit_entries where seq = 2');
  store.close();

  const cut = await run(...check);
  expect(cut.exit).toBe(1);
  expect(jsonOf(cut)).toMatchObject({ entries: 1, faults: [], head: { seq: 2, stored: 'absent' } });
  const { differences } = jsonOf(await run('verify')) as { differences: { check: string }[] };
  expect(differences.map(({ check: one }) => one)).toEqual(['audit-head']);
});
