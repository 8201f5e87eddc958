import { and, eq } from 'drizzle-orm';
import type { CountLayout } from '@sipas/shared/scoring';
import { layoutOfInstrument } from '../storage-rules/count-layout.ts';
import type { Database } from './database.ts';
import { instruments } from './schema.ts';

/** Answers: the layout of counts of an instrument by its key. Instruments never change, so each is read once. */
export type LayoutReader = (instrumentKey: number, db?: Database) => Promise<CountLayout>;

export function createLayouts(all: {
  readonly db: Database;
  readonly province: string;
}): LayoutReader {
  const layouts = new Map<number, CountLayout>();
  return async (instrumentKey, db = all.db) => {
    const known = layouts.get(instrumentKey);
    if (known) return known;
    const [row] = await db
      .select()
      .from(instruments)
      .where(and(eq(instruments.province, all.province), eq(instruments.key, instrumentKey)));
    if (!row) throw new Error(`the store has no instrument ${String(instrumentKey)}`);
    const layout = layoutOfInstrument(row);
    layouts.set(instrumentKey, layout);
    return layout;
  };
}
