import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { KeptApartRow, ResponseStore, User } from '../ports/index.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { type WaveReader, scopeOf } from './waves/index.ts';

/** A line that waits, with its commune as people call it. */
export interface NamedKeptApart extends KeptApartRow {
  /** The code itself where the catalogue of the wave has no such commune; null where none could be read. */
  readonly communeName: string | null;
}

/** Answers: what waits for a person in a wave, newest first, within the person's areas. */
export async function listKeptApart(
  needs: { readonly reader: WaveReader; readonly responses: ResponseStore },
  user: User,
  waveId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<Result<{ items: readonly NamedKeptApart[]; total: number }, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const { items, total } = await needs.responses.keptApart(waveId, scopeOf(user, wave), page);
  const { unitsByCode } = wave.catalogue;
  const nameOf = (code: string | null) =>
    code === null ? null : (unitsByCode.get(code)?.name ?? code);
  return ok({ items: items.map((row) => ({ ...row, communeName: nameOf(row.commune) })), total });
}
