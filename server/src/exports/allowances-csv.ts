import type { AllowanceRow } from '@sipas/shared/wire';
import { type Cell, type CsvFormat, count, csvBytes, text } from './csv-format.ts';

type Line = Omit<AllowanceRow, 'title'>;

const columns: readonly (readonly [name: string, cell: (line: Line) => Cell])[] = [
  ['commune', (line) => text(line.commune)],
  ['commune_name', (line) => text(line.communeName)],
  ['village', (line) => text(line.village)],
  ['household', (line) => text(line.household)],
  ['name', (line) => text(line.name)],
  ['amount_vnd', (line) => count(line.amountVnd)],
  ['signature', (line) => text(line.strokes.length === 0 ? 'typed' : 'drawn')],
  ['signed_at', (line) => text(line.signedAt)],
  ['received_at', (line) => text(line.receivedAt)],
  ['surveyor', (line) => text(line.surveyor)],
  ['waits_for', (line) => text(line.code)],
];

/**
 * Answers: the list of who signed for the allowance, as a file for a spreadsheet. The signature itself is not in it: the
 * printed list has it.
 * Shape:   one line a record, in the order of the list; `waits_for` is empty where the record counts.
 * Rule:    L-07
 */
export const allowancesCsv = (
  lines: AsyncIterable<Line>,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> =>
  csvBytes(
    columns.map(([name]) => name),
    cellsOf(lines),
    format,
  );

async function* cellsOf(lines: AsyncIterable<Line>): AsyncGenerator<readonly Cell[]> {
  for await (const line of lines) yield columns.map(([, cell]) => cell(line));
}
