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
 * What is kept of the rows of one place that lie in one domain and have a value. Means and squares about them are carried
 * forward, so that nothing is lost where values are large and alike.
 */
export interface Cell {
  readonly domain: number;
  readonly place: number;
  rows: number;
  /** Rows that weigh anything. */
  weighing: number;
  weight: number;
  /** Weighted mean of the values, and weighted squares about it. */
  mean: number;
  squares: number;
  /** Of rows that are units themselves. */
  readonly spread: RowSpread | null;
}

/** How w·(y − centre) and w differ from row to row, each by itself and together. */
export interface RowSpread {
  /** The first value of the cell: nearness to it keeps the digits. */
  readonly centre: number;
  meanPart: number;
  meanWeight: number;
  parts: number;
  products: number;
  weights: number;
}

/** The sums of a sample that passes by. */
export interface SampleSums {
  readonly design: StreamedDesign;
  readonly cells: readonly Cell[];
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
  const cells: Cell[] = [];
  const cellNumbers = new Map<number, number>();
  const domainNumbers = new Map<string, number>();
  const domains: string[] = [];

  const cellOf = (place: number, domainName: string, value: number): Cell => {
    let domain = domainNumbers.get(domainName);
    if (domain === undefined) {
      domainNumbers.set(domainName, (domain = domains.length));
      domains.push(domainName);
    }
    const key = place * domainSpan + domain;
    const known = cells[cellNumbers.get(key) ?? -1];
    if (known) return known;
    cellNumbers.set(key, cells.length);
    const made = createCell(domain, place, rowsAreUnits ? value : null);
    cells.push(made);
    return made;
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
      if (row.value !== null && row.domain !== null)
        addToCell(cellOf(placed.place, row.domain, row.value), row.value, weight);
      return null;
    },
  };
}

const createCell = (domain: number, place: number, centre: number | null): Cell => ({
  domain,
  place,
  rows: 0,
  weighing: 0,
  weight: 0,
  mean: 0,
  squares: 0,
  spread:
    centre === null
      ? null
      : { centre, meanPart: 0, meanWeight: 0, parts: 0, products: 0, weights: 0 },
});

function addToCell(cell: Cell, value: number, weight: number): void {
  cell.rows++;
  if (cell.spread) addToSpread(cell.spread, cell.rows, value, weight);
  if (weight === 0) return;
  cell.weighing++;
  cell.weight += weight;
  const distance = value - cell.mean;
  cell.mean += (weight / cell.weight) * distance;
  cell.squares += weight * distance * (value - cell.mean);
}

function addToSpread(spread: RowSpread, rows: number, value: number, weight: number): void {
  const part = weight * (value - spread.centre);
  const partDistance = part - spread.meanPart;
  const weightDistance = weight - spread.meanWeight;
  spread.meanPart += partDistance / rows;
  spread.meanWeight += weightDistance / rows;
  spread.parts += partDistance * (part - spread.meanPart);
  spread.products += partDistance * (weight - spread.meanWeight);
  spread.weights += weightDistance * (weight - spread.meanWeight);
}
