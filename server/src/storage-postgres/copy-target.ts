import type { CopiedPart, CopyTarget, CopyTrouble, SourceMeta } from '../ports/index.ts';
import { createRowChain } from '../storage-rules/row-chain.ts';
import { type Connection, openPool } from './connect.ts';
import { type CopyTable, copyTables } from './copy-tables.ts';
import { migrateDatabase } from './migrate-database.ts';
import { named } from './open-database.ts';
import { takeProvinceLock } from './province-lock.ts';
import { streamRows } from './stream-rows.ts';
import { reading } from './transaction.ts';

/**
 * Opens a province of a database as the place of a copy. All that is written goes over the one connection that has the lock of
 * the copy: where it is lost nothing more is written.
 * Errors: throws StoreUnusable, StoreNewer or StoreBusy, naming the database without its password.
 */
export async function openCopyTarget({
  url,
  province,
}: {
  readonly url: string;
  readonly province: string;
}): Promise<CopyTarget> {
  const pool = await openPool(url, 1);
  const streams = await openPool(url, 1, true);
  const end = async (): Promise<void> => {
    await streams.end();
    await pool.end();
  };
  try {
    const connection = await reading(() => pool.connect());
    await reading(() => migrateDatabase(connection));
    return {
      ...createCopyTarget(connection, streams, province),
      async close() {
        connection.release(true);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw named(error, url);
  }
}

function createCopyTarget(
  connection: Connection,
  streams: Parameters<typeof streamRows>[0]['streams'],
  province: string,
): Omit<CopyTarget, 'close'> {
  const tables = copyTables();
  const byName = (name: string): CopyTable => {
    const found = tables.find((table) => table.name === name);
    if (found === undefined) throw new Error(`there is no table ${name}`);
    return found;
  };
  const together = <T>(work: () => Promise<T>): Promise<T> =>
    reading(async () => {
      await connection.query('begin');
      try {
        const done = await work();
        await connection.query('commit');
        return done;
      } catch (error) {
        await connection.query('rollback').catch(() => undefined);
        throw error;
      }
    });
  return {
    tables: tables.map(({ name }) => name),
    async begin(meta, now) {
      const isAlone = await reading(() => takeProvinceLock(connection, province, 'copy'));
      return isAlone
        ? together(() => beginCopy(connection, province, meta, now))
        : 'copy.under-way';
    },
    clear: () => together(() => clearTables(connection, province, tables)),
    progress: (name) =>
      reading(async () => {
        const { rows } = await connection.query<CopiedPart>(
          'select rows, chain from copied_tables where province = $1 and name = $2',
          [province, name],
        );
        return rows[0] ?? createRowChain().part();
      }),
    add: ({ name, columns }, rows, now) =>
      together(async () => {
        const { text, values } = byName(name).insert(province, columns, rows);
        await connection.query(text, values);
        await connection.query(
          `insert into copied_tables (province, name, rows, chain) values ($1, $2, $3, $4)
           on conflict (province, name) do update set rows = excluded.rows, chain = excluded.chain`,
          [province, name, now.rows, now.chain],
        );
      }),
    async read({ name, columns }) {
      const { fullName, key, asKept } = byName(name);
      const sql = `select ${columns.join(', ')} from ${fullName} where province = $1 order by ${key.join(', ')}`;
      const chain = createRowChain();
      const query = { toSQL: () => ({ sql, params: [province] }) };
      for await (const row of streamRows({ streams }, () => query))
        chain.add(row.map((value, place) => asKept(value, columns[place] ?? '')));
      return chain.part();
    },
    finish: (meta, now) =>
      together(async () => {
        for (const table of tables) await goOnNumbering(connection, table);
        await connection.query(
          `update store_meta set safe_receipt = $2, comment_rules = $3, comment_receipt = $4,
             last_receipt = (select coalesce(max(receipt), 0) from envelopes where province = $1),
             commits = commits + 1, result_version = result_version + 1 where province = $1`,
          [province, meta.safeReceipt, meta.commentRules, meta.commentReceipt],
        );
        await connection.query('update province_copies set finished_at = $2 where province = $1', [
          province,
          now,
        ]);
      }),
  };
}

/** Whoever opens a province to serve it makes its row too, so of both one comes first. */
async function beginCopy(
  connection: Connection,
  province: string,
  meta: SourceMeta,
  now: string,
): Promise<CopyTrouble | null> {
  const { rows: first } = await connection.query(
    `insert into store_meta (province, incarnation, safe_receipt, created_at, comment_rules, comment_receipt)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning province`,
    [
      ...[province, meta.incarnation, meta.safeReceipt, meta.createdAt],
      ...[meta.commentRules, meta.commentReceipt],
    ],
  );
  if (first.length > 0) {
    await connection.query(
      'insert into province_copies (province, incarnation, begun_at) values ($1, $2, $3)',
      [province, meta.incarnation, now],
    );
    return null;
  }
  const { rows } = await connection.query(
    `select 1 from province_copies where province = $1 and incarnation = $2 and finished_at is null`,
    [province, meta.incarnation],
  );
  return rows.length > 0 ? null : 'copy.target-taken';
}

/** What a trigger keeps, it keeps for a province that lives; this one never did. */
async function clearTables(
  connection: Connection,
  province: string,
  tables: readonly CopyTable[],
): Promise<void> {
  const { rows: kept } = await connection.query<{ on: string; name: string }>(
    `select tgrelid::regclass::text as on, quote_ident(tgname) as name from pg_trigger
     where tgfoid = 'only_added_to'::regproc`,
  );
  for (const { on, name } of kept)
    await connection.query(`alter table ${on} disable trigger ${name}`);
  for (const { fullName } of tables.toReversed())
    await connection.query(`delete from ${fullName} where province = $1`, [province]);
  for (const { on, name } of kept)
    await connection.query(`alter table ${on} enable trigger ${name}`);
  await connection.query('delete from copied_tables where province = $1', [province]);
}

/** Rows came with their numbers: the next one that is given is after them. Nobody else writes to the table meanwhile. */
async function goOnNumbering(
  connection: Connection,
  { fullName, numbered }: CopyTable,
): Promise<void> {
  if (numbered === null) return;
  await connection.query(`lock table ${fullName} in share row exclusive mode`);
  await connection.query(
    `select setval(of.sequence, of.last) from (
       select pg_get_serial_sequence('${fullName}', '${numbered}')::regclass as sequence, max(${numbered}) as last
       from ${fullName}) of
     where of.last >= nextval(of.sequence)`,
  );
}
