import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type GroupCommit, createGroupCommit } from './group-commit.ts';
import type { Database } from './open-store.ts';

let folder: string;
let file: string;
let connection: Driver.Database;
let inGroup: GroupCommit;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-group-'));
  file = join(folder, 'a.sqlite');
  connection = new Driver(file);
  connection.pragma('journal_mode = WAL');
  connection.exec('create table forms (name text primary key)');
  inGroup = createGroupCommit(drizzle(connection) as unknown as Database);
});
afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

const store = (name: string) =>
  inGroup(() => {
    connection.prepare('insert into forms values (?)').run(name);
    return name;
  });

/** As another process reads the file. */
function held(): unknown[] {
  const outside = new Driver(file, { readonly: true });
  try {
    return outside.prepare('select name from forms order by rowid').pluck().all();
  } finally {
    outside.close();
  }
}

/** Frames of the write-ahead log that end a transaction name the size of the file (https://sqlite.org/walformat.html). */
function commits(): number {
  const log = readFileSync(`${file}-wal`);
  const frameBytes = 24 + log.readUInt32BE(8);
  let found = 0;
  for (let at = 32; at + frameBytes <= log.length; at += frameBytes)
    if (log.readUInt32BE(at + 4) !== 0) found += 1;
  return found;
}

it('takes writes that are ready at once into one commit, in their order [A-74]', async () => {
  const before = commits();

  const answers = await Promise.all(['c', 'a', 'b'].map(store));

  expect(answers).toEqual(['c', 'a', 'b']);
  expect(held()).toEqual(['c', 'a', 'b']);
  expect(commits() - before).toBe(1);
});

it('takes those in that become ready in answers to others, before anything from outside [A-74]', async () => {
  const before = commits();
  const late = Promise.resolve().then(() => Promise.resolve());
  const told: string[] = [];
  setImmediate(() => told.push('outside'));

  await Promise.all([
    store('a').then(() => told.push('a')),
    late.then(() => store('b')).then(() => told.push('b')),
  ]);

  expect(told).toEqual(['a', 'b']);
  expect(commits() - before).toBe(1);
});

it('has committed what it answers, whenever that is [A-74]', async () => {
  const seen = await Promise.all(['a', 'b'].map((name) => store(name).then(held)));

  expect(seen).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

it('fails nobody for another: each is done again alone and hears its own reason [A-74]', async () => {
  await store('twice');

  const answers = await Promise.allSettled([store('a'), store('twice'), store('b')]);

  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(answers[1]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } });
  expect(held()).toEqual(['twice', 'a', 'b']);
});

it('goes on after a group that failed [A-74]', async () => {
  await Promise.allSettled([store('a'), store('a')]);

  expect(await Promise.all([store('b'), store('c')])).toEqual(['b', 'c']);
  expect(held()).toEqual(['a', 'b', 'c']);
});
