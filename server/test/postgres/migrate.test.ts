import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { StoreBusy, StoreNewer, StoreUnusable } from '../../src/ports/index.ts';
import { createPostgresStorage, hasProvince } from '../../src/storage-postgres/index.ts';
import { migrationsFolder } from '../../src/storage-postgres/migrate-database.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { asking, makeTestDatabase } from './test-database.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sipas-migrate-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let url = '';
beforeEach(async () => {
  url = await makeTestDatabase();
});
const open = (address = url, province = '00') =>
  createPostgresStorage({ url: address, province, dataDir, ...machineSurroundings });

it('makes the tables once where several servers start at once on an empty database [Z-04]', async () => {
  const opened = await Promise.all(Array.from({ length: 6 }, () => open()));
  const lives = await Promise.all(
    opened.map(async ({ responses }) => (await responses.head()).incarnation),
  );

  expect(new Set(lives).size).toBe(1);
  const [made] = await asking(url, 'select count(*)::int as n from drizzle.__drizzle_migrations');
  expect(made).toEqual({ n: readMigrationFiles({ migrationsFolder }).length });
  await Promise.all(opened.map(({ keeper }) => keeper.close()));
});

it('waits for whoever changes the tables [Z-04]', async () => {
  let isReleased = false;
  const { default: pg } = await import('pg');
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('select pg_advisory_lock(7451920114)');
  const opening = open().then((storage) => ({ storage, isReleased }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  isReleased = true;
  await holder.end();
  const opened = await opening;

  expect(opened.isReleased).toBe(true);
  await opened.storage.keeper.close();
});

it('leaves the old tables where a process died in the middle, and the next start finishes [Z-04]', async () => {
  // What a half-done change would have left, were it not one transaction: a table of ours that stands in the way.
  await asking(url, 'create table wave_villages (in_the_way int)');
  await expect(open()).rejects.toThrow('wave_villages');
  const [tables] = await asking(
    url,
    `select count(*)::int as n from information_schema.tables where table_schema = 'public'`,
  );
  expect(tables).toEqual({ n: 1 });

  await asking(url, 'drop table wave_villages');
  const storage = await open();
  expect(await storage.keeper.isReady()).toBe(true);
  await storage.keeper.close();
});

it('opens no database that a newer version has changed, and touches nothing [Z-04]', async () => {
  await (await open()).keeper.close();
  await asking(
    url,
    `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 4102444800000)`,
  );

  await expect(open(url, 'other')).rejects.toThrow(StoreNewer);
  expect(await hasProvince(url, 'other')).toBe(false);
  expect(await hasProvince(url, '00')).toBe(true);
});

it('says plainly what it cannot use, without the password [Z-04]', async () => {
  const at = (change: (address: URL) => void): string => {
    const address = new URL(url);
    change(address);
    return address.href;
  };
  const nowhere = at((address) => {
    address.pathname = '/no_such_database';
    address.password = 'geheim';
  });
  await expect(open(nowhere)).rejects.toThrow(StoreUnusable);
  await expect(open(nowhere)).rejects.toThrow('no_such_database');
  await expect(open(nowhere)).rejects.not.toThrow('geheim');
  const stranger = at((address) => {
    address.username = 'nobody_known';
  });
  await expect(open(stranger)).rejects.toThrow(/StoreUnusable|nobody_known/);
  const silent = 'postgres://sipas@127.0.0.1:9/sipas';
  await expect(open(silent)).rejects.toThrow(StoreBusy);
  await expect(open(silent)).rejects.toThrow('127.0.0.1:9');
});

it('says that a right lacks [Z-04]', async () => {
  await (await open()).keeper.close();
  const role = `reader_${String(Date.now())}`;
  await asking(url, `create role ${role} login`);
  const address = new URL(url);
  address.username = role;

  await expect(open(address.href)).rejects.toThrow(StoreUnusable);
});

it('gives no receipts where the server would lose them, and keeps no names in an alphabet that lacks them [Z-04]', async () => {
  const database = new URL(url).pathname.slice(1);
  await asking(url, `alter database ${database} set synchronous_commit = off`);
  await expect(open()).rejects.toThrow('synchronous_commit = off');
  await expect(open()).rejects.toThrow(StoreUnusable);

  const latin = `latin_${String(Date.now())}`;
  await asking(url, `create database ${latin} encoding 'LATIN1' locale 'C' template template0`);
  const address = new URL(url);
  address.pathname = `/${latin}`;
  await expect(open(address.href)).rejects.toThrow('server_encoding = LATIN1');
});

it('takes no standby that only reads for a store [Z-04]', async () => {
  await (await open()).keeper.close();
  const database = new URL(url).pathname.slice(1);
  await asking(url, `alter database ${database} set default_transaction_read_only = on`);

  await expect(open(url, 'new')).rejects.toThrow(StoreBusy);
  await expect(open(url, 'new')).rejects.toThrow('read-only');
});
