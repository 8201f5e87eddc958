import type { ArchiveLook } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { reading } from './transaction.ts';

/** A receipt, and the file of the log in which its commit lies at the latest. */
interface Mark {
  readonly receipt: number;
  readonly file: string;
}

interface Said {
  readonly mode: string;
  /** The last file of the log that is in the archive; '' before the first. */
  readonly archived: string;
  /** The one that is written now. */
  readonly current: string;
  readonly isFailing: boolean;
}

/**
 * The names of files of the log, not of what else is archived, after which the next file tells: 8 digits of the timeline, 16 of
 * the place.
 */
const logFile = /^[0-9A-F]{24}$/;
const timeline = (file: string): string => file.slice(0, 8);

/**
 * Answers: up to which receipt does the archive of the log hold everything, as the database says that it was taken?
 * Shape:   asked again and again: the last receipt is remembered with the file of the log that is written at that moment; when that
 *          file is in the archive, all up to that receipt is, since receipts are in the order of commits (Z-01). A change to
 *          another timeline forgets what was remembered.
 * Missing: whether the archive is kept, and a base backup with it, the database cannot know: the operator says so by a setting.
 * Errors:  as of a read.
 * Source:  PostgreSQL 18, 26.3 Continuous Archiving, 27.2.13 pg_stat_archiver; decision 114.
 * Rule:    Z-14
 */
export function createArchiveWatch(
  { pool, province }: Pick<OpenDatabase, 'pool' | 'province'>,
  raise: (receipt: number) => Promise<void>,
): () => Promise<ArchiveLook> {
  /** From the oldest on, one for each file. */
  let marks: readonly Mark[] = [];
  return () =>
    reading(async () => {
      // First the receipt: what comes between the two questions lies in the same file or a later one.
      const { rows } = await pool.query<{ safe: number; last: number }>(
        'select safe_receipt as safe, last_receipt as last from store_meta where province = $1',
        [province],
      );
      const { safe = 0, last = 0 } = rows[0] ?? {};
      const { rows: said } = await pool.query<Said>(
        `select current_setting('archive_mode') as mode, coalesce(last_archived_wal, '') as archived,
           pg_walfile_name(pg_current_wal_insert_lsn()) as current,
           coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as "isFailing"
         from pg_stat_archiver`,
      );
      const [now] = said;
      if (now === undefined || now.mode === 'off') return { state: 'off', safeReceipt: safe };
      const { archived, current, isFailing } = now;
      const state = isFailing ? 'failing' : 'archiving';
      const known = marks.filter(({ file }) => timeline(file) === timeline(current));
      const taken = known.findLast((one) => isArchived(one, archived))?.receipt ?? 0;
      const waiting = known.filter((one) => !isArchived(one, archived) && one.file !== current);
      marks = last > taken ? [...waiting, { receipt: last, file: current }] : waiting;
      if (taken <= safe) return { state, safeReceipt: safe };
      await raise(taken);
      return { state, safeReceipt: taken };
    });
}

const isArchived = ({ file }: Mark, archived: string): boolean =>
  logFile.test(archived) && timeline(archived) === timeline(file) && archived >= file;
