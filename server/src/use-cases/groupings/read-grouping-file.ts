import Papa from 'papaparse';
import type { GroupingRow } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
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
  if (bytes.length > mostGroupingBytes) return refuse({ code: 'grouping.file-too-large' });
  const text = decode(bytes);
  if (text === null) return refuse({ code: 'grouping.unreadable-file' });
  const parsed = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] });
  const [header = [], ...rows] = parsed.data;
  const names = header.map((name) => name.trim().toLowerCase());
  const places = columns.map((words) => placesOf(names, words));
  const lacking = columns.filter((_, place) => places[place]?.length !== 1).map(([word]) => word);
  if (lacking.length > 0)
    return refuse({ code: 'grouping.wrong-columns', detail: lacking.join(', ') });
  const broken = parsed.errors.find(({ code }) => code !== 'UndetectableDelimiter');
  if (broken !== undefined)
    return refuse({ code: 'grouping.bad-row', detail: String((broken.row ?? 0) + 1) });
  const found: GroupingRow[] = [];
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const line = index + 2;
    if (cells.length !== header.length)
      return refuse({ code: 'grouping.bad-row', detail: String(line) });
    const [commune = '', node = '', nodeTitle = ''] = places.map((place) =>
      (cells[place[0] ?? 0] ?? '').trim(),
    );
    found.push({ line, commune, node, nodeTitle });
  }
  return ok(found);
}

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Valid UTF-8 all the same: a picture, a workbook, text of two bytes a letter.
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}

const placesOf = (names: readonly string[], words: readonly string[]): readonly number[] =>
  names.flatMap((name, place) => (words.includes(name) ? [place] : []));
