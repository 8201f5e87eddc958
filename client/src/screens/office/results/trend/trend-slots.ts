import type { AnnouncedFigure, Trend, TrendPoint } from '@sipas/shared/wire';

/** One place on the axis of time: a wave, or a year of which figures were announced. */
export interface TrendSlot {
  readonly key: string;
  readonly year: number;
  /** Null where it is a year of announced figures. */
  readonly point: TrendPoint | null;
  readonly announced: readonly AnnouncedFigure[];
  /** On units as they were before the reform. */
  readonly isOld: boolean;
}

/**
 * Answers: what stands on the axis of time, in which order?
 * Shape:   a trend → years of announced figures and waves: those on old units first, then by year, an announced year before
 *          the waves of that year. Places are evenly far from each other, as a wave is not of one day.
 * Source:  decision D17; requirement: the reform of 1 July 2025 stands in the picture.
 * Rule:    N-32
 */
export function trendSlots({
  points,
  announced,
  reformOn,
}: Pick<Trend, 'points' | 'announced' | 'reformOn'>): readonly TrendSlot[] {
  const years = [...new Set(announced.map(({ year }) => year))].map((year): TrendSlot => ({
    ...{ key: String(year), year, point: null, isOld: year < Number(reformOn.slice(0, 4)) },
    announced: announced.filter((one) => one.year === year),
  }));
  const waves = points.map((point): TrendSlot => ({
    ...{ key: point.wave.id, year: point.year, point, announced: [] },
    isOld: point.catalogue < reformOn,
  }));
  return [...years, ...waves].sort((a, b) => Number(b.isOld) - Number(a.isOld) || a.year - b.year);
}
