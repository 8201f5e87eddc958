import { and, asc, eq } from 'drizzle-orm';
import { countsFromBytes } from '@sipas/shared/scoring';
import type { CommuneScope, VillageCounts } from '../ports/index.ts';
import type { LayoutByKey } from './count-layouts.ts';
import type { OpenStore } from './open-store.ts';
import { editionCounts, villageCounts } from './schema.ts';
import { inScope } from './scope-condition.ts';

/** Columns in the order of the selection below. */
type RawRow = readonly [commune: string, village: string, counts: Buffer];

interface Asked {
  readonly waveId: string;
  readonly instrumentKey: number;
  readonly scope: CommuneScope;
}

/** Reads the counts of the villages in scope, as they are or, of a frozen wave, as they were in an edition; ordered by commune and village. */
export function createReadVillageCounts(
  { db, connection }: Pick<OpenStore, 'db' | 'connection'>,
  layoutOf: LayoutByKey,
) {
  const query = (
    from: typeof villageCounts | typeof editionCounts,
    { waveId, instrumentKey, scope }: Asked,
    edition: number | null,
  ) =>
    db
      .select({ commune: from.commune, village: from.village, counts: from.counts })
      .from(from)
      .where(
        and(
          eq(from.waveId, waveId),
          eq(from.instrumentKey, instrumentKey),
          inScope(from.commune, scope),
          edition === null ? undefined : eq(editionCounts.edition, edition),
        ),
      )
      .orderBy(asc(from.commune), asc(from.village))
      .toSQL();
  // Every report asks for all villages. To take every row through the builder costs more than to read it.
  const everything: Asked = { waveId: '', instrumentKey: 0, scope: 'all' };
  const all = connection.prepare(query(villageCounts, everything, null).sql).raw(true);
  const readRows = (asked: Asked, edition: number | null): unknown[] => {
    const { waveId, instrumentKey, scope } = asked;
    if (scope === 'all' && edition === null) return all.all(waveId, instrumentKey);
    const { sql, params } = query(edition === null ? villageCounts : editionCounts, asked, edition);
    return connection
      .prepare(sql)
      .raw(true)
      .all(...params);
  };
  return (asked: Asked, edition: number | null): readonly VillageCounts[] => {
    const layout = layoutOf(asked.instrumentKey);
    const rows = readRows(asked, edition) as RawRow[];
    return rows.map(([commune, village, counts]) => ({
      commune,
      village,
      counts: countsFromBytes(layout, counts),
    }));
  };
}
