import type { AnnouncedFigure, TrendPoint } from '@sipas/shared/wire';
import type { TrendSlot } from './trend-slots.ts';

/** A row of the table beneath the picture: a wave, or one announced figure. */
export interface TrendLine {
  readonly key: string;
  readonly year: number;
  readonly point: TrendPoint | null;
  readonly announced: AnnouncedFigure | null;
}

/** Answers: everything that is drawn, a row each, in the order of the picture. */
export const trendTableLines = (slots: readonly TrendSlot[]): readonly TrendLine[] =>
  slots.flatMap(({ key, year, point, announced }): TrendLine[] =>
    point === null
      ? announced.map((one) => ({ key: `${key} ${one.area}`, year, point, announced: one }))
      : [{ key, year, point, announced: null }],
  );
