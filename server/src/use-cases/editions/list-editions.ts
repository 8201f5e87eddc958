import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Edition, EditionStore, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import type { WaveReader } from '../waves/index.ts';

export interface EditionList {
  readonly editions: readonly Edition[];
  /** Lines that came after the wave was closed and wait. */
  readonly late: number;
}

/**
 * Answers: the editions of a wave in order, and how much came late.
 * Errors:  wave.unknown.
 */
export async function listEditions(
  { reader, editions }: { readonly reader: WaveReader; readonly editions: EditionStore },
  actor: User | null,
  waveId: string,
): Promise<Result<EditionList, Refusal>> {
  const wave =
    actor === null ? await reader.wave(waveId) : await visibleWave(reader, actor, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown', detail: waveId });
  return ok({
    editions: await editions.editions(waveId),
    late: await editions.lateCount(waveId),
  });
}
