import type { Wave } from '@sipas/shared/wire';
import type { TrendQuery } from '../../../../ports/trend-api.ts';
import { chooseScores } from '../score-choices.ts';

/**
 * Answers: the trend that the choices in the address ask for: of the province where no level is named.
 * Missing: null where the wave carries no instrument.
 */
export function chooseTrend(
  wave: Wave,
  choices: Readonly<Record<string, string>>,
): TrendQuery | null {
  const scores = chooseScores(wave, { ...choices, cap: choices['cap'] ?? 'province' });
  if (scores === null) return null;
  const { instrument, level, by, scheme } = scores;
  return {
    ...{ wave: wave.id, instrument, by, scheme },
    level: level === 'village' ? 'province' : level,
    unit: choices['don-vi'] ?? null,
    figure: choices['noi-dung'] ?? null,
  };
}
