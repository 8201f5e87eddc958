import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { auditActs } from '@sipas/shared/audit';
import { auditChainSchema, auditPageSchema } from '@sipas/shared/wire';
import { auditCsv } from '../exports/index.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import { csv, formatEntries, splitFormat } from './csv-files.ts';
import { describeCsv, describeJson, query } from './describe.ts';
import { wholeNumber } from './kept-apart.ts';
import type { PeopleEnv } from './session.ts';

const filterEntries = {
  actor: v.optional(v.pipe(v.string(), v.maxLength(100))),
  act: v.optional(v.picklist(auditActs)),
  /** In Vietnam. */
  day: v.optional(
    v.pipe(
      v.string(),
      v.isoDate(),
      v.check((day) => !Number.isNaN(Date.parse(day))),
    ),
  ),
};
const pageQuery = v.object({
  ...filterEntries,
  limit: wholeNumber(1, 200, 50),
  offset: wholeNumber(0, 999_999_999, 0),
});
const fileQuery = v.object({ ...filterEntries, ...formatEntries });

/** `/audit`: who did and saw what, for those who answer for it. */
export function createAuditRoutes({ cases: { audit } }: { readonly cases: PeopleCases }) {
  return new Hono<PeopleEnv>()
    .get(
      '/audit',
      describeRoute(describeJson('The journal of acts, the newest first', auditPageSchema)),
      query(pageQuery),
      async (c) => {
        const { limit, offset, ...asked } = c.req.valid('query');
        return c.json(await audit.page(asked, { limit, offset }));
      },
    )
    .get(
      '/audit/chain',
      describeRoute(describeJson('Whether every entry is as it was written', auditChainSchema)),
      async (c) => c.json(await audit.check()),
    )
    .get(
      '/audit/export.csv',
      describeRoute(describeCsv('The journal of acts as CSV, the oldest first')),
      query(fileQuery),
      (c) => {
        const { format, asked } = splitFormat(c.req.valid('query'));
        return csv(c, 'sipas-audit.csv', auditCsv(audit.all(asked), format));
      },
    );
}
