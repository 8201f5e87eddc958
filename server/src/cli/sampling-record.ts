import { basename } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { AskedHousehold } from '@sipas/shared/sampling';
import type { CalibrationFault } from '@sipas/shared/statistics';
import { type RowCells, type Table, readTable } from '../reference-data/read-table.ts';
import type { TableRefusal } from '../reference-data/stream-columns.ts';

/** People in each cell, by the column of the record that tells the cell. */
export type Margins = ReadonlyMap<string, ReadonlyMap<string, number>>;

interface SamplingRecord {
  readonly table: Table<{
    readonly household: AskedHousehold;
    /** Cell in each margin. */
    readonly cells: readonly string[];
  }>;
  readonly notAsked: number;
}

const answers: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['0', false],
]);

const columns = [
  'commune',
  'commune_household_count',
  'village',
  'household_count',
  'village_probability',
  'household',
  'responded',
];

/**
 * Answers: the households that were asked, from the table of a draw in which the field has told who answered.
 * Missing: a blank in `responded` is a reserve that was not needed: left out, and counted.
 * Errors:  those of readTable; record.bad-answer; calibration.unknown-cell where a respondent lies in a cell that no margin
 *          knows; with line and column. design.empty also where nobody was asked.
 * Rule:    M-15
 */
export async function readSamplingRecord(
  file: string,
  margins: Margins,
): Promise<Result<SamplingRecord, TableRefusal>> {
  let notAsked = 0;
  const names = [...new Set([...columns, ...margins.keys()])];
  const table = await readTable(file, names, (row) => {
    if (row.textOrBlank('responded') === '') {
      notAsked++;
      return null;
    }
    const household = readHousehold(row);
    const cells = [...margins].map(([column, totals]) =>
      household.isResponding ? readCell(row, column, totals) : '',
    );
    return { household, cells };
  });
  if (table.ok) return ok({ table: table.value, notAsked });
  if (table.error.code !== 'design.empty' || notAsked === 0) return table;
  const detail = `${basename(file)}: responded is blank in every row`;
  return refuse({ code: 'design.empty', detail });
}

function readHousehold(row: RowCells): AskedHousehold {
  const isResponding = answers.get(row.text('responded'));
  return {
    commune: row.text('commune'),
    communeHouseholdCount: readCount(row, 'commune_household_count'),
    village: row.text('village'),
    householdCount: readCount(row, 'household_count'),
    villageProbability: row.number('village_probability'),
    household: row.text('household'),
    isResponding: isResponding ?? row.refuse('record.bad-answer', 'responded'),
  };
}

function readCount(row: RowCells, column: string): number {
  const count = row.number(column);
  return Number.isInteger(count) && count >= 1 ? count : row.refuse('record.bad-count', column);
}

function readCell(row: RowCells, column: string, totals: ReadonlyMap<string, number>): string {
  const cell = row.text(column);
  return totals.has(cell) ? cell : row.refuse('calibration.unknown-cell', column);
}

/**
 * Answers: what is known of the population, margin by margin.
 * Errors:  those of readTable; shares.bad-total, shares.repeated-cell, with line and column; where every count of a column is 0,
 *          with the line of its last one.
 */
export async function readMargins(file: string): Promise<Result<Margins, TableRefusal>> {
  const margins = new Map<string, Map<string, number>>();
  const lastLine = new Map<string, number>();
  const read = await readTable(file, ['column', 'cell', 'count'], (row) => {
    const [column, cell, people] = [row.text('column'), row.text('cell'), row.number('count')];
    if (people < 0 || people > 1e12) row.refuse('shares.bad-total', 'count');
    const totals = margins.get(column) ?? new Map<string, number>();
    if (totals.has(cell)) row.refuse('shares.repeated-cell', 'cell');
    margins.set(column, totals.set(cell, people));
    lastLine.set(column, row.line);
    return column;
  });
  if (!read.ok) return read;
  const empty = [...margins].find(([, totals]) => [...totals.values()].every((one) => one === 0));
  if (!empty) return ok(margins);
  const [column] = empty;
  const detail = `${basename(file)}: line ${String(lastLine.get(column))}, ${column}: every count is 0`;
  return refuse({ code: 'shares.bad-total', detail });
}

/** Answers: the refusal of known totals, naming the file, the column and the cell, or what the columns add up to. */
export function calibrationRefusal(
  { code, cell, margin }: CalibrationFault,
  margins: Margins,
  file: string,
): TableRefusal {
  const column = [...margins.keys()][margin ?? -1];
  const sums = [...margins].map(([name, totals]) => {
    const sum = [...totals.values()].reduce((all, one) => all + one, 0);
    return `${name} = ${String(sum)}`;
  });
  const what = column === undefined || cell === null ? sums.join(', ') : `${column}: "${cell}"`;
  return { code, detail: `${basename(file)}: ${what}` };
}
