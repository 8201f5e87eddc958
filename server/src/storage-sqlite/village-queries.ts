import { and, asc, eq } from 'drizzle-orm';
import { countsFromBytes } from '@sipas/shared/scoring';
import type { CommuneScope, VillageCounts } from '../ports/index.ts';
import type { LayoutByKey } from './count-layouts.ts';
import type { OpenStore } from './open-store.ts';
import { villageCounts } from './schema.ts';
import { inScope } from './scope-condition.ts';

/** Columns in the order of the selection below. */
type RawRow = readonly [commune: string, village: string, counts: Buffer];

/** Reads the counts of the villages in scope, ordered by commune and village. */
export function createReadVillageCounts(
  { db, connection }: Pick<OpenStore, 'db' | 'connection'>,
  layoutOf: LayoutByKey,
) {
  const query = (waveId: string, instrumentKey: number, scope: CommuneScope) =>
    db
      .select({
        commune: villageCounts.commune,
        village: villageCounts.village,
        counts: villageCounts.counts,
      })
      .from(villageCounts)
      .where(
        and(
          eq(villageCounts.waveId, waveId),
          eq(villageCounts.instrumentKey, instrumentKey),
          inScope(villageCounts.commune, scope),
        ),
      )
      .orderBy(asc(villageCounts.commune), asc(villageCounts.village))
      .toSQL();
  // Every report asks for all villages. To take every row through the builder costs more than to read it.
  const all = connection.prepare(query('', 0, 'all').sql).raw(true);
  const readRows = (waveId: string, instrumentKey: number, scope: CommuneScope): unknown[] => {
    if (scope === 'all') return all.all(waveId, instrumentKey);
    const { sql, params } = query(waveId, instrumentKey, scope);
    return connection
      .prepare(sql)
      .raw(true)
      .all(...params);
  };
  return (waveId: string, instrumentKey: number, scope: CommuneScope): readonly VillageCounts[] => {
    const layout = layoutOf(instrumentKey);
    const rows = readRows(waveId, instrumentKey, scope) as RawRow[];
    return rows.map(([commune, village, counts]) => ({
      commune,
      village,
      counts: countsFromBytes(layout, counts),
    }));
  };
}
