import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  type LinkedFile,
  linkListSchema,
  linkRequestSchema,
  linkedFiles,
  madeLinkSchema,
} from '@sipas/shared/wire';
import type { Actor, PeopleCases } from '../use-cases/people-cases.ts';
import { describeFile, describeJson, jsonBody, query, smallBody } from './describe.ts';
import { fileQueries, serveFile } from './export-files.ts';
import { problem } from './problem.ts';
import { refused } from './refused.ts';
import type { PeopleEnv } from './session.ts';

/** The key travels in the address, since a spreadsheet sends no headers; programs that can send it as a bearer. */
const keyQuery = v.object({ key: v.optional(v.pipe(v.string(), v.maxLength(100))) });

/** `/waves/{id}/links` and what they lead to: tables that a spreadsheet fetches anew by itself. */
export function createLinkRoutes({ cases }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/waves/:id/links',
      describeRoute(describeJson('Links to tables of a wave', linkListSchema)),
      async (c) => {
        const links = await cases.listLinks(c.get('actor'), c.req.param('id'));
        return links.ok ? c.json({ links: links.value }) : refused(c, links.error);
      },
    )
    .post(
      '/waves/:id/links',
      describeRoute(describeJson('Makes a link to one file of a wave', madeLinkSchema)),
      smallBody,
      jsonBody(linkRequestSchema),
      async (c) => {
        const { file, query: asked, ...link } = c.req.valid('json');
        const read = v.safeParse(v.strictObject(fileQueries[file].entries), asked);
        if (!read.success)
          return problem(c, 'request.malformed', { detail: v.getDotPath(read.issues[0]) ?? '' });
        const request = { ...link, file, query: read.output };
        const made = await cases.makeLink(c.get('actor'), c.req.param('id'), request);
        return made.ok ? c.json(made.value) : refused(c, made.error);
      },
    )
    .post(
      '/links/:link/revocation',
      describeRoute(describeJson('Ends a link', v.object({ id: v.string() }))),
      async (c) => {
        const id = c.req.param('link');
        const ended = await cases.revokeLink(c.get('actor'), id);
        return ended.ok ? c.json({ id }) : refused(c, ended.error);
      },
    )
    .get(
      '/waves/:id/linked/:file',
      describeRoute(describeFile('The file of a link, made anew', 'application/octet-stream')),
      query(keyQuery),
      async (c) => {
        const file = linkedFiles.find((one) => one === c.req.param('file'));
        const key = c.req.valid('query').key ?? bearerOf(c);
        if (file === undefined || key === undefined) return problem(c, 'link.unknown');
        const waveId = c.req.param('id');
        const opened = await cases.openLink({ key, waveId, file });
        if (!opened.ok) return refused(c, opened.error);
        c.set('actor', opened.value.reader);
        return serveLinked(c, cases, { ...opened.value, waveId, file });
      },
    );
}

const bearerOf = (c: Context): string | undefined =>
  /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1];

/** What was asked is read again: a release may ask for less or otherwise than the one in which the link was made. */
async function serveLinked(
  c: Context,
  cases: PeopleCases,
  asked: {
    readonly reader: Actor;
    readonly query: unknown;
    readonly waveId: string;
    readonly file: LinkedFile;
  },
): Promise<Response> {
  const { reader: actor, waveId, file } = asked;
  const read = v.safeParse(fileQueries[file], asked.query);
  if (!read.success) return problem(c, 'link.unknown');
  return serveFile[file]({ c, cases, actor, waveId }, read.output as never);
}
