import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { AskedHousehold } from '@sipas/shared/sampling';
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
 *          knows; with line and column.
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
  return table.ok ? ok({ table: table.value, notAsked }) : table;
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
 * Errors:  those of readTable; shares.bad-total, shares.repeated-cell, with line and column.
 */
export async function readMargins(file: string): Promise<Result<Margins, TableRefusal>> {
  const margins = new Map<string, Map<string, number>>();
  const read = await readTable(file, ['column', 'cell', 'count'], (row) => {
    const [column, cell, people] = [row.text('column'), row.text('cell'), row.number('count')];
    if (people < 0 || people > 1e12) row.refuse('shares.bad-total', 'count');
    const totals = margins.get(column) ?? new Map<string, number>();
    if (totals.has(cell)) row.refuse('shares.repeated-cell', 'cell');
    margins.set(column, totals.set(cell, people));
    return column;
  });
  if (!read.ok) return read;
  const empty = [...margins].find(([, totals]) => [...totals.values()].every((one) => one === 0));
  return empty ? refuse({ code: 'shares.bad-total', detail: empty[0] }) : ok(margins);
}
