import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { missingKinds } from '@sipas/shared/questionnaire';
import {
  type SampleRow,
  type SampleSums,
  type StreamedDesignFault,
  createSampleSums,
} from '@sipas/shared/statistics';
import {
  type NumberFault,
  type NumberReader,
  createNumberReader,
} from '../reference-data/table-numbers.ts';
import {
  type TableRefusal,
  noRow,
  refuseDoubtful,
  streamColumns,
} from '../reference-data/stream-columns.ts';

/** Which columns of a table tell what of a sample. */
export interface EstimateColumns {
  readonly value: string;
  readonly weight: string | undefined;
  readonly stratum: string | undefined;
  readonly clusters: readonly string[];
  readonly populations: readonly string[];
  readonly by: string | undefined;
}

interface SummedTable extends WithoutAnswer {
  readonly sums: SampleSums;
}

/** Rows that the estimate is not of, though they were drawn. */
export interface WithoutAnswer {
  readonly withoutValue: number;
  readonly withoutDomain: number;
}

/** Without a column that tells parts apart, all rows are one; the same word as of the command `score`. */
const allRows = 'all';

const noAnswers: ReadonlySet<string> = new Set(['', 'NA', ...missingKinds]);

/**
 * Answers: the sums of a sample that lies in a table of any size.
 * Missing: a blank value, NA and the kinds of missing of our exports are no answer; a blank part is no part. Both stay in
 *          the design. All else must be there.
 * Errors:  those of streamColumns; table.not-a-number, mixed-decimals, not-a-share, blank-cell and design.* with line and
 *          column of the first row that does not fit; table.doubtful-sign with those of the first number that can be read
 *          in two ways; design.empty naming the file.
 * Source:  contract of the command `estimate`.
 * Rule:    E-12
 */
export async function sumTable(
  file: string,
  columns: EstimateColumns,
  isShare: boolean,
): Promise<Result<SummedTable, TableRefusal>> {
  const { clusters, populations } = columns;
  const sums = createSampleSums({
    clusters: clusters.length,
    populations: populations.length,
    isWeightDerived: columns.weight === undefined,
  });
  const read = await readSample(file, { ...columns, isShare, margins: [] }, (row, line) => {
    const fault = sums.add(row, line);
    return fault ? designRefusal(fault, columns) : null;
  });
  return read.ok ? ok({ sums, ...read.value }) : read;
}

interface SampleReading extends EstimateColumns {
  readonly isShare: boolean;
  /** Columns that tell in which cell of a margin a row lies. */
  readonly margins: readonly string[];
}

/** Answers: the rows of a sample, one after the other, with their cells of the margins; errors as of sumTable. */
export async function readSample(
  file: string,
  reading: SampleReading,
  take: (row: SampleRow, line: number, cells: readonly string[]) => TableRefusal | null,
): Promise<Result<WithoutAnswer, TableRefusal>> {
  const missing = { values: 0, domains: 0 };
  const seen: { numbers: NumberReader | null; isRow: boolean } = { numbers: null, isRow: false };
  const { names, read, cellsOf } = createRowReader(reading);
  const streamed = await streamColumns(file, names, (separator) => {
    const numbers = (seen.numbers = createNumberReader(separator));
    return (cells, line) => {
      seen.isRow = true;
      const row = read(cells, numbers, line);
      if ('code' in row) return cellRefusal(row, line);
      if (row.value === null) missing.values++;
      if (row.domain === null) missing.domains++;
      if (reading.isShare && row.value !== null && row.value !== 0 && row.value !== 1)
        return cellRefusal(
          { code: 'table.not-a-share', column: reading.value, cell: String(row.value) },
          line,
        );
      return take(row, line, cellsOf(cells));
    };
  });
  if (!streamed.ok) return streamed;
  const doubtful = seen.isRow ? refuseDoubtful(seen.numbers) : noRow(file);
  if (doubtful) return refuse(doubtful);
  return ok({ withoutValue: missing.values, withoutDomain: missing.domains });
}

/** Answers: the refusal of a design, naming the column that it is about. */
export function designRefusal(
  { code, row, stage }: StreamedDesignFault,
  { populations, weight }: EstimateColumns,
): TableRefusal {
  const column = stage === null ? weight : populations[stage];
  return { code, detail: row === null ? '' : `line ${String(row)}, ${column ?? ''}` };
}

interface CellFault {
  readonly code:
    NumberFault | 'table.blank-cell' | 'table.not-a-share' | 'calibration.unknown-cell';
  readonly column: string;
  readonly cell: string;
}

export const cellRefusal = ({ code, column, cell }: CellFault, line: number): TableRefusal => ({
  code,
  detail: `line ${String(line)}, ${column}: "${cell}"`,
});

/** The columns to ask for, and what turns their cells into a row of the sample. */
function createRowReader(columns: SampleReading) {
  const { value, weight, stratum, clusters, populations, by, margins } = columns;
  const optionalNames = [weight, stratum, by].filter((name) => name !== undefined);
  const names = [...new Set([value, ...optionalNames, ...clusters, ...populations, ...margins])];
  const placeOf = (name: string | undefined) => (name === undefined ? -1 : names.indexOf(name));
  const at = {
    value: placeOf(value),
    weight: placeOf(weight),
    by: placeOf(by),
    named: [stratum, ...clusters, ...margins].filter((name) => name !== undefined).map(placeOf),
    numbers: [...(weight === undefined ? [] : [weight]), ...populations].map(placeOf),
    stratum: placeOf(stratum),
    clusters: clusters.map(placeOf),
    margins: margins.map(placeOf),
  };
  const fault = (code: CellFault['code'], place: number, cell: string): CellFault => ({
    code,
    column: names[place] ?? '',
    cell,
  });

  const read = (
    cells: readonly string[],
    numbers: NumberReader,
    line: number,
  ): SampleRow | CellFault => {
    const cell = (place: number): string => cells[place] ?? '';
    const blank = [...at.named, ...at.numbers].find((place) => cell(place) === '');
    if (blank !== undefined) return fault('table.blank-cell', blank, '');
    const answer = cell(at.value);
    const answered = noAnswers.has(answer) ? null : numbers.read(answer, line, value);
    if (typeof answered === 'string') return fault(answered, at.value, answer);
    const weights: number[] = [];
    for (const place of at.numbers) {
      const number = numbers.read(cell(place), line, names[place] ?? '');
      if (typeof number === 'string') return fault(number, place, cell(place));
      weights.push(number);
    }
    return {
      value: answered,
      weight: weight === undefined ? null : (weights.shift() ?? null),
      stratum: at.stratum === -1 ? '' : cell(at.stratum),
      clusters: at.clusters.map(cell),
      populations: weights,
      domain: at.by === -1 ? allRows : cell(at.by) === '' ? null : cell(at.by),
    };
  };
  const cellsOf = (cells: readonly string[]) => at.margins.map((place) => cells[place] ?? '');
  return { names, read, cellsOf };
}
