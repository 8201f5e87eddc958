import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { type OpenWave, type WaveReader, scopeOf } from '../waves/index.ts';

/**
 * Answers: the wave, for who decides about it as a whole.
 * Errors:  wave.unknown; permission.denied for who does not see the whole of it.
 */
export async function wholeWave(
  { reader }: { readonly reader: WaveReader },
  /** Null: the operator at the machine, who sees everything. */
  actor: User | null,
  waveId: string,
): Promise<Result<OpenWave, Refusal>> {
  const wave =
    actor === null ? await reader.wave(waveId) : await visibleWave(reader, actor, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown', detail: waveId });
  if (actor !== null && scopeOf(actor, wave) !== 'all')
    return refuse({ code: 'permission.denied' });
  return ok(wave);
}
