import { type Result, ok, refuse } from '../kernel/index.ts';

export interface TrimSetting {
  /** The largest weight as a multiple of the median one, at least 1. */
  readonly medianMultiple: number;
  /** Whether what is cut off goes to the others, so that the sum stays. */
  readonly isSpread: boolean;
}

export interface TrimmedWeights {
  readonly weights: readonly number[];
  /** Which were above the cap. */
  readonly isTrimmed: readonly boolean[];
  readonly cap: number;
  /** Sum of what was cut off. */
  readonly cutWeight: number;
}

/**
 * Answers: what is left of the weights when none may be too far above the middle one?
 * Shape:   positive weights → the same with none above the cap, in order. Spread: each of the others gets as much more as
 *          the next, and none goes over the cap by it.
 * Units:   those of the weights.
 * Errors:  trim.cap-too-low: spread, the sum would be more than the cap for all.
 * Source:  Potter 1990; R survey 4.1.1, trimWeights with strict=TRUE.
 * Rule:    M-11
 */
export function trimWeights(
  weights: readonly number[],
  { medianMultiple, isSpread }: TrimSetting,
): Result<TrimmedWeights, { readonly code: 'trim.cap-too-low' }> {
  const cap = medianOf(weights) * medianMultiple;
  const isTrimmed = weights.map((weight) => weight > cap);
  const cut = weights.map((weight) => Math.min(weight, cap));
  const cutWeight = sumOf(weights) - sumOf(cut);
  if (!isSpread || !isTrimmed.includes(true))
    return ok({ weights: isTrimmed.includes(true) ? cut : weights, isTrimmed, cap, cutWeight });
  const rise = riseUnder(cut, cap, cutWeight);
  if (rise === null) return refuse({ code: 'trim.cap-too-low' });
  return ok({
    weights: cut.map((weight) => Math.min(weight + rise, cap)),
    isTrimmed,
    cap,
    cutWeight,
  });
}

/** By how much every weight rises, those that reach the cap staying there, until so much is given out. */
function riseUnder(cut: readonly number[], cap: number, amount: number): number | null {
  const rooms = cut.map((weight) => cap - weight).sort((a, b) => a - b);
  let left = amount;
  for (const [place, room] of rooms.entries()) {
    const rise = left / (rooms.length - place);
    if (rise <= room) return rise;
    left -= room;
  }
  return null;
}

function medianOf(weights: readonly number[]): number {
  const sorted = [...weights].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
