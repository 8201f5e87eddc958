import { type PriorityRow, type PriorityTable, type Wave, schemes } from '@sipas/shared/wire';
import type { PriorityQuery } from '../../../ports/fixes-api.ts';
import { chooseLevel } from '../level.ts';
import { chooseInstrument, instrumentName } from './score-choices.ts';

/**
 * Answers: the priorities that the choices in the address ask for: of the province where no level is named.
 * Missing: null where the wave carries no instrument. A unit that the level does not have is asked for all the same: the
 *          server says so.
 */
export function choosePriorities(
  wave: Wave,
  choices: Readonly<Record<string, string>>,
): PriorityQuery | null {
  const instrument = chooseInstrument(wave, choices['phieu']);
  if (instrument === undefined) return null;
  const { level } = chooseLevel(wave, choices['cap'] ?? 'province');
  const unit = choices['dv'] ?? null;
  return {
    wave: wave.id,
    instrument: instrumentName(wave, instrument),
    level,
    scheme: schemes.find((scheme) => scheme === choices['cach']) ?? wave.scheme,
    unit,
    // The province is one unit: all its criteria at once.
    firstOnly: unit === null && level !== 'province',
  };
}

/** A unit with the first of its criteria; none where it has no order. */
export interface FirstPriority {
  readonly unit: PriorityTable['units'][number];
  readonly first: PriorityRow | undefined;
  /** Criteria that share the first place with it. */
  readonly equals: number;
}

/** Answers: the first priority of every unit of a table that holds the first places. */
export function firstPriorities({
  units,
  rows,
}: Pick<PriorityTable, 'units' | 'rows'>): FirstPriority[] {
  const byUnit = new Map<string, PriorityRow[]>();
  for (const row of rows) byUnit.set(row.unit, [...(byUnit.get(row.unit) ?? []), row]);
  return units.map((unit) => {
    const [first, ...others] = byUnit.get(unit.code) ?? [];
    return { unit, first, equals: others.length };
  });
}
