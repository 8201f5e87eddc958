import type { Uuid7 } from '@sipas/shared/kernel';
import type { AnnouncedFigure, ScoreRow } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { trendLines } from './trend-lines.ts';

const figure = (
  area: string,
  year: number,
  more: Partial<AnnouncedFigure> = {},
): AnnouncedFigure => ({
  ...{ area, areaName: area, year, series: 'ho-gia-dinh', figure: 'overall', position: 'value' },
  ...{ percent: '80.00', rank: null, rankedCount: null, regionRank: null, regionCount: null },
  source: '',
  ...more,
});
const row = (percent: string | null) => ({ percent }) as ScoreRow;
const wave = (id: string) => ({ id: id as Uuid7, name: `Đợt ${id}` });

describe('the index over time', () => {
  it('is the waves as they were made, then what was announced, by year', () => {
    const lines = trendLines(
      'household-2022',
      [figure('VN', 2024), figure('86', 2022), figure('VN', 2024, { position: 'lowest' })],
      [
        { wave: wave('2'), row: row('81.00') },
        { wave: wave('1'), row: row('79.00') },
      ],
    );

    expect(lines.map(({ key }) => key)).toEqual([
      '1',
      '2',
      '86 2022 value',
      'VN 2024 value',
      'VN 2024 lowest',
    ]);
  });

  it('leaves out other series, parts of the index and withheld figures', () => {
    const announced = [
      figure('VN', 2020, { series: 'giao-dich' }),
      figure('VN', 2024, { figure: 'policy' }),
    ];
    const own = [
      { wave: wave('1'), row: row(null) },
      { wave: wave('2'), row: undefined },
    ];
    expect(trendLines('household-2022', announced, own)).toEqual([]);
    expect(trendLines('transaction-5-factor', announced, own)).toHaveLength(1);
    expect(trendLines('another', announced, own)).toEqual([]);
  });
});
