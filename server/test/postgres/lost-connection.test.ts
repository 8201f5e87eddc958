import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openPool } from '../../src/storage-postgres/connect.ts';
import { asking, makeTestDatabase } from './test-database.ts';

const pidOf = 'select pg_backend_pid() as pid';
const end = (url: string, pid: unknown) => asking(url, 'select pg_terminate_backend($1)', [pid]);

it('tells whoever needs the database next that a connection was lost, and nobody else', async () => {
  const url = await makeTestDatabase();
  const pool = await openPool(url, 2);
  const held = await pool.connect();
  const { rows } = await held.query<{ pid: number }>(pidOf);
  // Taken, and nothing asked of it at that moment: an error that nobody hears would end the process.
  await end(url, rows[0]?.pid);
  await setTimeout(200);

  await expect(held.query('select 1')).rejects.toThrow();
  held.release(true);
  const { rows: idle } = await pool.query<{ pid: number }>(pidOf);
  await end(url, idle[0]?.pid);
  await setTimeout(200);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
