import { printHundredths } from '@sipas/shared/kernel';
import type { ComparedFigure, Published, UnitChange } from '@sipas/shared/scoring';
import { type Cell, type CsvFormat, count, csvBytes, decimal, text } from './csv-format.ts';

const hundredths = (value: number | null): Cell =>
  decimal(value === null ? null : printHundredths(value));

const side = (name: 'before' | 'after') => {
  const of = (row: UnitChange): ComparedFigure => row[name];
  return [
    [`${name}_percent`, (row: UnitChange) => hundredths(of(row).hundredths)],
    [`${name}_low`, (row: UnitChange) => decimal(of(row).interval?.low ?? null)],
    [`${name}_high`, (row: UnitChange) => decimal(of(row).interval?.high ?? null)],
    [`${name}_interval_status`, (row: UnitChange) => text(of(row).intervalStatus)],
    [`${name}_valid`, (row: UnitChange) => count(of(row).validCount)],
    [`${name}_rank`, (row: UnitChange) => count(of(row).rank)],
    [`${name}_overlap_percent`, (row: UnitChange) => hundredths(of(row).overlapHundredths)],
    [`${name}_standing`, (row: UnitChange) => text(of(row).standing)],
  ] as const;
};

/** A table of changes as a file takes it: only rows that passed the gate. */
export interface ChangesFile {
  readonly before: ComparedWaveName;
  readonly after: ComparedWaveName;
  readonly on: string;
  readonly level: string;
  readonly by: string;
  readonly scheme: string;
  readonly instrument: string;
  readonly rows: Published<readonly UnitChange[]>;
}
interface ComparedWaveName {
  readonly name: string;
  /** The edition of a frozen wave; none where it is not frozen. */
  readonly edition?: number | undefined;
  readonly minimumBase: number;
  readonly minimumCell: number;
}

const about: readonly (readonly [string, (table: ChangesFile) => Cell])[] = [
  ['before_wave', ({ before }) => text(before.name)],
  ['after_wave', ({ after }) => text(after.name)],
  ['before_edition', ({ before }) => count(before.edition ?? null)],
  ['after_edition', ({ after }) => count(after.edition ?? null)],
  ['catalogue', ({ on }) => text(on)],
  ['instrument_id', ({ instrument }) => text(instrument)],
  ['scheme', ({ scheme }) => text(scheme)],
  ['level', ({ level }) => text(level)],
  ['before_minimum_base', ({ before }) => count(before.minimumBase)],
  ['before_minimum_cell', ({ before }) => count(before.minimumCell)],
  ['after_minimum_base', ({ after }) => count(after.minimumBase)],
  ['after_minimum_cell', ({ after }) => count(after.minimumCell)],
];

const columns: readonly (readonly [string, (row: UnitChange) => Cell])[] = [
  ['unit_code', (row) => text(row.unit)],
  ['unit_name', (row) => text(row.unitName)],
  ['figure_code', (row) => text(row.code)],
  ['figure_label', (row) => text(row.label)],
  ...side('before'),
  ...side('after'),
  ['change_points', (row) => hundredths(row.pointsHundredths)],
  ['change_low_points', (row) => hundredths(row.interval?.lowHundredths ?? null)],
  ['change_high_points', (row) => hundredths(row.interval?.highHundredths ?? null)],
  ['change_is_clear', (row) => text(row.interval === null ? null : String(row.interval.isClear))],
  ['change_ranks', (row) => count(row.steps)],
  ['standing', (row) => text(row.standing)],
];

/**
 * Answers: a table of changes between two waves as a spreadsheet file.
 * Shape:   one row a unit and figure, in the table's order, with the waves, scheme and bounds that it rests on. Withheld figures
 *          have empty cells and their reason beside.
 * Rule:    X-60
 */
export const changesCsv = (table: ChangesFile, format: CsvFormat): AsyncGenerator<Uint8Array> =>
  csvBytes(
    [...about, ...columns].map(([name]) => name),
    table.rows.map((row) => [
      ...about.map(([, cell]) => cell(table)),
      ...columns.map(([, cell]) => cell(row)),
    ]),
    format,
  );
