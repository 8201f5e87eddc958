import type { StoreDifference } from '../ports/index.ts';
import { type Connection, connect } from './connect.ts';

/** What is written once and never changed: the columns that know a row again, and those that must stay as they are. */
const neverChanged: readonly {
  readonly table: string;
  readonly key: readonly string[];
  readonly kept: readonly string[];
}[] = [
  { table: 'units', key: ['code', 'valid_from', 'name'], kept: ['level', 'kind', 'parent_code'] },
  { table: 'unit_successions', key: ['old_code', 'new_code', 'valid_from'], kept: ['kind'] },
  { table: 'groupings', key: ['id'], kept: ['title'] },
  { table: 'grouping_nodes', key: ['grouping_id', 'code'], kept: ['title'] },
  { table: 'grouping_members', key: ['grouping_id', 'commune'], kept: ['node'] },
  {
    table: 'grouping_revisions',
    key: ['grouping_id', 'revision'],
    kept: ['nodes', 'members', 'user_id', 'at'],
  },
  { table: 'instruments', key: ['key'], kept: ['id', 'version', 'canonical'] },
  {
    table: 'waves',
    key: ['id'],
    kept: [
      'catalogue',
      'scheme',
      'minimum_base',
      'minimum_cell',
      'district_grouping',
      'allowance_vnd',
    ],
  },
  { table: 'wave_instruments', key: ['wave_id', 'instrument_key'], kept: [] },
  { table: 'wave_villages', key: ['wave_id', 'commune', 'code'], kept: [] },
];

/**
 * Answers: which rows of units, questionnaires, waves and plans are no longer what an earlier backup says?
 * Shape:   open store, backup file → a difference for each row that is gone or reads otherwise. No hash vouches for
 *          these rows, and every figure hangs on them; a backup made before the damage does.
 * Missing: rows, tables and columns that the backup does not have are newer than it, and no difference.
 * Rule:    B-06
 */
export async function compareSetup(
  connection: Connection,
  backup: string,
): Promise<StoreDifference[]> {
  const earlier = await connect(backup, { readonly: true, fileMustExist: true });
  try {
    return neverChanged.flatMap(({ table, key, kept }) => {
      const known = columnsOf(earlier, table);
      if (!key.every((column) => known.has(column))) return [];
      const columns = kept.filter((column) => known.has(column));
      const [now, then] = [connection, earlier].map((side) => rowsOf(side, table, key, columns));
      return [...(then ?? [])]
        .filter(([name, row]) => now?.get(name) !== row)
        .map(([name, row]) => ({
          check: 'setup-row' as const,
          where: `${table} ${name}`,
          stored: now?.get(name) ?? 'absent',
          expected: row,
        }));
    });
  } finally {
    earlier.close();
  }
}

const columnsOf = (connection: Connection, table: string): ReadonlySet<string> =>
  new Set(
    connection
      .prepare('select name from pragma_table_info(?)')
      .pluck()
      .all(table)
      .map((name) => String(name)),
  );

function rowsOf(
  connection: Connection,
  table: string,
  key: readonly string[],
  columns: readonly string[],
): ReadonlyMap<string, string> {
  const rows = connection
    .prepare(`select ${[...key, ...columns].join(', ')} from ${table}`)
    .raw(true)
    .all() as unknown[][];
  return new Map(
    rows.map((row) => [
      row.slice(0, key.length).join(' / '),
      JSON.stringify(row.slice(key.length)),
    ]),
  );
}
