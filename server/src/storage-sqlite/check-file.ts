import type { StoreDifference } from '../ports/index.ts';
import type { Connection } from './connect.ts';

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

/** Answers: what is wrong with the structure of the file; in seconds also for a large one, since indexes are not compared. */
export function quickCheck(connection: Connection): readonly string[] {
  const found = connection.pragma('quick_check') as { quick_check: string }[];
  return found.map(({ quick_check: text }) => text).filter((text) => text !== 'ok');
}
