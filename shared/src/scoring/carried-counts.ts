import type { UnitLink } from '../admin-units/index.ts';
import { addFractions, type Fraction } from '../kernel/index.ts';
import type { AnswerCounts } from './answer-counts.ts';

/** Counts of the answers that belong to a unit of another day: every cell ÷ `scale` is a number of answers. */
export interface CarriedCounts {
  readonly cells: readonly bigint[];
  readonly scale: bigint;
  /** Whether only whole communes were moved, so that the counts are those of real people. */
  readonly isExact: boolean;
}

/** A commune whose answers went to a unit of another day, wholly or by a share. */
export interface CarriedSource {
  readonly commune: string;
  readonly isWhole: boolean;
}

interface CarryRequest {
  readonly countsByCommune: ReadonlyMap<string, AnswerCounts>;
  readonly links: readonly UnitLink[];
  /** The wanted unit in which a commune of the other day lies. */
  readonly unitOf: (commune: string) => string;
  /** Cells of every table of counts. */
  readonly length: number;
}

/** What came out of carrying counts over. */
export interface CarriedOver {
  readonly byUnit: ReadonlyMap<string, CarriedCounts>;
  /** The unit of each commune with counts that lies in it wholly. */
  readonly unitByWholeCommune: ReadonlyMap<string, string>;
  /** Communes with counts, by the unit that their answers went to. */
  readonly sourcesByUnit: ReadonlyMap<string, readonly CarriedSource[]>;
  /** Answers whose place on the other day is not on record. */
  readonly unplaced: CarriedCounts;
}

/**
 * Answers: which answers of communes of one day belong to the units of another day?
 * Shape:   counts by commune, links → counts by wanted unit, only of units that received some. Each cell is the sum over
 *          communes of count × share, exactly: nothing is rounded, and all cells together are those that were given.
 *          Exact = every commune with answers lies wholly in the unit; one of which a part lies there makes it not exact,
 *          and so does one whose borders were redrawn.
 * Units:   answers and people over `scale`.
 * Missing: every kind of missing is carried in its own cell.
 * Errors:  throws RangeError when a commune with counts has no link: it is not in the catalogue of its day.
 * Source:  decision D9; decision 60.
 * Rule:    S-12
 */
export function carryCounts(request: CarryRequest): CarriedOver {
  const { countsByCommune, links, unitOf, length } = request;
  const linksByCommune = new Map<string, UnitLink[]>();
  for (const link of links) {
    const own = linksByCommune.get(link.from);
    if (own) own.push(link);
    else linksByCommune.set(link.from, [link]);
  }
  const contributionsByUnit = new Map<string | null, Contribution[]>();
  const unitByWholeCommune = new Map<string, string>();
  const sourcesByUnit = new Map<string, CarriedSource[]>();
  for (const [commune, counts] of countsByCommune) {
    const own = linksByCommune.get(commune);
    if (!own) throw new RangeError(`${commune} is no commune of the catalogue`);
    for (const [unit, went] of sharesByUnit(own, unitOf)) {
      if (unit !== null && isWhole(went)) unitByWholeCommune.set(commune, unit);
      const source = { commune, isWhole: isAll(went.share) };
      if (unit !== null) sourcesByUnit.set(unit, [...(sourcesByUnit.get(unit) ?? []), source]);
      const contributions = contributionsByUnit.get(unit) ?? [];
      contributionsByUnit.set(unit, [...contributions, { counts, ...went }]);
    }
  }
  const byUnit = new Map<string, CarriedCounts>();
  for (const [unit, contributions] of contributionsByUnit)
    if (unit !== null) byUnit.set(unit, sumContributions(contributions, length));
  const unplaced = sumContributions(contributionsByUnit.get(null) ?? [], length);
  return { byUnit, unitByWholeCommune, sourcesByUnit, unplaced };
}

interface Contribution {
  readonly counts: AnswerCounts;
  readonly share: Fraction;
  readonly isRedrawn: boolean;
}

const isAll = ({ numerator, denominator }: Fraction): boolean => numerator === denominator;

const isOne = ({ numerator, denominator }: Fraction): boolean =>
  numerator === 1n && denominator === 1n;

const isWhole = ({ share, isRedrawn }: Omit<Contribution, 'counts'>): boolean =>
  isAll(share) && !isRedrawn;

function sharesByUnit(
  links: readonly UnitLink[],
  unitOf: (commune: string) => string,
): ReadonlyMap<string | null, Omit<Contribution, 'counts'>> {
  const shares = new Map<string | null, Omit<Contribution, 'counts'>>();
  for (const { to, share, basis } of links) {
    const unit = to === null ? null : unitOf(to);
    const known = shares.get(unit);
    shares.set(unit, {
      share: known ? addFractions(known.share, share) : share,
      isRedrawn: basis === 'redrawn' || known?.isRedrawn === true,
    });
  }
  return shares;
}

function sumContributions(contributions: readonly Contribution[], length: number): CarriedCounts {
  if (contributions.every(({ share }) => isOne(share))) return sumWhole(contributions, length);
  const scale = contributions.reduce((sum, { share }) => leastMultiple(sum, share.denominator), 1n);
  const cells = Array.from({ length }, () => 0n);
  for (const { counts, share } of contributions) {
    const factor = (scale / share.denominator) * share.numerator;
    for (const [cell, count] of counts.entries())
      if (count > 0) cells[cell] = (cells[cell] ?? 0n) + BigInt(count) * factor;
  }
  return { cells, scale, isExact: contributions.every(isWhole) };
}

/** Most units consist of whole communes: their people are summed as numbers. */
function sumWhole(contributions: readonly Contribution[], length: number): CarriedCounts {
  const sums = new Float64Array(length);
  for (const { counts } of contributions)
    for (let cell = 0; cell < length; cell++) sums[cell] = (sums[cell] ?? 0) + (counts[cell] ?? 0);
  return {
    cells: Array.from(sums, BigInt),
    scale: 1n,
    isExact: contributions.every(isWhole),
  };
}

function leastMultiple(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
