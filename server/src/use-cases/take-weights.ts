import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, VillageWeight, WaveStore } from '../ports/index.ts';
import type { Refusal } from './refusal.ts';
import type { WaveReader } from './waves/index.ts';

interface TakenWeights {
  readonly waveId: string;
  readonly villages: number;
  /** Villages of the plan that have none; the units in which they lie have no weighted figure once somebody answered there. */
  readonly withoutWeight: readonly string[];
}

/**
 * Answers: the weights of the draw are those of the wave from now on.
 * Errors:  wave.unknown; wave.frozen; weights.exist where the wave has some and nothing is to be replaced; weights.unknown-village naming
 *          one that the plan lacks. Then nothing is stored.
 * Source:  decisions D10 and 72.
 * Rule:    M-17
 */
export async function takeWeights(
  needs: { readonly waves: WaveStore; readonly reader: WaveReader; readonly clock: Clock },
  waveId: string,
  given: { readonly weights: readonly VillageWeight[]; readonly isReplacing: boolean },
): Promise<Result<TakenWeights, Refusal>> {
  const wave = await needs.reader.wave(waveId);
  if (wave === null) return refuse({ code: 'wave.unknown', detail: waveId });
  if (wave.wave.edition !== undefined) return refuse({ code: 'wave.frozen', detail: waveId });
  if (!given.isReplacing && (await needs.waves.villageWeights(waveId)).length > 0)
    return refuse({ code: 'weights.exist' });
  const weighed = new Set(given.weights.map(({ commune, village }) => `${commune}/${village}`));
  const unknown = [...weighed].find((village) => !wave.villageNames.has(village));
  if (unknown !== undefined) return refuse({ code: 'weights.unknown-village', detail: unknown });
  await needs.waves.setVillageWeights(waveId, given.weights, needs.clock.now());
  const withoutWeight = [...wave.villageNames.keys()].filter((village) => !weighed.has(village));
  return ok({ waveId, villages: weighed.size, withoutWeight });
}
