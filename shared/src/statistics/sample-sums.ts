import {
  type DesignShape,
  type DrawnRow,
  type StreamedDesign,
  type StreamedDesignFault,
  createStreamedDesign,
} from './streamed-design.ts';

/** One row of a sample: how it was drawn, for whom it stands, what it says. */
export interface SampleRow extends DrawnRow {
  /** Units of the population; null throughout where the populations alone give the weights. */
  readonly weight: number | null;
  /** null: no answer. The row stays in the design. */
  readonly value: number | null;
  /** Part of the population for which there is an estimate; null: none, and the row stays in the design. */
  readonly domain: string | null;
}

/**
 * What is kept of the rows of one place that lie in one domain and have a value: a cell, by its number in each list, so
 * that a million cells are a few lists and no million objects. Means and squares about them are carried forward, so that
 * nothing is lost where values are large and alike.
 */
export interface Cells {
  readonly domains: number[];
  readonly places: number[];
  /** Rows that weigh anything. */
  readonly weighing: number[];
  readonly weights: number[];
  /** Weighted mean of the values, and weighted squares about it. */
  readonly means: number[];
  readonly squares: number[];
  /** Of rows that are units themselves; empty where clusters are. */
  readonly spreads: RowSpread[];
}

/** How w·(y − centre) and w differ from row to row, each by itself and together. */
export interface RowSpread {
  /** The first value of the cell: nearness to it keeps the digits. */
  readonly centre: number;
  rows: number;
  meanPart: number;
  meanWeight: number;
  parts: number;
  products: number;
  weights: number;
}

/** The sums of a sample that passes by. */
export interface SampleSums {
  readonly design: StreamedDesign;
  readonly cells: Cells;
  readonly domains: readonly string[];
  /** Whether a row's weight is what the populations say. */
  readonly isWeightDerived: boolean;
  /** Takes one row in; what does not fit is named, and the sums are of no use after. */
  add(row: SampleRow, number: number): StreamedDesignFault | null;
}

const domainSpan = 2 ** 26;

/**
 * Answers: what of a sample must be kept, so that its estimates can be made without its rows?
 * Shape:   rows one by one, in any order → a cell for each cluster and domain that meet. Memory grows with strata,
 *          clusters and domains, not with rows.
 * Missing: rows without a value, or in no domain, count as drawn and nowhere else.
 * Errors:  design.bad-weight, bad-population, uneven-population, with the row's number and the stage.
 * Source:  Chan, Golub and LeVeque 1983 for sums carried forward.
 * Rule:    E-10
 */
export function createSampleSums(
  shape: DesignShape & { readonly isWeightDerived?: boolean },
): SampleSums {
  const { isWeightDerived = false } = shape;
  const design = createStreamedDesign(shape);
  const rowsAreUnits = design.stages.at(-1)?.unitsByName === null;
  const cells = createCells();
  const cellOf = createCellFinder(cells);
  const domainNumbers = new Map<string, number>();
  const domains: string[] = [];
  const domainOf = (name: string): number => {
    const known = domainNumbers.get(name);
    if (known !== undefined) return known;
    domainNumbers.set(name, domains.length);
    return domains.push(name) - 1;
  };

  return {
    design,
    cells,
    domains,
    isWeightDerived,
    add: (row, number) => {
      const weight = row.weight ?? (isWeightDerived ? 1 : NaN);
      if (!(Number.isFinite(weight) && weight >= 0))
        return { code: 'design.bad-weight', row: number, stage: null };
      const placed = design.place(row, number);
      if (!placed.ok) return placed.error;
      if (row.value === null || row.domain === null) return null;
      const cell = cellOf(placed.place, domainOf(row.domain));
      addToCell(cells, cell, row.value, weight);
      if (rowsAreUnits)
        addToSpread((cells.spreads[cell] ??= createSpread(row.value)), row.value, weight);
      return null;
    },
  };
}

const createCells = (): Cells => ({
  domains: [],
  places: [],
  weighing: [],
  weights: [],
  means: [],
  squares: [],
  spreads: [],
});

/** Most places lie in one domain: only what lies in several needs a look into a table. */
function createCellFinder(cells: Cells): (place: number, domain: number) => number {
  const firstOfPlace: number[] = [];
  const others = new Map<number, number>();
  const open = (place: number, domain: number): number => {
    cells.domains.push(domain);
    cells.weighing.push(0);
    cells.weights.push(0);
    cells.means.push(0);
    cells.squares.push(0);
    return cells.places.push(place) - 1;
  };
  return (place, domain) => {
    while (firstOfPlace.length <= place) firstOfPlace.push(-1);
    const first = firstOfPlace[place] ?? -1;
    if (first === -1) return (firstOfPlace[place] = open(place, domain));
    if (cells.domains[first] === domain) return first;
    const key = place * domainSpan + domain;
    const known = others.get(key);
    if (known !== undefined) return known;
    const made = open(place, domain);
    others.set(key, made);
    return made;
  };
}

function addToCell(cells: Cells, cell: number, value: number, weight: number): void {
  if (weight === 0) return;
  const whole = (cells.weights[cell] ?? 0) + weight;
  const before = cells.means[cell] ?? 0;
  const mean = before + (weight / whole) * (value - before);
  cells.weighing[cell] = (cells.weighing[cell] ?? 0) + 1;
  cells.weights[cell] = whole;
  cells.means[cell] = mean;
  cells.squares[cell] = (cells.squares[cell] ?? 0) + weight * (value - before) * (value - mean);
}

const createSpread = (centre: number): RowSpread => ({
  centre,
  rows: 0,
  meanPart: 0,
  meanWeight: 0,
  parts: 0,
  products: 0,
  weights: 0,
});

function addToSpread(spread: RowSpread, value: number, weight: number): void {
  const rows = ++spread.rows;
  const part = weight * (value - spread.centre);
  const partDistance = part - spread.meanPart;
  const weightDistance = weight - spread.meanWeight;
  spread.meanPart += partDistance / rows;
  spread.meanWeight += weightDistance / rows;
  spread.parts += partDistance * (part - spread.meanPart);
  spread.products += partDistance * (weight - spread.meanWeight);
  spread.weights += weightDistance * (weight - spread.meanWeight);
}
