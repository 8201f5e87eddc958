import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { isDay } from '@sipas/shared/kernel';
import { reportDocumentSchema } from '@sipas/shared/wire';
import { reportDocx, reportFileName } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeFile, describeJson, query } from './describe.ts';
import { file } from './export-files.ts';
import { keepFiles } from './kept-files.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';
import { sendResult } from './send-result.ts';
import type { PeopleEnv } from './session.ts';

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const { level, instrument } = scoreQueryEntries;
const reportQuery = v.object({
  level,
  instrument,
  before: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
  day: v.optional(v.custom<string>(isDay, 'a day YYYY-MM-DD')),
});

/** `/waves/{id}/report`: the report of a wave, as its printers take it and as a document of Word. */
export function createReportRoutes({ cases }: { readonly cases: PeopleCases }) {
  const documents = keepFiles(cases.results, {
    kind: 'report.docx',
    of: cases.results.report,
    write: async (document) => ({
      name: reportFileName(document),
      bytes: await reportDocx(document),
    }),
  });
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/report',
      describeRoute(describeJson('The report of a wave, in Vietnamese', reportDocumentSchema)),
      query(reportQuery),
      (c) => {
        const asked = cases.results.dated(c.req.valid('query'));
        return sendResult(c, cases.results.report, {
          ...{ actor: c.get('actor'), waveId: c.req.param('id'), query: asked },
        });
      },
    )
    .get(
      '/waves/:id/report.docx',
      describeRoute(describeFile('The report of a wave as a document of Word', docxType)),
      query(reportQuery),
      async (c) => {
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        const asked = cases.results.dated(c.req.valid('query'));
        const found = await documents.ask(actor, waveId, asked, c.req.raw.signal);
        if (!found.ok) return refused(c, found.error);
        return file(c, { ...found.value.read(), kind: docxType });
      },
    );
}
