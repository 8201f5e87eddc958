import { and, eq, sql } from 'drizzle-orm';
import {
  type AnswerCounts,
  addResponse,
  countsFromBytes,
  countsToBytes,
  createCounts,
  responseCount,
} from '@sipas/shared/scoring';
import { type Countable, villageName } from '../storage-rules/village-name.ts';
import type { LayoutByKey } from './count-layouts.ts';
import { hotStatement } from './hot-statement.ts';
import type { OpenStore } from './open-store.ts';
import { villageCounts } from './schema.ts';

/** The counts that one batch touches: each village is read once and written once, however many lines it has. */
export interface VillageTally {
  change(response: Countable, by: 1 | -1): void;
  flush(): void;
}

interface Touched {
  readonly place: Countable;
  readonly counts: AnswerCounts;
}

/** Prepares the statements once; each call of the result begins the tally of one transaction. */
export function createVillageTallies(
  { db, connection, journal }: Pick<OpenStore, 'db' | 'connection' | 'journal'>,
  layoutOf: LayoutByKey,
): () => VillageTally {
  const place = and(
    eq(villageCounts.waveId, sql.placeholder('waveId')),
    eq(villageCounts.instrumentKey, sql.placeholder('instrumentKey')),
    eq(villageCounts.commune, sql.placeholder('commune')),
    eq(villageCounts.village, sql.placeholder('village')),
  );
  const find = hotStatement<{ counts: Buffer }>(
    connection,
    db.select({ counts: villageCounts.counts }).from(villageCounts).where(place),
  );
  const remove = hotStatement(connection, db.delete(villageCounts).where(place));
  const put = hotStatement(
    connection,
    db
      .insert(villageCounts)
      .values({
        waveId: sql.placeholder('waveId'),
        instrumentKey: sql.placeholder('instrumentKey'),
        commune: sql.placeholder('commune'),
        village: sql.placeholder('village'),
        counts: sql.placeholder('counts'),
      })
      .onConflictDoUpdate({
        target: [
          villageCounts.waveId,
          villageCounts.instrumentKey,
          villageCounts.commune,
          villageCounts.village,
        ],
        set: { counts: sql`excluded.counts` },
      }),
  );

  const read = (response: Countable): AnswerCounts => {
    const layout = layoutOf(response.instrumentKey);
    const [row] = find.all(keyOf(response));
    return row ? countsFromBytes(layout, row.counts) : createCounts(layout);
  };

  return () => {
    const touched = new Map<string, Touched>();
    return {
      change(response, by) {
        const name = villageName(response);
        let village = touched.get(name);
        if (!village) touched.set(name, (village = { place: response, counts: read(response) }));
        addResponse(layoutOf(response.instrumentKey), village.counts, response.packed, by);
        const { waveId, instrumentKey, commune, village: code, packed, mode } = response;
        journal.note({ waveId, instrumentKey, commune, village: code, packed, mode, by });
      },
      flush() {
        for (const { place: response, counts } of touched.values()) {
          const key = keyOf(response);
          // A village without responses has no row, so that the same responses always leave the same rows.
          if (responseCount(counts) === 0) remove.run(key);
          else put.run({ ...key, counts: Buffer.from(countsToBytes(counts)) });
        }
      },
    };
  };
}

const keyOf = ({ waveId, instrumentKey, commune, village }: Countable) => ({
  waveId,
  instrumentKey,
  commune,
  village,
});
