import { type CsvRow, requiredCell } from '../admin-units/index.ts';

/** Other yearly indices of public administration; each has a scale of its own. */
export const otherIndices = ['par-index', 'papi'] as const;
const positions = ['value', 'highest', 'lowest'] as const;

/** The scales, in hundredths: PAR INDEX is a percentage, PAPI adds eight dimensions of 1 to 10 points. */
const scales: Readonly<Record<(typeof otherIndices)[number], readonly [number, number]>> = {
  'par-index': [0, 10_000],
  papi: [800, 8000],
};

/** A figure of another index: something to look at beside ours, never to add, subtract or rank with it. */
export interface OtherIndexFigure {
  /** Code of the statistics office then, "VN" for the country, a word for a region. */
  readonly area: string;
  readonly areaName: string;
  readonly year: number;
  readonly index: (typeof otherIndices)[number];
  /** Of the area itself, or of the highest or lowest of its provinces. */
  readonly position: (typeof positions)[number];
  /** Hundredths of a percent or of a point, as the index has it. */
  readonly hundredths: number;
  readonly source: string;
}

/**
 * Answers: which figures of other indices do we know, and from where?
 * Shape:   rows area, area_name, year, index, position, value, source → figures, in the order of the rows.
 * Units:   value with two decimals, percent for PAR INDEX and points for PAPI → hundredths.
 * Errors:  throws RangeError naming the line when a cell is empty, of an unknown word or outside the scale of its index,
 *          or when a figure stands twice: the file is broken.
 * Source:  data/published-figures/README.md.
 * Rule:    S-51
 */
export function readOtherIndices(rows: readonly CsvRow[]): OtherIndexFigure[] {
  const seen = new Set<string>();
  return rows.map((row, line) => {
    const cell = (column: string) => requiredCell(row, column, line);
    const broken = (column: string): never => {
      throw new RangeError(`line ${String(line + 2)}: ${column} is ${row[column] || 'empty'}`);
    };
    const key = ['area', 'year', 'index', 'position'].map(cell).join(' ');
    if (seen.has(key)) throw new RangeError(`line ${String(line + 2)}: ${key} stands twice`);
    seen.add(key);
    const index = otherIndices.find((one) => one === row['index']) ?? broken('index');
    const [least, most] = scales[index];
    const hundredths = /^\d{1,3}\.\d{2}$/.test(cell('value'))
      ? Number(cell('value').replace('.', ''))
      : broken('value');
    return {
      area: cell('area'),
      areaName: cell('area_name').normalize('NFC'),
      year: /^20\d\d$/.test(cell('year')) ? Number(cell('year')) : broken('year'),
      index,
      position: positions.find((one) => one === row['position']) ?? broken('position'),
      hundredths: hundredths >= least && hundredths <= most ? hundredths : broken('value'),
      source: cell('source').normalize('NFC'),
    };
  });
}
