import { dayInVietnam } from '@sipas/shared/fixes';
import type { Sha256Hex } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { WaveChoices } from '@sipas/shared/wire';
import type { Clock, WaveStore } from '../../ports/index.ts';
import { defaultBounds, newestInstruments } from '../create-wave.ts';

/**
 * Answers: what can a new wave be made of?
 * Shape:   of each instrument the version last added, by id; the day on which units last changed, up to today; the bounds of
 *          decision D7.
 * Rule:    W-32
 */
export async function waveChoices({
  waves,
  clock,
}: {
  readonly waves: Pick<WaveStore, 'instruments' | 'units'>;
  readonly clock: Clock;
}): Promise<WaveChoices> {
  const today = dayInVietnam(clock.now());
  const changes = (await waves.units()).flatMap(({ validFrom }) => validFrom ?? []);
  return {
    instruments: newestInstruments(await waves.instruments()).map(({ id, version, canonical }) => ({
      id,
      version: version as Sha256Hex,
      title: (JSON.parse(canonical) as Instrument).title.vi,
    })),
    catalogue:
      changes
        .filter((day) => day <= today)
        .sort()
        .at(-1) ?? null,
    ...defaultBounds,
  };
}
