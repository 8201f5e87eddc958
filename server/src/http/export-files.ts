import type { Context } from 'hono';
import * as v from 'valibot';
import type { PublishedScoreTable } from '@sipas/shared/wire';
import {
  answersCsv,
  answersFileName,
  editionName,
  exportFileName,
  scoresCsv,
  scoresFileName,
  waveWorkbook,
  withEnding,
} from '../exports/index.ts';
import type { Actor, PeopleCases } from '../use-cases/people-cases.ts';
import { answerQueryEntries } from './answers.ts';
import { formatEntries, parts, sendCsv } from './csv-files.ts';
import { tagOf, tagOfBytes, unlessChanged } from './entity-tag.ts';
import { keepFiles } from './kept-files.ts';
import { refused } from './refused.ts';
import { scoreQueryEntries } from './scores.ts';

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
  'scores.csv'({ c, cases, actor, waveId }, asked) {
    const { shape = 'long', ...query } = asked;
    return sendCsv(c, cases.results.scores, { actor, waveId, query }, (table, format) => ({
      name: scoresFileName(table, shape),
      bytes: scoresCsv(table, shape, format),
    }));
  },
  async 'scores.json'({ c, cases, actor, waveId }, asked) {
    const found = await cases.results.scores.ask(actor, waveId, asked, c.req.raw.signal);
    if (!found.ok) return refused(c, found.error);
    const table = found.value.read();
    const known = unlessChanged(c, tagOf(parts(table, ['json'])));
    return known ?? c.json(table satisfies PublishedScoreTable);
  },
  'answers.csv'({ c, cases, actor, waveId }, asked) {
    return sendCsv(c, cases.results.answers, { actor, waveId, query: asked }, (table, format) => ({
      name: answersFileName(table),
      bytes: answersCsv(table, format),
    }));
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
