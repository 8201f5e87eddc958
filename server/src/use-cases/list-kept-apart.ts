import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { KeptApartRow, ResponseStore, User } from '../ports/index.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { type WaveReader, scopeOf } from './waves/index.ts';

/** Answers: what waits for a person in a wave, newest first, within the person's areas. */
export async function listKeptApart(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  user: User,
  waveId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<Result<{ items: readonly KeptApartRow[]; total: number }, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  return ok(await needs.responses.keptApart(waveId, scopeOf(user, wave), page));
}
