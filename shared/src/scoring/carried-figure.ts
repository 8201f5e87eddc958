import type { Fraction } from '../kernel/index.ts';
import type { CarriedCounts } from './carried-counts.ts';
import type { PlannedFigure } from './satisfaction-index.ts';
import { combineShares, pooledShare, type SchemeName, type Tally } from './schemes.ts';

/** A figure of the satisfaction index of a unit of another day. */
export interface CarriedFigure {
  /** Null when there is no valid answer. */
  readonly share: Fraction | null;
  /** Responses with a valid answer behind the figure; not whole where communes were shared out. */
  readonly valid: Fraction;
}

/**
 * Answers: what share of people is satisfied, by answers that were carried over to a unit of another day?
 * Shape:   a planned figure, carried counts → share and base, by the same formulas as for counts of people (S-04, S-05):
 *          the common scale cancels out of every share.
 * Units:   share 0–1, exact; responses, exact.
 * Missing: as for the figure itself: share null where no valid answer is left.
 * Source:  decisions D2, D3 and D9.
 * Rule:    S-13
 */
export function computeCarriedFigure(
  planned: PlannedFigure,
  { cells, scale }: CarriedCounts,
  scheme: SchemeName,
): CarriedFigure {
  const sum = (members: readonly number[]) =>
    members.reduce((total, cell) => total + (cells[cell] ?? 0n), 0n);
  const factors = planned.factors.map((criteria) =>
    criteria.map(({ satisfied, valid }): Tally<bigint> => ({
      satisfied: sum(satisfied),
      valid: sum(valid),
    })),
  );
  const tallies = factors.flat();
  const share =
    planned.kind === 'criterion' ? pooledShare(tallies) : combineShares(scheme, factors);
  const valid =
    planned.validCell === null
      ? tallies.reduce((total, tally) => total + tally.valid, 0n)
      : (cells[planned.validCell] ?? 0n);
  return { share: share.ok ? share.value : null, valid: { numerator: valid, denominator: scale } };
}
