import { type Day, isDay } from '../kernel/index.ts';
import { type CsvRow, requiredCell } from './unit.ts';

/** Whole: all of the old unit went there. Part: the old unit was split, its shares are not in the law. */
export type SuccessionKind = 'whole' | 'part';

/** One old unit and one unit that took it over. */
export interface CrosswalkRow {
  readonly fromCode: string;
  /** Last day of the old unit. */
  readonly fromValidTo: Day;
  readonly toCode: string;
  /** First day on which the new unit holds it. */
  readonly toValidFrom: Day;
  readonly kind: SuccessionKind;
}

/** One step from a unit to another. */
export interface Succession {
  readonly code: string;
  /** The day from which the change holds. */
  readonly since: Day;
  readonly kind: SuccessionKind;
}

const reformEve = '2025-06-30' as Day;
const reformDay = '2025-07-01' as Day;

/**
 * Answers: what became of each commune in the reform of 1 July 2025?
 * Shape:   rows old_code, new_code, kind → crosswalk rows in the order of the file.
 * Errors:  throws RangeError naming the line when a column is empty or kind is neither whole nor part.
 */
export function readReformCrosswalk(rows: readonly CsvRow[]): CrosswalkRow[] {
  return rows.map((row, index) => ({
    fromCode: requiredCell(row, 'old_code', index),
    fromValidTo: reformEve,
    toCode: requiredCell(row, 'new_code', index),
    toValidFrom: reformDay,
    kind: kindCell(row, index),
  }));
}

/**
 * Answers: what became of the communes that ended before the reform?
 * Shape:   rows of crosswalk-earlier.csv → crosswalk rows. Where the direct successor is not known (empty next_code),
 *          the row leads straight to the commune of 1 July 2025.
 * Errors:  throws RangeError naming the line on a broken row.
 */
export function readEarlierCrosswalk(rows: readonly CsvRow[]): CrosswalkRow[] {
  return rows.map((row, index) => {
    const ended = requiredCell(row, 'old_valid_to', index);
    if (!isDay(ended)) throw new RangeError(`line ${String(index + 2)}: ${ended} is not a day`);
    const direct = row['next_code'];
    return {
      fromCode: requiredCell(row, 'old_code', index),
      fromValidTo: ended,
      toCode: direct || requiredCell(row, 'new_code_2025', index),
      toValidFrom: direct ? dayAfter(ended) : reformDay,
      kind: kindCell(row, index),
    };
  });
}

function kindCell(row: CsvRow, index: number): SuccessionKind {
  const kind = row['kind'];
  if (kind !== 'whole' && kind !== 'part')
    throw new RangeError(`line ${String(index + 2)}: kind is ${kind ?? 'empty'}`);
  return kind;
}

const dayAfter = (day: Day): Day =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10) as Day;

/**
 * Answers: two communes merged, or one was split: what does the unit that carried this code on this day become next?
 * Shape:   code and a day on which it was in force → the successors of its first change on or after that day, by code;
 *          empty = it still stands.
 * Source:  crosswalk-earlier.csv and crosswalk-2025.csv, each with its basis in data/admin-units/README.md.
 * Rule:    U-06
 */
export function successors(
  crosswalk: readonly CrosswalkRow[],
  code: string,
  day: Day,
): readonly Succession[] {
  return nextChange(crosswalk, code, day)
    .map((row) => ({ code: row.toCode, since: row.toValidFrom, kind: row.kind }))
    .sort(byCode);
}

/** Answers: the rows of the first change, on or after this day, of the unit that carries this code then. */
export function nextChange<Row extends CrosswalkRow>(
  crosswalk: readonly Row[],
  code: string,
  day: Day,
): readonly Row[] {
  const later = crosswalk.filter((row) => row.fromCode === code && row.fromValidTo >= day);
  const ended = later.map((row) => row.fromValidTo).sort()[0];
  return later.filter((row) => row.fromValidTo === ended);
}

/**
 * Answers: from which units did the unit that carries this code on this day take people, at its latest change?
 * Shape:   code and a day on which it is in force → the predecessors of its last change on or before that day, by code;
 *          empty = no change is recorded. A unit that only grew is not listed as its own predecessor.
 * Source:  as for successors.
 * Rule:    U-06
 */
export function predecessors(
  crosswalk: readonly CrosswalkRow[],
  code: string,
  day: Day,
): readonly Succession[] {
  const earlier = crosswalk.filter((row) => row.toCode === code && row.toValidFrom <= day);
  const since = earlier
    .map((row) => row.toValidFrom)
    .sort()
    .at(-1);
  return earlier
    .filter((row) => row.toValidFrom === since)
    .map((row) => ({ code: row.fromCode, since: row.toValidFrom, kind: row.kind }))
    .sort(byCode);
}

const byCode = (a: Succession, b: Succession): number => (a.code < b.code ? -1 : 1);
