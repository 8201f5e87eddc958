import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { v4 } from 'uuid';
import { inject } from 'vitest';
import { preparePostgres } from './run-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresFolder: string;
  }
}

/**
 * Answers: the address of a database of its own, empty. It lies on the server of this run, or on the one that
 * SIPAS_TEST_POSTGRES_URL names, whose user may create databases.
 * Errors:  throws where no server can be started: tests on PostgreSQL are never left out.
 */
export async function makeTestDatabase(): Promise<string> {
  const given = process.env['SIPAS_TEST_POSTGRES_URL'];
  const urlOf = given === undefined ? await runningServer() : databaseOf(given);
  const name = `test_${v4().replaceAll('-', '')}`;
  await asking(given ?? urlOf('postgres'), `create database ${name}`);
  return urlOf(name);
}

const databaseOf =
  (url: string) =>
  (database: string): string => {
    const other = new URL(url);
    other.pathname = `/${database}`;
    return other.href;
  };

/** Runs one statement on a connection of its own. Answers: its rows. */
export async function asking(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}

const pauseMs = 100;
const patienceMs = 60_000;

/** Test files run beside each other: the first makes the server, the others wait for it. */
async function runningServer(): Promise<(database: string) => string> {
  const folder = inject('postgresFolder');
  const [lock, ready, failed] = ['lock', 'ready', 'failed'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const isFirst = makeLock(lock);
  if (isFirst) {
    try {
      const server = preparePostgres(folder);
      server.start();
      writeFileSync(ready, '');
      return (database) => server.urlOf(database);
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  }
  for (let waited = 0; !existsSync(ready); waited += pauseMs) {
    if (existsSync(failed) || waited > patienceMs) throw new Error('PostgreSQL did not start');
    await setTimeout(pauseMs);
  }
  const server = preparePostgres(folder);
  return (database) => server.urlOf(database);
}

function makeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
