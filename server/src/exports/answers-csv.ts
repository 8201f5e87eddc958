import type { AnswerTable } from '@sipas/shared/wire';
import { answerColumns } from './answer-columns.ts';
import { type CsvFormat, csvBytes } from './csv-format.ts';

/**
 * Answers: a table of answers as a spreadsheet file.
 * Shape:   one row a unit, group, question and option, in the table's order.
 * Missing: what is not published is empty, with its reason in `status`; people without an answer are counted by reason.
 * Rule:    X-70
 */
export const answersCsv = (table: AnswerTable, format: CsvFormat): AsyncGenerator<Uint8Array> =>
  csvBytes(
    answerColumns.map(({ name }) => name),
    table.rows.map((row) => answerColumns.map(({ cell }) => cell(row, table))),
    format,
  );
