import { type Result, ok, refuse } from '../kernel/index.ts';

export const allocationMethods = ['equal', 'proportional', 'square-root', 'neyman'] as const;
export type AllocationMethod = (typeof allocationMethods)[number];

export interface StratumToFill {
  readonly name: string;
  /** What the share follows: people or households. */
  readonly size: number;
  /** Units that can be drawn: as many as there are. */
  readonly capacity: number;
  /** Standard deviation of what is measured; for Neyman's allocation. */
  readonly deviation?: number | undefined;
}

export interface AllocationSetting {
  readonly count: number;
  readonly method: AllocationMethod;
  /** Units each stratum has at least; all of a stratum that holds fewer. */
  readonly minimum: number;
}

export interface AllocationFault {
  readonly code:
    | 'allocation.bad-stratum'
    | 'allocation.no-deviation'
    | 'allocation.minimum-too-large'
    | 'allocation.population-too-small';
  /** The stratum, or the numbers that do not fit together. */
  readonly detail: string;
}

/**
 * Answers: how many units are drawn from each stratum?
 * Shape:   a whole number a stratum, in their order, that add up to `count` exactly: shares alike, or as size, as its root,
 *          or as size × deviation, within minimum and capacity, to whole numbers by the largest remainder (the first of
 *          equals).
 * Units:   units of the sample.
 * Errors:  allocation.bad-stratum (a size, capacity or deviation that is none), no-deviation, minimum-too-large (the
 *          minima alone are more than `count`), population-too-small (so many cannot be drawn). Throws RangeError for a
 *          count that is not whole or above a million.
 * Source:  Neyman 1934 and Cochran 1977, 5.5; Bankier 1988 (square root); the largest remainder of Hamilton.
 * Rule:    M-03
 */
export function allocate(
  strata: readonly StratumToFill[],
  { count, method, minimum }: AllocationSetting,
): Result<readonly number[], AllocationFault> {
  if (!Number.isInteger(count) || count > mostUnits)
    throw new RangeError(`no count: ${String(count)}`);
  const fault = checkStrata(strata, method);
  if (fault) return refuse(fault);
  const bounds = strata.map((stratum) => {
    const low = Math.min(minimum, stratum.capacity);
    const pull = pulls[method](stratum);
    return { pull, low, high: pull > 0 ? stratum.capacity : low };
  });
  const least = sumOf(bounds.map(({ low }) => low));
  const most = sumOf(bounds.map(({ high }) => high));
  if (!(least <= count))
    return refuse({
      code: 'allocation.minimum-too-large',
      detail: `${String(least)} > ${String(count)}`,
    });
  if (!(count <= most))
    return refuse({
      code: 'allocation.population-too-small',
      detail: `${String(most)} < ${String(count)}`,
    });
  return ok(toWholeNumbers(shareOut(bounds, count), bounds, count));
}

interface Bounds {
  readonly pull: number;
  readonly low: number;
  readonly high: number;
}

const pulls: Readonly<Record<AllocationMethod, (stratum: StratumToFill) => number>> = {
  equal: () => 1,
  proportional: ({ size }) => size,
  'square-root': ({ size }) => Math.sqrt(size),
  neyman: ({ size, deviation = 0 }) => size * deviation,
};

function checkStrata(
  strata: readonly StratumToFill[],
  method: AllocationMethod,
): AllocationFault | null {
  for (const { name, size, capacity, deviation } of strata) {
    if (method === 'neyman' && deviation === undefined)
      return { code: 'allocation.no-deviation', detail: name };
    const isFit =
      isAmount(size) &&
      isAmount(deviation ?? 0) &&
      isAmount(capacity) &&
      Number.isInteger(capacity);
    if (!isFit) return { code: 'allocation.bad-stratum', detail: name };
  }
  return null;
}

/** Shares of so many are told apart to a billionth. */
const mostUnits = 1e6;
const isAmount = (value: number): boolean => value >= 0 && value <= 1e12;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Shares by pull within the bounds: what one unit of pull is worth grows until all is given out. The sum is made of
 * straight pieces that bend where a stratum leaves its minimum or is full, so the piece is found first.
 */
function shareOut(bounds: readonly Bounds[], count: number): readonly number[] {
  const sharesAt = (worth: number) =>
    bounds.map(({ pull, low, high }) => Math.min(Math.max(worth * pull, low), high));
  const pulling = bounds.filter(({ pull }) => pull > 0);
  const bends = pulling.flatMap(({ pull, low, high }) => [low / pull, high / pull]);
  const to = bends.sort((a, b) => a - b).find((worth) => sumOf(sharesAt(worth)) >= count);
  if (to === undefined) return bounds.map(({ high }) => high);
  const full = sharesAt(to);
  // By the same divisions as the bends, or a stratum could be lost to the last digit.
  const moving = pulling.filter(({ pull, low, high }) => low / pull < to && to <= high / pull);
  const pullSum = sumOf(moving.map(({ pull }) => pull));
  return pullSum > 0 ? sharesAt(to - (sumOf(full) - count) / pullSum) : full;
}

function toWholeNumbers(
  shares: readonly number[],
  bounds: readonly Bounds[],
  count: number,
): readonly number[] {
  // What is whole, or as large as another remainder, but for the last digits of the arithmetic, is so.
  const billionths = shares.map((share) => Math.round(share * 1e9));
  const given = billionths.map((share) => Math.floor(share / 1e9));
  const remainders = billionths.map((share, place) => ({ place, left: share % 1e9 }));
  let left = count - sumOf(given);
  for (const { place } of remainders.sort((a, b) => b.left - a.left || a.place - b.place)) {
    if (left === 0) break;
    const own = given[place] ?? 0;
    if (own >= (bounds[place]?.high ?? 0)) continue;
    given[place] = own + 1;
    left--;
  }
  return given;
}
