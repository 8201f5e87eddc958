import type { StoreDifference } from '../ports/index.ts';
import type { Connection } from './open-store.ts';

/** Answers: what SQLite itself finds wrong with the file and its references. */
export function checkFile(connection: Connection): StoreDifference[] {
  const integrity = connection.pragma('integrity_check') as { integrity_check: string }[];
  const orphans = connection.pragma('foreign_key_check') as { table: string; rowid: number }[];
  return [
    ...integrity
      .filter(({ integrity_check: found }) => found !== 'ok')
      .map(({ integrity_check: found }) => ({
        check: 'integrity' as const,
        where: 'file',
        stored: found,
        expected: 'ok',
      })),
    ...orphans.map(({ table, rowid }) => ({
      check: 'foreign-keys' as const,
      where: `${table} ${String(rowid)}`,
      stored: 'refers to nothing',
      expected: 'refers to a row',
    })),
  ];
}
