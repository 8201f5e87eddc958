import { type Column, type SQL, sql } from 'drizzle-orm';
import type { CommuneScope } from '../ports/index.ts';

/** The condition that keeps rows inside a scope; a scope of nothing lets nothing through. */
export const inScope = (commune: Column, scope: CommuneScope): SQL | undefined =>
  scope === 'all'
    ? undefined
    : sql`${commune} in (select value from json_each(${JSON.stringify([...scope])}))`;
