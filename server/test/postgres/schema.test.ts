import { type Column, getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable, getTableConfig } from 'drizzle-orm/pg-core';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import * as postgres from '../../src/storage-postgres/schema.ts';
import * as allowances from '../../src/storage-sqlite/allowances/schema.ts';
import * as sqlite from '../../src/storage-sqlite/schema.ts';
import { asking, makeTestDatabase } from './test-database.ts';
import { createPostgresStorage } from '../../src/storage-postgres/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';

/** What one dialect alone needs: the words of comments are no table of their own, and the row of a province counts. */
const ofPostgresAlone = new Set([
  ...['comments.words', 'comments.search', 'wave_ingest_keys.id'],
  ...['store_meta.last_receipt', 'store_meta.commits', 'store_meta.result_version'],
]);
/** Only a database is the place of a copy; one process that serves a file counts tries in its memory. */
const tablesOfPostgresAlone = new Set<unknown>([
  ...[postgres.provinceCopies, postgres.copiedTables, postgres.tries],
]);
/** One row, so its key says nothing. */
const ofSqliteAlone = new Set(['store_meta.id']);

const tables = Object.values(postgres).filter((one) => is(one, PgTable));
const columnsOf = (table: Parameters<typeof getTableColumns>[0]) =>
  Object.values(getTableColumns(table) as Record<string, Column>).map(
    ({ name }) => `${getTableName(table)}.${name}`,
  );

it('has the tables and columns of SQLite by the same names', () => {
  const theirs = Object.values({ ...sqlite, ...allowances })
    .filter((one) => is(one, SQLiteTable))
    .flatMap((table) => columnsOf(table as never))
    .filter((name) => !ofSqliteAlone.has(name));
  const ours = tables
    .filter((table) => !tablesOfPostgresAlone.has(table))
    .flatMap((table) => columnsOf(table as never))
    .filter((name) => !name.endsWith('.province') && !ofPostgresAlone.has(name));

  expect(ours.sort()).toEqual(theirs.sort());
});

it('begins every key and every index with the province, so that one machine of many has all of it', () => {
  const strays = tables.flatMap((table) => {
    const { name, primaryKeys, indexes } = getTableConfig(table);
    const keys = primaryKeys.map((key) => key.columns[0]?.name);
    const unique = indexes.filter(({ config }) => config.unique);
    const firsts = unique.map(({ config: { columns } }) => (columns[0] as { name?: string }).name);
    return keys.length === 1 && [...keys, ...firsts].every((first) => first === 'province')
      ? []
      : [name];
  });

  expect(strays).toEqual([]);
});

/** JSON is read, never sorted. */
const json = new Set(['units', 'criteria', 'nodes', 'members', 'settings', 'data']);

it('has no text in its schema that is sorted by the language of the server', () => {
  const strays = tables.flatMap((table) =>
    Object.values(getTableColumns(table) as Record<string, Column>)
      .filter((column) => column.getSQLType() === 'text' && !json.has(column.name))
      .map(({ name }) => `${getTableName(table)}.${name}`),
  );

  expect(strays).toEqual([]);
});

it('sorts and compares by bytes whatever the language of the server', async () => {
  const url = await makeTestDatabase();
  const place = { url, province: '00', dataDir: '/nowhere', ...machineSurroundings };
  const storage = await createPostgresStorage(place);
  const rows = await asking(
    url,
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema in ('public', 'sipas_allowances') and data_type = 'text' and collation_name is distinct from 'C'`,
  );

  const others = rows.map(({ name }) => String(name).split('.')[1] ?? '');
  expect(others.filter((name) => !json.has(name))).toEqual([]);
  await storage.keeper.close();
});
