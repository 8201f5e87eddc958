import { type Result, ok, refuse } from '../kernel/index.ts';

/** How a sample was drawn, row by row; what is left out was not part of the drawing. */
export interface DesignColumns {
  /** How many units of the population each row stands for. */
  readonly weights: readonly number[];
  readonly strata?: readonly string[] | undefined;
  /** Sampled units from the outermost to the innermost; rows are the units without any. */
  readonly clusters?: readonly (readonly string[])[] | undefined;
  /**
   * For each stage, how many units there were to draw from: clusters in the stratum, then households in the cluster. All
   * at most 1 are shares drawn instead of numbers.
   */
  readonly populations?: readonly (readonly number[])[] | undefined;
}

/** Why a design cannot be used; `row` counts from 1. */
export interface DesignFault {
  readonly code:
    | 'design.empty'
    | 'design.uneven-columns'
    | 'design.bad-weight'
    | 'design.bad-population'
    | 'design.uneven-population'
    | 'design.population-too-small';
  readonly row: number | null;
}

/** One stage of drawing: units drawn out of groups (clusters out of strata, households out of clusters). */
export interface SamplingStage {
  /** Unit of each row. */
  readonly unitOfRow: Int32Array;
  /** Group of each unit. */
  readonly groupOfUnit: Int32Array;
  readonly groupCount: number;
  /** Units drawn from each group. */
  readonly drawn: Int32Array;
  /** Share of each group that was drawn; 0 where the population is not known or without end. */
  readonly drawnShare: Float64Array;
}

/** A checked design, ready for variances. */
export interface SampleDesign {
  readonly rowCount: number;
  readonly weights: Float64Array;
  /** The outermost first; at least one. */
  readonly stages: readonly SamplingStage[];
}

/**
 * Answers: is this a design that variances can be computed for?
 * Shape:   columns of equal length → the design; clusters are told apart within their stratum or outer cluster, so that
 *          village 01 of one commune is not village 01 of another.
 * Units:   weights in units of the population.
 * Errors:  a design.* code with the row where it was first seen. A weight of 0 is allowed: such a row was drawn and
 *          stands for nobody.
 * Source:  Särndal, Swensson and Wretman 1992, chapter 4.
 * Rule:    E-02
 */
export function createSampleDesign(columns: DesignColumns): Result<SampleDesign, DesignFault> {
  const { weights, strata, clusters = [], populations = [] } = columns;
  const rowCount = weights.length;
  if (rowCount === 0) return refuse({ code: 'design.empty', row: null });
  const lengths = [strata, ...clusters, ...populations].map((column) => column?.length ?? rowCount);
  if (lengths.some((length) => length !== rowCount))
    return refuse({ code: 'design.uneven-columns', row: null });
  const badWeight = weights.findIndex((weight) => !(Number.isFinite(weight) && weight >= 0));
  if (badWeight !== -1) return refuse({ code: 'design.bad-weight', row: badWeight + 1 });

  const stages: SamplingStage[] = [];
  let outer = numberPlaces(rowCount, (row) => strata?.[row] ?? '');
  const stageCount = Math.max(1, clusters.length, populations.length);
  for (let stage = 0; stage < stageCount; stage++) {
    const cluster = clusters[stage];
    const group = outer;
    const unit = numberPlaces(
      rowCount,
      cluster === undefined
        ? String
        : (row) => `${String(group.placeOfRow[row])}\n${cluster[row] ?? ''}`,
    );
    const made = createStage(unit, group, populations[stage]);
    if (!made.ok) return made;
    stages.push(made.value);
    outer = unit;
  }
  return ok({ rowCount, weights: Float64Array.from(weights), stages });
}

interface Places {
  readonly placeOfRow: Int32Array;
  readonly count: number;
}

function numberPlaces(rowCount: number, nameOf: (row: number) => string): Places {
  const known = new Map<string, number>();
  const placeOfRow = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const name = nameOf(row);
    let place = known.get(name);
    if (place === undefined) known.set(name, (place = known.size));
    placeOfRow[row] = place;
  }
  return { placeOfRow, count: known.size };
}

function createStage(
  unit: Places,
  group: Places,
  population: readonly number[] | undefined,
): Result<SamplingStage, DesignFault> {
  const groupOfUnit = new Int32Array(unit.count);
  const drawn = new Int32Array(group.count);
  const seen = new Uint8Array(unit.count);
  for (const [row, place] of unit.placeOfRow.entries()) {
    if (seen[place] === 1) continue;
    seen[place] = 1;
    const holder = group.placeOfRow[row] ?? 0;
    groupOfUnit[place] = holder;
    drawn[holder] = (drawn[holder] ?? 0) + 1;
  }
  const drawnShare = shareDrawn(group, drawn, population);
  if (!drawnShare.ok) return drawnShare;
  return ok({
    unitOfRow: unit.placeOfRow,
    groupOfUnit,
    groupCount: group.count,
    drawn,
    drawnShare: drawnShare.value,
  });
}

function shareDrawn(
  group: Places,
  drawn: Int32Array,
  population: readonly number[] | undefined,
): Result<Float64Array, DesignFault> {
  const share = new Float64Array(group.count);
  if (population === undefined) return ok(share);
  const bad = population.findIndex((size) => !(size > 0));
  if (bad !== -1) return refuse({ code: 'design.bad-population', row: bad + 1 });
  const areShares = population.every((size) => size <= 1);
  const known = new Float64Array(group.count);
  for (const [row, size] of population.entries()) {
    const holder = group.placeOfRow[row] ?? 0;
    if (known[holder] === 0) known[holder] = size;
    else if (known[holder] !== size)
      return refuse({ code: 'design.uneven-population', row: row + 1 });
    const units = drawn[holder] ?? 0;
    if (!areShares && size < units)
      return refuse({ code: 'design.population-too-small', row: row + 1 });
    share[holder] = areShares ? size : units / size;
  }
  return ok(share);
}
