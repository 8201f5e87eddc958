import { and, asc, eq } from 'drizzle-orm';
import { countsFromBytes } from '@sipas/shared/scoring';
import type { CommuneScope, VillageCounts } from '../ports/index.ts';
import type { LayoutByKey } from './count-layouts.ts';
import type { Database } from './open-store.ts';
import { villageCounts } from './schema.ts';
import { inScope } from './scope-condition.ts';

/** Reads the counts of the villages in scope, ordered by commune and village. */
export function createReadVillageCounts(db: Database, layoutOf: LayoutByKey) {
  return (waveId: string, instrumentKey: number, scope: CommuneScope): readonly VillageCounts[] => {
    const layout = layoutOf(instrumentKey);
    return db
      .select()
      .from(villageCounts)
      .where(
        and(
          eq(villageCounts.waveId, waveId),
          eq(villageCounts.instrumentKey, instrumentKey),
          inScope(villageCounts.commune, scope),
        ),
      )
      .orderBy(asc(villageCounts.commune), asc(villageCounts.village))
      .all()
      .map(({ commune, village, counts }) => ({
        commune,
        village,
        counts: countsFromBytes(layout, counts),
      }));
  };
}
