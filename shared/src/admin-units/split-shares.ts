import { type Fraction, reduceFraction } from '../kernel/index.ts';
import type { CrosswalkRow } from './succession.ts';
import { type CsvRow, requiredCell } from './unit.ts';

/**
 * Where the share of a unit that went to another comes from, the surest first.
 *
 * | basis           | the share                                                                              |
 * |-----------------|----------------------------------------------------------------------------------------|
 * | `whole`         | all of it, by law                                                                      |
 * | `census`        | of a unit that was put together: what its parts had of the households of 2019           |
 * | `split-counted` | of a unit that was split: households that were counted                                 |
 * | `split-even`    | of a unit that was split: nobody counted, so each successor is given as much            |
 * | `redrawn`       | its borders were redrawn and only this successor is on record: taken for all of it      |
 */
export const shareBases = ['whole', 'census', 'split-counted', 'split-even', 'redrawn'] as const;
export type ShareBasis = (typeof shareBases)[number];

/** A change of a unit with the share of it that went this way. */
export interface SharedChange extends CrosswalkRow {
  /** Of the households of the old unit, 0–1. */
  readonly share: Fraction;
  readonly basis: ShareBasis;
}

const whole: Fraction = { numerator: 1n, denominator: 1n };
const basisByWord: Readonly<Record<string, ShareBasis>> = {
  'so-ho': 'split-counted',
  'chia-deu': 'split-even',
};

/**
 * Answers: how much of each old unit went to each of its successors?
 * Shape:   crosswalk, rows old_code, old_valid_to, new_code, parts, basis of the editable file → the crosswalk with
 *          shares, in its order. share = parts ÷ all parts of that old unit, so the shares of a unit sum to 1.
 *          A `part` with one successor on record keeps the share 1 with the basis `redrawn`.
 * Units:   parts: households (basis so-ho), or any equal whole numbers (chia-deu). Share 0–1.
 * Errors:  throws RangeError naming line or unit when a cell is no whole number above zero or no known basis, a row
 *          belongs to no split, stands twice, or a split lacks a successor: the data are broken.
 * Source:  data/admin-units/split-shares.csv; decision 60: the resolution splits five units and gives no shares.
 * Rule:    U-08
 */
export function addSplitShares(
  crosswalk: readonly CrosswalkRow[],
  rows: readonly CsvRow[],
): SharedChange[] {
  const parts = readParts(rows);
  const used = new Set<string>();
  const changes = crosswalk.map((row): SharedChange => {
    const siblings = crosswalk.filter((other) => other.kind === 'part' && isSameUnit(other, row));
    if (row.kind === 'whole') return { ...row, share: whole, basis: 'whole' };
    if (siblings.length === 1) return { ...row, share: whole, basis: 'redrawn' };
    const denominator = siblings.reduce((sum, sibling) => sum + partOf(sibling).parts, 0n);
    const { parts: numerator, basis } = partOf(row);
    return { ...row, share: reduceFraction({ numerator, denominator }), basis };
  });
  const stray = [...parts.keys()].find((key) => !used.has(key));
  if (stray !== undefined) throw new RangeError(`${stray} is no part of a split unit`);
  return changes;

  function partOf(row: CrosswalkRow): SplitPart {
    const key = partKey(row.fromCode, row.fromValidTo, row.toCode);
    const part = parts.get(key);
    if (!part) throw new RangeError(`${key} has no share`);
    used.add(key);
    return part;
  }
}

interface SplitPart {
  readonly parts: bigint;
  readonly basis: ShareBasis;
}

const isSameUnit = (a: CrosswalkRow, b: CrosswalkRow): boolean =>
  a.fromCode === b.fromCode && a.fromValidTo === b.fromValidTo;

const partKey = (from: string, validTo: string, to: string): string => `${from} ${validTo} > ${to}`;

function readParts(rows: readonly CsvRow[]): ReadonlyMap<string, SplitPart> {
  const parts = new Map<string, SplitPart>();
  rows.forEach((row, index) => {
    const cell = (column: string) => requiredCell(row, column, index);
    const key = partKey(cell('old_code'), cell('old_valid_to'), cell('new_code'));
    const count = cell('parts');
    const basis = basisByWord[cell('basis')];
    const line = `line ${String(index + 2)}`;
    if (!/^[1-9]\d*$/.test(count)) throw new RangeError(`${line}: parts is ${count}`);
    if (!basis) throw new RangeError(`${line}: basis is ${cell('basis')}`);
    if (parts.has(key)) throw new RangeError(`${line}: ${key} stands twice`);
    parts.set(key, { parts: BigInt(count), basis });
  });
  return parts;
}
