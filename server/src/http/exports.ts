import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  type CsvFormat,
  allowancesCsv,
  answersCsv,
  answersFileName,
  codebookCsv,
  defaultCsvFormat,
  exportFileName,
  scoresFileName,
  scoresCsv,
} from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { answerQueryEntries } from './answers.ts';
import { describeCsv, query } from './describe.ts';
import { problem } from './problem.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';
import type { PeopleEnv, SessionGuard } from './session.ts';

const formatEntries = {
  decimal: v.optional(v.picklist(['point', 'comma'])),
  separator: v.optional(v.picklist(['comma', 'semicolon'])),
  bom: v.optional(v.picklist(['0', '1'])),
};
const scoresQuery = v.object({
  ...scoreQueryEntries,
  ...formatEntries,
  shape: v.optional(v.picklist(['long', 'wide'])),
});
const answersQuery = v.object({ ...answerQueryEntries, ...formatEntries });
const codebookQuery = v.object({ instrument: scoreQueryEntries.instrument, ...formatEntries });
const allowancesQuery = v.object({
  commune: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  ...formatEntries,
});

/** `/waves/{id}/exports`: files for spreadsheets. */
export function createExportRoutes({
  cases,
  guard,
}: {
  readonly cases: PeopleCases;
  readonly guard: SessionGuard;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/exports/scores.csv',
      describeRoute(describeCsv('The table of scores as CSV')),
      guard.requireRole('analyst', 'admin'),
      query(scoresQuery),
      async (c) => {
        const { shape = 'long', decimal, separator, bom, ...asked } = c.req.valid('query');
        const table = await cases.reportScores(c.get('actor'), c.req.param('id'), asked);
        if (!table.ok) return refused(c, table.error);
        const name = scoresFileName(table.value, shape);
        return csv(c, name, scoresCsv(table.value, shape, formatOf({ decimal, separator, bom })));
      },
    )
    .get(
      '/waves/:id/exports/answers.csv',
      describeRoute(describeCsv('The answers to a question outside the index, as CSV')),
      guard.requireRole('analyst', 'admin'),
      query(answersQuery),
      async (c) => {
        const { decimal, separator, bom, ...asked } = c.req.valid('query');
        const table = await cases.reportAnswers(c.get('actor'), c.req.param('id'), asked);
        if (!table.ok) return refused(c, table.error);
        const bytes = answersCsv(table.value, formatOf({ decimal, separator, bom }));
        return csv(c, answersFileName(table.value), bytes);
      },
    )
    .get(
      '/waves/:id/exports/codebook.csv',
      describeRoute(describeCsv('What every code and column means, as CSV')),
      guard.requireRole('analyst', 'admin'),
      query(codebookQuery),
      async (c) => {
        const { instrument: asked, ...format } = c.req.valid('query');
        const { wave, instrument } = await cases.codebook(c.get('actor'), c.req.param('id'), asked);
        if (wave === null) return problem(c, 'wave.unknown');
        if (instrument === null) return problem(c, 'report.unknown-instrument');
        const name = exportFileName('codebook', wave.name, instrument.id);
        return csv(c, name, codebookCsv(instrument, formatOf(format)));
      },
    )
    .get(
      '/waves/:id/exports/allowances.csv',
      describeRoute(describeCsv('Who signed for the allowance, as CSV')),
      guard.requireRole('office', 'admin'),
      query(allowancesQuery),
      async (c) => {
        const { commune, ...format } = c.req.valid('query');
        const list = await cases.allAllowances(c.get('actor'), c.req.param('id'), commune);
        if (!list.ok) return refused(c, list.error);
        const name = exportFileName('allowances', list.value.waveName, commune ?? '');
        return csv(c, name, allowancesCsv(list.value.rows, formatOf(format)));
      },
    );
}

function formatOf(asked: {
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

function csv(c: Context, name: string, bytes: AsyncGenerator<Uint8Array>): Response {
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  c.header('Cache-Control', 'no-store');
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
