import { connect } from '../connect.ts';
import { flush } from '../../storage-rules/flush.ts';
import { traceMark } from '../../storage-rules/trace.ts';
import type { Withdrawn } from '../../storage-rules/withdrawn-list.ts';

/** Answers: can any of these forms be read in a backup? No, where it is no store that could be restored. */
export async function holdsReadable(file: string, forms: readonly Withdrawn[]): Promise<boolean> {
  const connection = await connect(file, { readonly: true, fileMustExist: true });
  try {
    const placed = connection
      .prepare(
        `select 1 from envelopes
         where outcome in ('stored', 'quarantined') and response_id is not null
           and response_id = @responseId and substr(line, 1, length(@mark)) <> @mark limit 1`,
      )
      .pluck();
    const apart = connection
      .prepare(
        `select 1 from envelopes
         where outcome <> 'stored' and substr(line, 1, length(@mark)) <> @mark
           and (response_id = @responseId or instr(line, cast(@responseId as blob))) limit 1`,
      )
      .pluck();
    return forms.some(({ responseId }) =>
      [placed, apart].some((find) => find.get({ responseId, mark: traceMark }) !== undefined),
    );
  } catch {
    return false;
  } finally {
    connection.close();
  }
}

/** Writes a store anew as one file, without what its free pages remember; durable when it resolves. */
export async function compactFile(file: string): Promise<void> {
  const connection = await connect(file, { fileMustExist: true });
  try {
    connection.exec('vacuum');
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
  flush(file, 'r+');
}
