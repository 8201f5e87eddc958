import { type Day, isDay } from '../kernel/index.ts';

/** One administrative unit as long as its code, name, kind and parent stayed the same. */
export interface Unit {
  /** The statistics office's code, as text. Codes are reused: the key is code and validity, never the code alone. */
  readonly code: string;
  /** Full official name with its type: "Phường 1". */
  readonly name: string;
  /** Level of the tree as the catalogue names it: "province", "district", "commune". */
  readonly level: string;
  /** Type of unit in the law: "tinh", "huyen", "xa", "phuong", … */
  readonly kind: string;
  /** Code of the unit above on the same day; null at the top. */
  readonly parentCode: string | null;
  /** First day in force; null where the start is not recorded (older than the first known list). */
  readonly validFrom: Day | null;
  /** Last day in force; null while it stands. */
  readonly validTo: Day | null;
}

/** A line of a file of units, as a CSV reader gives it. */
export type CsvRow = Readonly<Record<string, string | undefined>>;

/**
 * Answers: which units does a file of units list?
 * Shape:   rows with code, name, level, kind, parent_code, valid_from, valid_to → units, in the order of the rows; names in NFC.
 * Missing: empty parent_code, valid_from or valid_to become null.
 * Errors:  throws RangeError naming the line when a column is missing or a day is not a calendar day: the file is broken.
 * Source:  data/admin-units/README.md.
 * Rule:    U-01
 */
export function readUnits(rows: readonly CsvRow[]): Unit[] {
  return rows.map((row, index) => ({
    code: requiredCell(row, 'code', index),
    name: requiredCell(row, 'name', index).normalize('NFC'),
    level: requiredCell(row, 'level', index),
    kind: requiredCell(row, 'kind', index),
    parentCode: row['parent_code'] || null,
    validFrom: dayCell(row, 'valid_from', index),
    validTo: dayCell(row, 'valid_to', index),
  }));
}

/** Answers: what stands in a column that may not be empty? Throws RangeError naming the line (the header is line 1). */
export function requiredCell(row: CsvRow, column: string, index: number): string {
  const cell = row[column];
  if (!cell) throw new RangeError(`line ${String(index + 2)}: ${column} is empty`);
  return cell;
}

function dayCell(row: CsvRow, column: string, index: number): Day | null {
  const cell = row[column];
  if (!cell) return null;
  if (!isDay(cell))
    throw new RangeError(`line ${String(index + 2)}: ${column} is not a day: ${cell}`);
  return cell;
}
