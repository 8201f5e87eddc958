import { eq } from 'drizzle-orm';
import type { Instrument } from '@sipas/shared/questionnaire';
import { type CountLayout, createCountLayout, createPacking } from '@sipas/shared/scoring';
import type { Database } from './open-store.ts';
import { instruments } from './schema.ts';

/** Answers: the layout of counts of an instrument by its key. Instruments never change, so each is read once. */
export type LayoutByKey = (instrumentKey: number) => CountLayout;

/** Reads the layouts of the store's instruments as they are asked for. */
export function createLayouts(db: Database): LayoutByKey {
  const layouts = new Map<number, CountLayout>();
  return (instrumentKey) => {
    const known = layouts.get(instrumentKey);
    if (known) return known;
    const row = db.select().from(instruments).where(eq(instruments.key, instrumentKey)).get();
    if (!row) throw new Error(`the store has no instrument ${String(instrumentKey)}`);
    const instrument = JSON.parse(row.canonical) as Instrument;
    const layout = createCountLayout(instrument, createPacking(instrument));
    layouts.set(instrumentKey, layout);
    return layout;
  };
}
