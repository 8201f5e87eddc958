import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  allowancesCsv,
  codebookCsv,
  exportFileName,
  formsFileName,
  microdataZip,
  scoreBundle,
} from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeCsv, describeFile, query } from './describe.ts';
import { tagOfBytes, unlessChanged } from './entity-tag.ts';
import { csv, formatEntries, splitFormat } from './csv-files.ts';
import { file, fileQueries, serveFile, xlsxKind } from './export-files.ts';
import { problem } from './problem.ts';
import { refused } from './refused.ts';
import type { Log } from './request-log.ts';
import { scoreQueryEntries } from './scores.ts';
import type { PeopleEnv } from './session.ts';

const codebookQuery = v.object({ instrument: scoreQueryEntries.instrument, ...formatEntries });
const allowancesQuery = v.object({
  commune: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  ...formatEntries,
});

/** `/waves/{id}/exports`: files for spreadsheets. */
export function createExportRoutes({
  cases,
  log,
  version,
}: {
  readonly cases: PeopleCases;
  readonly log: Log;
  /** Of the product. */
  readonly version: string;
}) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/exports/scores.csv',
      describeRoute(describeCsv('The table of scores as CSV')),
      query(fileQueries['scores.csv']),
      (c) => {
        const reader = { c, cases, actor: c.get('actor'), waveId: c.req.param('id') };
        return serveFile['scores.csv'](reader, c.req.valid('query'));
      },
    )
    .get(
      '/waves/:id/exports/answers.csv',
      describeRoute(describeCsv('The answers to a question outside the index, as CSV')),
      query(fileQueries['answers.csv']),
      (c) => {
        const reader = { c, cases, actor: c.get('actor'), waveId: c.req.param('id') };
        return serveFile['answers.csv'](reader, c.req.valid('query'));
      },
    )
    .get(
      '/waves/:id/exports/workbook.xlsx',
      describeRoute(describeFile('The official tables as a workbook', xlsxKind)),
      query(fileQueries['workbook.xlsx']),
      (c) => {
        const reader = { c, cases, actor: c.get('actor'), waveId: c.req.param('id') };
        return serveFile['workbook.xlsx'](reader, c.req.valid('query'));
      },
    )
    .get(
      '/waves/:id/exports/microdata.zip',
      describeRoute(describeFile('Responses in which nobody can be picked out', 'application/zip')),
      query(v.object({ instrument: scoreQueryEntries.instrument })),
      async (c) => {
        const { instrument } = c.req.valid('query');
        const data = await cases.exportMicrodata(c.get('actor'), c.req.param('id'), instrument);
        if (!data.ok) return refused(c, data.error);
        const bytes = await microdataZip(data.value);
        const { wave, instrument: form } = data.value;
        const name = formsFileName('microdata', wave, form);
        return (
          unlessChanged(c, tagOfBytes(bytes)) ?? file(c, { name, kind: 'application/zip', bytes })
        );
      },
    )
    .get(
      '/waves/:id/exports/bundle.zip',
      describeRoute(
        describeFile('Data, form, units and tables that can be computed again', 'application/zip'),
      ),
      query(v.object({ instrument: scoreQueryEntries.instrument })),
      async (c) => {
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        const { instrument } = c.req.valid('query');
        const made = await cases.bundle(actor, waveId, instrument, c.req.raw.signal);
        if (!made.ok) return refused(c, made.error);
        const bytes = await scoreBundle({ productVersion: version, ...made.value });
        const { wave, instrument: form } = made.value.data;
        const name = formsFileName('bundle', wave, form);
        const known = unlessChanged(c, tagOfBytes(bytes));
        if (known !== null) return known;
        log.info({ account: actor.username, waveId }, 'a bundle of forms was downloaded');
        return file(c, { name, kind: 'application/zip', bytes });
      },
    )
    .get(
      '/waves/:id/exports/codebook.csv',
      describeRoute(describeCsv('What every code and column means, as CSV')),
      query(codebookQuery),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        const { wave, instrument } = await cases.codebook(actor, waveId, asked.instrument);
        if (wave === null) return problem(c, 'wave.unknown');
        if (instrument === null) return problem(c, 'report.unknown-instrument');
        const name = exportFileName('codebook', wave.name, instrument.id);
        return csv(c, name, codebookCsv(instrument, format));
      },
    )
    .get(
      '/waves/:id/exports/allowances.csv',
      describeRoute(describeCsv('Who signed for the allowance, as CSV')),
      query(allowancesQuery),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const { commune } = asked;
        const list = await cases.allAllowances(c.get('actor'), c.req.param('id'), commune);
        if (!list.ok) return refused(c, list.error);
        const name = exportFileName('allowances', list.value.waveName, commune ?? '');
        return csv(c, name, allowancesCsv(list.value.rows, format));
      },
    );
}
