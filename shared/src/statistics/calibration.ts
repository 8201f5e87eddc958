import { type Result, ok, refuse } from '../kernel/index.ts';

/** A partition of the rows whose size in the population is known: sex, or sex by age. */
export interface Margin {
  /** Cell of each row. */
  readonly cells: readonly string[];
  /** Units of the population in each cell. */
  readonly totals: ReadonlyMap<string, number>;
}

/** Weights fitted to known totals, with what their variance needs. */
export interface Calibration {
  readonly designWeights: Float64Array;
  readonly weights: Float64Array;
  readonly cellsOfRows: readonly Int32Array[];
}

export interface CalibrationFault {
  readonly code:
    | 'calibration.unknown-cell'
    | 'calibration.empty-cell'
    | 'calibration.uneven-totals'
    | 'calibration.not-settled';
  /** The cell, where one is meant, and its place among the margins. */
  readonly cell: string | null;
  readonly margin: number | null;
}

const mostRounds = 1000;
const fitPrecision = 1e-12;
const totalsPrecision = 1e-6;

/**
 * Answers: which weights, as near as can be to those of the drawing, add up to what is known of the population?
 * Shape:   one margin is post-stratification; several are raked in turn until all fit (iterative proportional fitting).
 * Units:   units of the population.
 * Errors:  calibration.unknown-cell (a row lies where no total is known), empty-cell (a total that no row can carry),
 *          uneven-totals (margins of different sums cannot fit together), not-settled.
 * Source:  Deming and Stephan 1940; Deville, Särndal and Sautory 1993.
 * Rule:    E-08
 */
export function calibrate(
  designWeights: readonly number[] | Float64Array,
  margins: readonly Margin[],
): Result<Calibration, CalibrationFault> {
  const fault = checkMargins(designWeights, margins);
  if (fault) return refuse(fault);
  const placed = margins.map(({ cells, totals }) => {
    const names = [...totals.keys()];
    const placeOf = new Map(names.map((name, place) => [name, place]));
    return {
      cellOfRow: Int32Array.from(cells, (cell) => placeOf.get(cell) ?? 0),
      totals: names.map((name) => totals.get(name) ?? 0),
    };
  });
  const weights = Float64Array.from(designWeights);
  for (let round = 0; round < mostRounds; round++) {
    let worst = 0;
    for (const { cellOfRow, totals } of placed) {
      const sums = sumCells(cellOfRow, totals.length, weights);
      const factors = totals.map((total, cell) => (total === 0 ? 0 : total / (sums[cell] ?? 1)));
      worst = Math.max(worst, farthestFromOne(factors));
      for (const [row, cell] of cellOfRow.entries())
        weights[row] = (weights[row] ?? 0) * (factors[cell] ?? 0);
    }
    if (worst <= fitPrecision || (placed.length === 1 && round === 1))
      return ok({
        designWeights: Float64Array.from(designWeights),
        weights,
        cellsOfRows: placed.map(({ cellOfRow }) => cellOfRow),
      });
  }
  return refuse({ code: 'calibration.not-settled', cell: null, margin: null });
}

/** Where everything fits, every factor is 1; a cell of nobody has 0. */
const farthestFromOne = (factors: readonly number[]): number =>
  Math.max(0, ...factors.filter((factor) => factor !== 0).map((factor) => Math.abs(factor - 1)));

function checkMargins(
  weights: readonly number[] | Float64Array,
  margins: readonly Margin[],
): CalibrationFault | null {
  const sums: number[] = [];
  for (const [margin, { cells, totals }] of margins.entries()) {
    const unknown = cells.find((cell) => !totals.has(cell));
    if (unknown !== undefined) return { code: 'calibration.unknown-cell', cell: unknown, margin };
    const carried = new Set(cells.filter((_, row) => (weights[row] ?? 0) > 0));
    for (const [cell, total] of totals)
      if (total > 0 && !carried.has(cell)) return { code: 'calibration.empty-cell', cell, margin };
    sums.push([...totals.values()].reduce((sum, total) => sum + total, 0));
  }
  const [first = 0] = sums;
  return sums.every((sum) => Math.abs(sum - first) <= totalsPrecision * first)
    ? null
    : { code: 'calibration.uneven-totals', cell: null, margin: null };
}

function sumCells(cellOfRow: Int32Array, cellCount: number, values: Float64Array): Float64Array {
  const sums = new Float64Array(cellCount);
  for (const [row, cell] of cellOfRow.entries())
    sums[cell] = (sums[cell] ?? 0) + (values[row] ?? 0);
  return sums;
}

const residualPrecision = 1e-15;

/**
 * Answers: what of an influence is left to vary once the weights are fitted to known totals?
 * Shape:   influences with fitted weights → the same less what the margins foretell: residuals of a regression on all
 *          cells, weighted as the drawing weighted, found by taking out the mean of each margin in turn.
 * Source:  Deville and Särndal 1992, 3.4.
 * Rule:    E-08
 */
export function residualise(influence: Float64Array, calibration: Calibration): Float64Array {
  const { designWeights, weights, cellsOfRows } = calibration;
  const residual = Float64Array.from(influence, (value, row) => {
    const weight = weights[row] ?? 0;
    return weight === 0 ? 0 : value / weight;
  });
  const scale = residual.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let round = 0; round < mostRounds; round++) {
    let worst = 0;
    for (const cellOfRow of cellsOfRows)
      worst = Math.max(worst, takeOutMeans(residual, cellOfRow, designWeights));
    if (worst <= residualPrecision * scale) break;
  }
  return residual.map((value, row) => value * (weights[row] ?? 0));
}

/** Answers: the largest mean that was taken out. */
function takeOutMeans(
  residual: Float64Array,
  cellOfRow: Int32Array,
  designWeights: Float64Array,
): number {
  const cellCount = cellOfRow.reduce((most, cell) => Math.max(most, cell), 0) + 1;
  const weightSums = sumCells(cellOfRow, cellCount, designWeights);
  const sums = sumCells(
    cellOfRow,
    cellCount,
    residual.map((value, row) => value * (designWeights[row] ?? 0)),
  );
  const means = sums.map((sum, cell) => {
    const weight = weightSums[cell] ?? 0;
    return weight === 0 ? 0 : sum / weight;
  });
  for (const [row, cell] of cellOfRow.entries())
    residual[row] = (residual[row] ?? 0) - (means[cell] ?? 0);
  return means.reduce((most, mean) => Math.max(most, Math.abs(mean)), 0);
}
