import { offeredLevels } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ActionChoices } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { openActionPlace } from './action-place.ts';
import type { ActionNeeds } from './show-action.ts';

/**
 * Answers: which levels, units and criteria may an action of this person name?
 * Errors:  wave.unknown; report.unknown-instrument; report.unknown-level.
 */
export async function offerChoices(
  { reader }: Pick<ActionNeeds, 'reader'>,
  user: User,
  waveId: string,
  { level, instrument }: { readonly level: string; readonly instrument: string },
): Promise<Result<ActionChoices, Refusal>> {
  const wave = await visibleWave(reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const place = openActionPlace(wave, user, { level, instrumentId: instrument });
  if (place.instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  if (place.level === null) return refuse({ code: 'report.unknown-level', detail: level });
  return ok({
    levels: offeredLevels(wave.catalogue, wave.groupings)
      .filter((offered) => offered.level !== 'village')
      .map((offered) => ({ code: offered.level, label: offered.label })),
    units: titled(place.unitNames).filter(({ code }) => place.isShown(code)),
    criteria: titled(place.criterionNames),
  });
}

const titled = (names: ReadonlyMap<string, string>): { code: string; label: string }[] =>
  [...names].map(([code, label]) => ({ code, label }));
