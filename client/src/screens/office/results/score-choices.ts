import { type ScoreKind, type Wave, schemes, scoreKinds } from '@sipas/shared/wire';
import type { ScoreQuery } from '../../../ports/office-api.ts';
import { chooseLevel } from '../level.ts';

type Instrument = Wave['instruments'][number];

/** The details offered, from the whole to its parts. */
export const detailOrder: readonly ScoreKind[] = ['overall', 'block', 'factor', 'criterion'];

/**
 * Answers: the name by which an instrument is asked for: its id, or its version where an older one of the same id is
 * reported apart.
 */
export const instrumentName = (
  wave: Wave,
  { id, version }: Pick<Instrument, 'id' | 'version'>,
): string => (wave.instruments.find((one) => one.id === id)?.version === version ? id : version);

/** Answers: the instrument in the address where the wave carries it, else the wave's first. */
export const chooseInstrument = (wave: Wave, asked: string | undefined): Instrument | undefined =>
  wave.instruments.find((one) => instrumentName(wave, one) === asked) ?? wave.instruments[0];

/**
 * Answers: the table that the choices in the address ask for; a choice that the wave does not offer is as if not made.
 * Missing: null where the wave carries no instrument.
 */
export function chooseScores(
  wave: Wave,
  choices: Readonly<Record<string, string>>,
): ScoreQuery | null {
  const instrument = chooseInstrument(wave, choices['phieu']);
  if (instrument === undefined) return null;
  return {
    wave: wave.id,
    instrument: instrumentName(wave, instrument),
    level: chooseLevel(wave, choices['cap']).level,
    by: scoreKinds.find((kind) => kind === choices['theo']) ?? 'overall',
    scheme: schemes.find((scheme) => scheme === choices['cach']) ?? wave.scheme,
    group: instrument.groups.find(({ code }) => code === choices['nhom'])?.code ?? null,
  };
}
