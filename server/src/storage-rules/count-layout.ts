import type { Instrument } from '@sipas/shared/questionnaire';
import { type CountLayout, createCountLayout, createPacking } from '@sipas/shared/scoring';

/** Answers: the layout of counts of an instrument by its key. Instruments never change, so each is read once. */
export type LayoutByKey = (instrumentKey: number) => CountLayout;

/** Answers: the layout of counts of an instrument as it is stored. */
export function layoutOfInstrument({ canonical }: { readonly canonical: string }): CountLayout {
  const instrument = JSON.parse(canonical) as Instrument;
  return createCountLayout(instrument, createPacking(instrument));
}
