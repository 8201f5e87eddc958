import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrationsFolder } from '../../src/storage-sqlite/open-store.ts';

const tags = (
  JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  }
).entries.map(({ tag }) => tag);

it('has the migrations that its journal names, in their order', () => {
  const files = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'));

  expect(tags.map((tag) => `${tag}.sql`)).toEqual(files.sort());
});

it('has a spec for each migration: stop before it, insert awkward rows, run it, look', () => {
  const specs = readdirSync(import.meta.dirname);
  // The first has nothing before it; open-store.test.ts says what it must give.
  const lacking = tags.slice(1).filter((tag) => !specs.includes(`${tag}.test.ts`));

  expect(lacking).toEqual([]);
});
