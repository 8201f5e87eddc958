import type { Context } from 'hono';
import * as v from 'valibot';
import { type CsvFormat, defaultCsvFormat } from '../exports/index.ts';
import type { ResultCase } from '../use-cases/kept-results.ts';
import type { Actor } from '../use-cases/people-cases.ts';
import { tagOf, unlessChanged } from './entity-tag.ts';
import { refused } from './refused.ts';

/** How a table in a file is written. */
export const formatEntries = {
  decimal: v.optional(v.picklist(['point', 'comma'])),
  separator: v.optional(v.picklist(['comma', 'semicolon'])),
  bom: v.optional(v.picklist(['0', '1'])),
};

interface FormatAsked {
  readonly decimal?: CsvFormat['decimal'] | undefined;
  readonly separator?: CsvFormat['separator'] | undefined;
  readonly bom?: '0' | '1' | undefined;
}

/** Answers: how the reader's spreadsheet wants the file, what is left out as most want it; and what else was asked. */
export function splitFormat<Query extends FormatAsked>({
  decimal = defaultCsvFormat.decimal,
  separator = defaultCsvFormat.separator,
  bom,
  ...asked
}: Query) {
  const format: CsvFormat = {
    decimal,
    separator,
    bom: bom === undefined ? defaultCsvFormat.bom : bom === '1',
  };
  return { format, asked };
}

/** A table as a file: its name is a part of what it is, since it says what was asked. */
interface CsvFile {
  readonly name: string;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

interface AskedCsv<Query> {
  readonly actor: Actor;
  readonly waveId: string;
  readonly query: Query & FormatAsked;
}

/** Answers: a result that is made once for a state of the data, as a file of CSV, or that the reader has it already. */
export async function sendCsv<Table extends object, Query extends object>(
  c: Context,
  result: ResultCase<Query, Table>,
  { actor, waveId, query }: AskedCsv<Query>,
  write: (table: Table, format: CsvFormat) => CsvFile,
): Promise<Response> {
  const { format, asked } = splitFormat(query);
  // What is left of the query when the format is taken away is what the result is asked by.
  const found = await result.ask(actor, waveId, asked as unknown as Query, c.req.raw.signal);
  if (!found.ok) return refused(c, found.error);
  const table = found.value.read();
  return csvUnlessChanged(c, table, format, write(table, format));
}

/** Answers: a table as a file of CSV, or that the reader has it already: equal tables in one format have one tag. */
export function csvUnlessChanged(
  c: Context,
  table: object,
  format: CsvFormat,
  { name, bytes }: CsvFile,
): Response {
  return unlessChanged(c, tagOf(parts(table, [name, format]))) ?? csv(c, name, bytes);
}

/** Of a table the rows one by one, of which there may be many. */
export function* parts(table: object, written: unknown): Generator {
  const { rows, ...about } = table as { readonly rows?: unknown };
  yield [about, written];
  if (Array.isArray(rows)) yield* rows as unknown[];
}

/** Answers: a table as a file of CSV. */
export function csv(c: Context, name: string, bytes: AsyncGenerator<Uint8Array>): Response {
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  return c.body(streamOf(bytes));
}

/** The reader pulls: a slow connection holds one piece in memory, not the file. */
function streamOf(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await bytes.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
}
