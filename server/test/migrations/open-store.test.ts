import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { migrationsFolder, openStore, storeFileName } from '../../src/storage-sqlite/open-store.ts';
import { newId } from '../world/setup-world.ts';

const migrationCount = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql')).length;
const clock = { now: () => '2026-11-23T08:00:00.000Z' as Instant };
const ids = { uuid7: newId };
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sipas-migrations-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const backups = () => {
  try {
    return readdirSync(join(dataDir, 'backups'));
  } catch {
    return [];
  }
};

it('makes a store from nothing with the pragmas that durability needs, and no backup of nothing', async () => {
  const { connection } = await openStore({ dataDir, clock, ids });
  const pragma = (name: string) => connection.pragma(name, { simple: true });

  // 2 is FULL in the table of PRAGMA synchronous, sqlite.org/pragma.html.
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual([
    'wal',
    2,
    1,
  ]);
  expect(pragma('page_size')).toBe(16_384);
  expect(backups()).toEqual([]);
  connection.close();
});

it('opens a store again as it was left: the same life, no new migration, no backup', async () => {
  const first = await openStore({ dataDir, clock, ids });
  const incarnation = first.connection.prepare('select incarnation from store_meta').pluck().get();
  first.connection.close();

  const second = await openStore({ dataDir, clock, ids });

  expect(second.connection.prepare('select incarnation from store_meta').pluck().all()).toEqual([
    incarnation,
  ]);
  expect(second.connection.prepare('select count(*) from __drizzle_migrations').pluck().get()).toBe(
    migrationCount,
  );
  expect(backups()).toEqual([]);
  second.connection.close();
});

it('backs a store up before it migrates it, and fails loudly where it cannot', async () => {
  (await openStore({ dataDir, clock, ids })).connection.close();
  const hand = new Driver(join(dataDir, storeFileName));
  // As if an earlier version had left it: tables are there, the last migration is not on record.
  hand.exec('delete from __drizzle_migrations');
  hand.close();

  await expect(openStore({ dataDir, clock, ids })).rejects.toThrow('CREATE TABLE');

  const [file] = backups();
  expect(file).toBe('before-migration-20261123T080000000Z.sqlite');
  const path = join(dataDir, 'backups', String(file));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const copy = new Driver(path);
  expect(copy.prepare('select count(*) from store_meta').pluck().get()).toBe(1);
  copy.close();
});
