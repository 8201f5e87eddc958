import type { Context } from 'hono';
import * as v from 'valibot';
import type { PublishedScoreTable } from '@sipas/shared/wire';
import {
  type CsvFormat,
  answersCsv,
  answersFileName,
  defaultCsvFormat,
  editionName,
  exportFileName,
  scoresCsv,
  scoresFileName,
  waveWorkbook,
  withEnding,
} from '../exports/index.ts';
import type { Actor, PeopleCases } from '../use-cases/people-cases.ts';
import { answerQueryEntries } from './answers.ts';
import { tagOf, tagOfBytes, unlessChanged } from './entity-tag.ts';
import { keepFiles } from './kept-files.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';

/** How a table in a file is written. */
export const formatEntries = {
  decimal: v.optional(v.picklist(['point', 'comma'])),
  separator: v.optional(v.picklist(['comma', 'semicolon'])),
  bom: v.optional(v.picklist(['0', '1'])),
};
const { instrument, scheme, level } = scoreQueryEntries;

/** What each file of published tables is asked by. */
export const fileQueries = {
  'scores.csv': v.object({
    ...scoreQueryEntries,
    ...formatEntries,
    shape: v.optional(v.picklist(['long', 'wide'])),
  }),
  'scores.json': v.object(scoreQueryEntries),
  'answers.csv': v.object({ ...answerQueryEntries, ...formatEntries }),
  'answers.json': v.object(answerQueryEntries),
  'workbook.xlsx': v.object({ instrument, scheme, area: level }),
};
type FileName = keyof typeof fileQueries;
type Asked<Name extends FileName> = v.InferOutput<(typeof fileQueries)[Name]>;

/** Who asks for a file of which wave. */
export interface FileReader {
  readonly c: Context;
  readonly cases: PeopleCases;
  readonly actor: Actor;
  readonly waveId: string;
}

/** Each file of published tables, as an answer. What of it is kept, is kept for a state of the data. */
export const serveFile: {
  readonly [Name in FileName]: (reader: FileReader, asked: Asked<Name>) => Promise<Response>;
} = {
  async 'scores.csv'({ c, cases, actor, waveId }, asked) {
    const { shape = 'long', decimal, separator, bom, ...query } = asked;
    const found = await cases.results.scores.ask(actor, waveId, query, c.req.raw.signal);
    if (!found.ok) return refused(c, found.error);
    const table = found.value.read();
    const format = formatOf({ decimal, separator, bom });
    const known = unlessChanged(c, tagOf(parts(table, ['csv', shape, format])));
    const name = scoresFileName(table, shape);
    return known ?? csv(c, name, scoresCsv(table, shape, format));
  },
  async 'scores.json'({ c, cases, actor, waveId }, asked) {
    const found = await cases.results.scores.ask(actor, waveId, asked, c.req.raw.signal);
    if (!found.ok) return refused(c, found.error);
    const table = found.value.read();
    const known = unlessChanged(c, tagOf(parts(table, ['json'])));
    return known ?? c.json(table satisfies PublishedScoreTable);
  },
  async 'answers.csv'({ c, cases, actor, waveId }, asked) {
    const { decimal, separator, bom, ...query } = asked;
    const found = await cases.results.answers.ask(actor, waveId, query, c.req.raw.signal);
    if (!found.ok) return refused(c, found.error);
    const table = found.value.read();
    const format = formatOf({ decimal, separator, bom });
    const known = unlessChanged(c, tagOf(parts(table, ['csv', format])));
    return known ?? csv(c, answersFileName(table), answersCsv(table, format));
  },
  async 'answers.json'({ c, cases, actor, waveId }, asked) {
    const found = await cases.results.answers.ask(actor, waveId, asked, c.req.raw.signal);
    if (!found.ok) return refused(c, found.error);
    const table = found.value.read();
    return unlessChanged(c, tagOf(parts(table, ['json']))) ?? c.json(table);
  },
  async 'workbook.xlsx'({ c, cases, actor, waveId }, asked) {
    const found = await workbooksOf(cases).ask(actor, waveId, asked, c.req.raw.signal);
    if (!found.ok) return refused(c, found.error);
    const { name, bytes } = found.value.read();
    return unlessChanged(c, tagOfBytes(bytes)) ?? file(c, { name, kind: xlsxKind, bytes });
  },
};

const workbooksOf = ({ results }: PeopleCases) =>
  keepFiles(results, {
    kind: 'workbook.xlsx',
    of: results.workbook,
    async write(report) {
      const name = exportFileName(
        'workbook',
        report.wave.name,
        editionName(report.wave),
        report.instrument.id,
      );
      return { name: withEnding(name, 'xlsx'), bytes: await waveWorkbook(report) };
    },
  });

/** The media type of a workbook. */
export const xlsxKind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Of a table the rows one by one, of which there may be many. */
function* parts(
  { rows, ...about }: { readonly rows: readonly unknown[] },
  written: unknown,
): Generator {
  yield [about, written];
  yield* rows;
}

/** Answers: how the reader's spreadsheet wants the file; what is left out as most want it. */
export function formatOf(asked: {
  readonly decimal?: CsvFormat['decimal'] | undefined;
  readonly separator?: CsvFormat['separator'] | undefined;
  readonly bom?: '0' | '1' | undefined;
}): CsvFormat {
  return {
    decimal: asked.decimal ?? defaultCsvFormat.decimal,
    separator: asked.separator ?? defaultCsvFormat.separator,
    bom: asked.bom === undefined ? defaultCsvFormat.bom : asked.bom === '1',
  };
}

/** Answers: bytes as a file to be kept under a name. */
export function file(
  c: Context,
  {
    name,
    kind,
    bytes,
  }: { readonly name: string; readonly kind: string; readonly bytes: Uint8Array },
): Response {
  c.header('Content-Type', kind);
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  return c.body(bytes as Uint8Array<ArrayBuffer>);
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
