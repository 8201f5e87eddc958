import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  agreementListSchema,
  codingRequestSchema,
  commentListSchema,
  commentSchema,
  revealListSchema,
  revealRequestSchema,
  revealedSchema,
  themeCountsSchema,
} from '@sipas/shared/wire';
import {
  commentsCsv,
  commentsFileName,
  themeCountsCsv,
  themeCountsFileName,
} from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { describeCsv, describeJson, jsonBody, query, smallBody } from './describe.ts';
import { csv, csvUnlessChanged, formatEntries, splitFormat } from './csv-files.ts';
import { wholeNumber } from './kept-apart.ts';
import { refused } from './refused.ts';
import type { Log } from './request-log.ts';
import { scoreQueryEntries } from './scores.ts';
import type { PeopleEnv } from './session.ts';

const { instrument, level } = scoreQueryEntries;
const name = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100)));
const commentEntries = {
  instrument,
  question: name,
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  theme: name,
  unit: name,
  coded: v.optional(v.picklist(['yes', 'no'])),
};
const commentQuery = v.object({
  ...commentEntries,
  limit: wholeNumber(1, 200, 50),
  offset: wholeNumber(0, 999_999_999, 0),
});
const countEntries = {
  instrument,
  level,
  question: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
};
const instrumentQuery = v.object({ instrument });

/** `/waves/{id}/comments`: what people said in their own words, with names and numbers hidden. */
export function createCommentRoutes({
  cases,
  log,
}: {
  readonly cases: PeopleCases;
  readonly log: Log;
}) {
  const { comments } = cases;
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/comments',
      describeRoute(describeJson('What people said in their own words', commentListSchema)),
      query(commentQuery),
      async (c) => {
        const { limit, offset, ...asked } = c.req.valid('query');
        const narrowed = { ...asked, page: { limit, offset } };
        const found = await comments.list(c.get('actor'), c.req.param('id'), narrowed);
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .get(
      '/waves/:id/exports/comments.csv',
      describeRoute(describeCsv('What people said, with names and numbers hidden, as CSV')),
      query(v.object({ ...commentEntries, ...formatEntries })),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        const found = await comments.all(actor, waveId, asked);
        if (!found.ok) return refused(c, found.error);
        const { about, pages } = found.value;
        const { question, theme, unit, coded } = asked;
        const name = commentsFileName(about, question, theme, unit, coded);
        log.info({ account: actor.username, waveId }, 'comments were exported');
        return csv(c, name, commentsCsv(about, pages, format));
      },
    )
    .get(
      '/waves/:id/exports/comment-themes.csv',
      describeRoute(describeCsv('How many comments speak of each theme, as CSV')),
      query(v.object({ ...countEntries, ...formatEntries })),
      async (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        const found = await comments.countThemes(actor, waveId, asked);
        if (!found.ok) return refused(c, found.error);
        const counts = found.value;
        const file = { name: themeCountsFileName(counts), bytes: themeCountsCsv(counts, format) };
        return csvUnlessChanged(c, counts, format, file);
      },
    )
    .post(
      '/waves/:id/comments/:comment/coding',
      describeRoute(
        describeJson('The comment, after a person said of which themes it speaks', commentSchema),
      ),
      smallBody,
      query(instrumentQuery),
      jsonBody(codingRequestSchema),
      async (c) => {
        const asked = {
          ...c.req.valid('query'),
          ...c.req.valid('json'),
          comment: c.req.param('comment'),
        };
        const coded = await comments.code(c.get('actor'), c.req.param('id'), asked);
        return coded.ok ? c.json(coded.value) : refused(c, coded.error);
      },
    )
    .post(
      '/waves/:id/comments/:comment/reveal',
      describeRoute(
        describeJson('A comment as it was typed, after this was written down', revealedSchema),
      ),
      smallBody,
      query(instrumentQuery),
      jsonBody(revealRequestSchema),
      async (c) => {
        const [actor, waveId] = [c.get('actor'), c.req.param('id')];
        const asked = {
          ...c.req.valid('query'),
          ...c.req.valid('json'),
          comment: c.req.param('comment'),
        };
        const revealed = await comments.reveal(actor, waveId, asked);
        if (!revealed.ok) return refused(c, revealed.error);
        const { id } = revealed.value;
        log.info({ account: actor.username, waveId, comment: id }, 'a comment was seen whole');
        c.header('Cache-Control', 'no-store');
        return c.json(revealed.value);
      },
    )
    .get(
      '/waves/:id/comment-reveals',
      describeRoute(describeJson('Who saw which comment whole', revealListSchema)),
      async (c) => {
        const found = await comments.reveals(c.get('actor'), c.req.param('id'));
        if (!found.ok) return refused(c, found.error);
        const reveals = found.value.map(({ commentId: comment, ...rest }) => ({
          comment,
          ...rest,
        }));
        return c.json({ reveals });
      },
    )
    .get(
      '/waves/:id/comment-themes',
      describeRoute(describeJson('How many comments speak of each theme', themeCountsSchema)),
      query(v.object(countEntries)),
      async (c) => {
        const asked = c.req.valid('query');
        const found = await comments.countThemes(c.get('actor'), c.req.param('id'), asked);
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    )
    .get(
      '/waves/:id/comment-agreement',
      describeRoute(describeJson('How far coders agree on themes', agreementListSchema)),
      query(instrumentQuery),
      async (c) => {
        const { instrument: asked } = c.req.valid('query');
        const found = await comments.agreement(c.get('actor'), c.req.param('id'), asked);
        return found.ok ? c.json(found.value) : refused(c, found.error);
      },
    );
}
