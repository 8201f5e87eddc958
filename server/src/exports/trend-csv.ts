import type { Trend } from '@sipas/shared/wire';
import { type Cell, type CsvFormat, count, csvBytes, decimal, text } from './csv-format.ts';

const header = [
  ...['instrument_id', 'scheme', 'level', 'unit_code', 'figure_code', 'figure_label'],
  ...['kind', 'year', 'name', 'unit_name', 'catalogue', 'edition', 'percent', 'low', 'high'],
  ...['interval_status', 'valid', 'standing', 'link', 'rank', 'ranked_count', 'source'],
];

/**
 * Answers: a trend as a spreadsheet file.
 * Shape:   one row a wave, then one a figure that others announced, told apart in the column kind: `wave`, `announced`.
 *          Withheld figures have empty cells and their reason beside; of an announced one no base and no interval is known.
 * Rule:    N-31
 */
export function trendCsv(trend: Trend, format: CsvFormat): AsyncGenerator<Uint8Array> {
  const { instrument, scheme, level, unit, figure, points, announced } = trend;
  const about: readonly Cell[] = [
    ...[instrument.id, scheme, level, unit.code, figure.code, figure.label].map(text),
  ];
  const none = text(null);
  return csvBytes(
    header,
    [
      ...points.map((point): Cell[] => [
        ...about,
        ...[text('wave'), count(point.year), text(point.wave.name), text(point.unitName)],
        ...[text(point.catalogue), count(point.edition ?? null), decimal(point.percent)],
        ...[decimal(point.low), decimal(point.high), text(point.intervalStatus)],
        ...[count(point.valid), text(point.standing), text(point.link), none, none, none],
      ]),
      ...announced.map((one): Cell[] => [
        ...about,
        ...[text('announced'), count(one.year), none, text(one.areaName), none, none],
        ...[decimal(one.percent), none, none, none, none, none, none],
        ...[count(one.rank), count(one.rankedCount), text(one.source)],
      ]),
    ],
    format,
  );
}
