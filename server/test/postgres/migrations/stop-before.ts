import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { migrationsFolder } from '../../../src/storage-postgres/migrate-database.ts';

/** Brings an empty database to the state just before a migration, as a version of that time left it. */
export async function migrateUntil(url: string, tag: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-until-'));
  const client = new pg.Client({ connectionString: url });
  try {
    cpSync(migrationsFolder, folder, { recursive: true });
    const file = join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
    const place = journal.entries.findIndex((entry) => entry.tag === tag);
    if (place < 0) throw new Error(`there is no migration ${tag}`);
    const entries = journal.entries.slice(0, place);
    writeFileSync(file, JSON.stringify({ ...journal, entries }));
    await client.connect();
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
