import { seriesOfInstrument } from '@sipas/shared/report';
import type { AnnouncedFigure, ScoreRow, Wave } from '@sipas/shared/wire';

/** One figure of the index at one time: of a wave, or announced by others. */
export interface TrendLine {
  readonly key: string;
  /** Place, year and position of an announced figure; the wave's name of our own. */
  readonly announced: AnnouncedFigure | null;
  readonly waveName: string;
  readonly percent: string;
  readonly row: ScoreRow | null;
}

/**
 * Answers: what is known of the overall index over time?
 * Shape:   id of the instrument, announced figures, waves with their row of the unit → lines: the waves as they
 *          were made, then what was announced, by year.
 * Missing: a wave whose figure is withheld has no line; an instrument of no announced series has only waves.
 * Source:  decision D17.
 */
export function trendLines(
  instrument: string,
  announced: readonly AnnouncedFigure[],
  own: readonly { readonly wave: Pick<Wave, 'id' | 'name'>; readonly row: ScoreRow | undefined }[],
): readonly TrendLine[] {
  const series = seriesOfInstrument(instrument);
  const others = announced
    .filter((one) => one.series === series && one.figure === 'overall')
    .sort((a, b) => a.year - b.year)
    .map((figure) => ({
      key: `${figure.area} ${String(figure.year)} ${figure.position}`,
      announced: figure,
      waveName: '',
      percent: figure.percent,
      row: null,
    }));
  const ours = own
    .toSorted((a, b) => (a.wave.id < b.wave.id ? -1 : 1))
    .flatMap(({ wave, row }) =>
      row === undefined || row.percent === null
        ? []
        : [{ key: wave.id, announced: null, waveName: wave.name, percent: row.percent, row }],
    );
  return [...ours, ...others];
}
