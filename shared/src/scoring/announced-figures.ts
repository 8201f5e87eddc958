import { type CsvRow, requiredCell } from '../admin-units/index.ts';

/** A figure that somebody else announced (*công bố*): a reference point, never mixed with our own. */
export interface AnnouncedFigure {
  /** Code of the statistics office then, "VN" for the country, a word for a region. */
  readonly area: string;
  readonly areaName: string;
  readonly year: number;
  /** Surveys of one series can be compared; those of different series cannot. */
  readonly series: string;
  /** "overall", or the code of a block or factor. */
  readonly figure: string;
  /** Of the area itself, or of the highest or lowest of its provinces. */
  readonly position: (typeof positions)[number];
  /** The printed percentage as a whole number of hundredths. */
  readonly hundredths: number;
  readonly rank: number | null;
  readonly rankedCount: number | null;
  readonly regionRank: number | null;
  readonly regionCount: number | null;
  readonly source: string;
}

const positions = ['value', 'highest', 'lowest'] as const;
/** Before it there was no such index. */
const firstYear = 2012;

/**
 * Answers: which figures of earlier years were announced, and by whom do we know?
 * Shape:   rows area, area_name, year, series, figure, position, percent, rank, ranked_count, region_rank,
 *          region_count, source → figures, in the order of the rows.
 * Units:   percent 0–100 with two decimals → hundredths of a percent.
 * Missing: empty ranks become null.
 * Errors:  throws RangeError naming the line when a cell that must be there is empty, is out of bounds or of an unknown
 *          word, a rank lacks its count or lies beyond it, or a figure stands twice: the file is broken.
 * Source:  decision D17; data/published-figures/README.md.
 * Rule:    S-15
 */
export function readAnnouncedFigures(rows: readonly CsvRow[]): AnnouncedFigure[] {
  const seen = new Set<string>();
  return rows.map((row, index) => {
    const cell = (column: string) => requiredCell(row, column, index);
    const broken = (column: string): never => {
      throw new RangeError(`line ${String(index + 2)}: ${column} is ${row[column] || 'empty'}`);
    };
    const year = Number(cell('year'));
    const key = [cell('area'), cell('year'), cell('figure'), cell('position')].join(' ');
    if (seen.has(key)) throw new RangeError(`line ${String(index + 2)}: ${key} stands twice`);
    seen.add(key);
    const [rank, rankedCount] = placeCells(row, ['rank', 'ranked_count'], broken);
    const [regionRank, regionCount] = placeCells(row, ['region_rank', 'region_count'], broken);
    return {
      area: cell('area'),
      areaName: cell('area_name').normalize('NFC'),
      year: Number.isInteger(year) && year >= firstYear ? year : broken('year'),
      series: cell('series'),
      figure: cell('figure'),
      position: positions.find((one) => one === row['position']) ?? broken('position'),
      hundredths: hundredthsOf(cell('percent')) ?? broken('percent'),
      ...{ rank, rankedCount, regionRank, regionCount },
      source: cell('source').normalize('NFC'),
    };
  });
}

/** Digits only: as a binary number 80.11 is none. */
function hundredthsOf(percent: string): number | null {
  const [, whole, decimals] = /^(\d{1,3})\.(\d{2})$/.exec(percent) ?? [];
  const hundredths = Number(`${whole ?? ''}${decimals ?? ''}`);
  return whole === undefined || hundredths > 10_000 ? null : hundredths;
}

function placeCells(
  row: CsvRow,
  [rankColumn, countColumn]: readonly [string, string],
  broken: (column: string) => never,
): readonly [number, number] | readonly [null, null] {
  const [rank, count] = [row[rankColumn] ?? '', row[countColumn] ?? ''];
  if (rank === '' && count === '') return [null, null];
  if (!/^[1-9]\d*$/.test(count)) broken(countColumn);
  if (!/^[1-9]\d*$/.test(rank) || Number(rank) > Number(count)) broken(rankColumn);
  return [Number(rank), Number(count)];
}
