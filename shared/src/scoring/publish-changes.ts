import type { CarriedSource } from './carried-counts.ts';
import { type CommunePlace, protectCarried } from './carried-protection.ts';
import { type ChangeRequest, compareWaves, type UnitChange, type WaveSide } from './change.ts';
import type { Published } from './publication.ts';

/** A wave as the gate takes it for a comparison. */
export interface ComparedWave extends Omit<
  WaveSide,
  'isUnitHidden' | 'isIntervalHidden' | 'isWholeTold'
> {
  /** All villages of the wave with answers, whatever is compared. */
  readonly places: readonly CommunePlace[];
  /** Communes whose answers went to each of the compared units. */
  readonly sourcesByUnit: ReadonlyMap<string, readonly CarriedSource[]>;
  readonly minimumCell: number;
}

interface ChangePublication extends Omit<ChangeRequest, 'before' | 'after'> {
  readonly before: ComparedWave;
  readonly after: ComparedWave;
  /** Which units the reader may see; without it all. Ranks are over all of them. */
  readonly isShown?: (unit: string) => boolean;
}

/**
 * Answers: what may be shown of two waves beside each other?
 * Shape:   two waves on the units of one day → a row a unit and figure. The gate for comparisons: a unit that one wave hides
 *          has no figure of that wave, no change, no interval and no rank; how many answered leaves always.
 * Source:  decisions D7, 60 and 70.
 * Rule:    S-43
 */
export function publishChanges({
  isShown = () => true,
  ...request
}: ChangePublication): Published<UnitChange[]> {
  const changes = compareWaves({
    ...request,
    before: withProtection(request.before),
    after: withProtection(request.after),
  });
  return changes.filter(({ unit }) => isShown(unit)) as Published<UnitChange[]>;
}

const withProtection = (wave: ComparedWave): WaveSide => ({
  ...wave,
  ...protectCarried(wave),
});
