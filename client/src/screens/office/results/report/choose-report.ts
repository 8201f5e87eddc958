import type { Wave } from '@sipas/shared/wire';
import type { ReportQuery } from '../../../../ports/report-api.ts';
import { chooseLevel, offeredLevels } from '../../level.ts';
import { comparableWaves } from '../compare/earlier-waves.ts';
import { chooseInstrument, instrumentName } from '../score-choices.ts';

/** Answers: the levels that a report can tell of in full; of villages it would be a book. */
export const reportLevels = (wave: Wave): ReturnType<typeof offeredLevels> =>
  offeredLevels(wave).filter(({ level }) => level !== 'village');

/** Answers: the waves that a report can look back to, the latest first. Ids begin with the time at which they were made. */
export const earlierWaves = (
  waves: readonly Wave[],
  wave: Wave,
  instrument: string,
): readonly Wave[] => comparableWaves(waves, wave, instrument).filter(({ id }) => id < wave.id);

/**
 * Answers: the report that the choices in the address ask for; a choice that the wave does not offer is as if not made.
 * Missing: null where the wave carries no instrument; without an earlier wave there is nothing to look back to.
 */
export function chooseReport(
  waves: readonly Wave[],
  wave: Wave,
  choices: Readonly<Record<string, string>>,
): ReportQuery | null {
  const instrument = chooseInstrument(wave, choices['phieu']);
  if (instrument === undefined) return null;
  const levels = reportLevels(wave);
  const chosen = chooseLevel({ ...wave, levels: [...levels] }, choices['cap']);
  const earlier = earlierWaves(waves, wave, instrument.id);
  const before = earlier.find(({ id }) => id === choices['truoc']) ?? earlier[0];
  return {
    wave: wave.id,
    instrument: instrumentName(wave, instrument),
    level: chosen.level,
    before: before?.id ?? null,
  };
}
