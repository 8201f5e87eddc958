import type { GroupingRow } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { readSheet } from '../read-sheet.ts';
import type { Refusal } from '../refusal.ts';

/** More than a thousand communes with long names; what is larger is another file. */
export const mostGroupingBytes = 1024 * 1024;

/** Names of the columns: those of the downloaded file, or those of the shipped one. */
const columns = [
  ['commune_code', 'commune'],
  ['node_code', 'node'],
  ['node_name', 'node_title'],
] as const;

/**
 * Answers: what does a file say of each commune?
 * Shape:   bytes of a CSV in UTF-8, with or without the mark at its beginning; comma, semicolon or tab; columns in any order,
 *          others are passed over → its rows with their lines, the header being line 1.
 * Errors:  grouping.file-too-large; grouping.unreadable-file; grouping.wrong-columns naming those that lack, or stand twice;
 *          grouping.bad-row with its line.
 * Rule:    U-63
 */
export function readGroupingFile(bytes: Uint8Array): Result<readonly GroupingRow[], Refusal> {
  const sheet = readSheet(bytes, mostGroupingBytes, columns);
  if (!sheet.ok) {
    const { fault, ...detail } = sheet.error;
    return refuse({ code: `grouping.${fault}`, ...detail });
  }
  return ok(
    sheet.value.map(({ line, cells: [commune = '', node = '', nodeTitle = ''] }) => ({
      line,
      commune,
      node,
      nodeTitle,
    })),
  );
}
