import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, Edition, EditionSettings, EditionStore, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import type { OpenWave, WaveReader } from '../waves/index.ts';
import { wholeWave } from './whole-wave.ts';

export interface FreezeNeeds {
  readonly reader: WaveReader;
  readonly editions: EditionStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Version of the program. */
  readonly software: string;
}

/**
 * Answers: the first edition of a closed wave, whose published figures no late form changes any more.
 * Shape:   wave → every form that counts, the counts of the villages, the settings and the hash over the forms, kept as they
 *          are. Whatever is asked of the wave's figures is answered from its last edition.
 * Errors:  wave.unknown; permission.denied for who does not see the whole of it; wave.not-closed; wave.never-opened; wave.frozen.
 * Source:  decision 90.
 * Rule:    W-24
 */
export async function freezeWave(
  needs: FreezeNeeds,
  actor: User | null,
  waveId: string,
): Promise<Result<Edition, Refusal>> {
  const wave = await wholeWave(needs, actor, waveId);
  if (!wave.ok) return wave;
  const { status, edition, prepared } = wave.value.wave;
  if (status !== 'closed') return refuse({ code: 'wave.not-closed', detail: waveId });
  if (prepared === true) return refuse({ code: 'wave.never-opened', detail: waveId });
  const frozen = refuse<Refusal>({ code: 'wave.frozen', detail: waveId });
  if (edition !== undefined) return frozen;
  const about = { waveId, edition: 1, userId: actor?.id ?? null, reason: '' };
  const kept = await needs.editions.add(
    { ...about, settings: settingsOf(wave.value, needs.software) },
    [],
    { added: 0, removed: 0, changed: 0, waiting: 0 },
    needs.clock.now(),
  );
  return kept === null ? frozen : ok(kept);
}

/** Answers: what the figures of a wave rest on besides its forms. */
export function settingsOf({ wave, versions }: OpenWave, software: string): EditionSettings {
  const { scheme, minimumBase, minimumCell, catalogue } = wave;
  const instruments = versions.map(({ version }) => version);
  return { software, scheme, minimumBase, minimumCell, catalogue, instruments };
}
