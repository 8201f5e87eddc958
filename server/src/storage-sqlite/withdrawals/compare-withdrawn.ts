import type { StoreDifference } from '../../ports/index.ts';
import type { Connection } from '../connect.ts';
import { traceMark } from '../../storage-rules/trace.ts';

/**
 * Answers: are the forms that were withdrawn, and only they, without their content?
 * Shape:   a snapshot → a line that lost its content though nobody withdrew its form, and one of a withdrawn form that can
 *          still be read.
 * Source:  decision 107.
 * Rule:    H-14
 */
export function compareWithdrawn(connection: Connection): StoreDifference[] {
  const lines = connection
    .prepare(
      `select e.receipt, w.response_id is not null from envelopes e
       left join withdrawn_forms w on w.response_id = e.response_id
       where e.response_id is not null
         and (substr(e.line, 1, length(@mark)) = @mark) <> (w.response_id is not null)
       order by e.receipt`,
    )
    .raw(true)
    .all({ mark: traceMark }) as [number, number][];
  return lines.map(([receipt, isWithdrawn]) => ({
    check: 'withdrawn-form',
    where: `receipt ${String(receipt)}`,
    stored: isWithdrawn === 1 ? 'content' : 'no content',
    expected: isWithdrawn === 1 ? 'no content: its form was withdrawn' : 'content',
  }));
}
