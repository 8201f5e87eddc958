import { eq } from 'drizzle-orm';
import type { CountLayout } from '@sipas/shared/scoring';
import { type LayoutByKey, layoutOfInstrument } from '../storage-rules/count-layout.ts';
import type { Database } from './open-store.ts';
import { instruments } from './schema.ts';

export type { LayoutByKey } from '../storage-rules/count-layout.ts';

/** Reads the layouts of the store's instruments as they are asked for. */
export function createLayouts(db: Database): LayoutByKey {
  const layouts = new Map<number, CountLayout>();
  return (instrumentKey) => {
    const known = layouts.get(instrumentKey);
    if (known) return known;
    const row = db.select().from(instruments).where(eq(instruments.key, instrumentKey)).get();
    if (!row) throw new Error(`the store has no instrument ${String(instrumentKey)}`);
    const layout = layoutOfInstrument(row);
    layouts.set(instrumentKey, layout);
    return layout;
  };
}
