import { type Column, type SQL, inArray, sql } from 'drizzle-orm';
import type { CommuneScope } from '../ports/index.ts';

/** The condition that keeps rows inside a scope; a scope of nothing lets nothing through. */
export const inScope = (commune: Column, scope: CommuneScope): SQL | undefined => {
  if (scope === 'all') return undefined;
  return scope.size === 0 ? sql`false` : inArray(commune, [...scope]);
};
