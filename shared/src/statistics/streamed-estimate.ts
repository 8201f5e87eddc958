import { type Result, ok, refuse } from '../kernel/index.ts';
import type { SingleClusterRule } from './design-variance.ts';
import { type Estimate, type EstimateFault, judgeVariance } from './estimate.ts';
import type { Cells, SampleSums } from './sample-sums.ts';
import {
  type StreamedDesignFault,
  type StreamedStage,
  sharesDrawn,
  weightsOfPlaces,
} from './streamed-design.ts';

/** The estimate of one domain, or why there is none, with the rows behind it either way. */
export interface DomainEstimate {
  readonly domain: string;
  readonly n: number;
  readonly sumOfWeights: number;
  readonly found: Result<Estimate, EstimateFault>;
}

interface SumsSetting {
  /** A proportion has an interval between 0 and 1. */
  readonly type: 'mean' | 'total' | 'proportion';
  readonly singleClusters?: SingleClusterRule | undefined;
  readonly confidence?: number | undefined;
}

/**
 * Answers: what do the sums of a sample say of each of its domains, and how surely?
 * Shape:   sums of all rows → an estimate a domain, in the order of their names. The figures are those of estimateWith on
 *          the rows themselves: the influence of a cluster is its weight times its mean's distance from the estimate.
 * Units:   those of the values.
 * Missing: clusters without a row in the domain bring 0 and count as drawn.
 * Errors:  design.empty and design.population-too-small for the whole; codes of estimateWith by domain.
 * Source:  decisions D10 and D11; Särndal, Swensson and Wretman 1992, result 4.3.1 and 5.6.
 * Rule:    E-11
 */
export function estimateFromSums(
  sums: SampleSums,
  setting: SumsSetting,
): Result<readonly DomainEstimate[], StreamedDesignFault> {
  const fault = sums.design.close();
  if (fault) return refuse(fault);
  const { stages } = sums.design;
  const work: Work = {
    stages: withShares(stages),
    cells: sums.cells,
    timesOfPlace: sums.isWeightDerived ? weightsOfPlaces(stages) : null,
    ...setting,
  };
  const cellsByDomain = sums.domains.map((): number[] => []);
  for (const [cell, domain] of sums.cells.domains.entries()) cellsByDomain[domain]?.push(cell);
  const order = [...sums.domains.entries()].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return ok(
    order.map(([index, domain]) => estimateDomain(domain, cellsByDomain[index] ?? [], work)),
  );
}

interface Work extends SumsSetting {
  readonly cells: Cells;
  readonly stages: readonly DrawnStage[];
  /** By how much the weights of each place grow; null where they are as they should be. */
  readonly timesOfPlace: readonly number[] | null;
}

/** By group: the share drawn from it, and the share that the stages outside of it drew. */
interface DrawnStage extends StreamedStage {
  readonly share: readonly number[];
  readonly carried: readonly number[];
}

function withShares(stages: readonly StreamedStage[]): readonly DrawnStage[] {
  let inward: readonly number[] = [];
  return stages.map((stage) => {
    const share = sharesDrawn(stage);
    const carried = inward;
    inward = stage.groupOfUnit.map((group) => (carried[group] ?? 1) * (share[group] ?? 0));
    return { ...stage, share, carried };
  });
}

function estimateDomain(domain: string, own: readonly number[], work: Work): DomainEstimate {
  const { type, confidence = 0.95 } = work;
  const whole = pool(own, work);
  const { n, sumOfWeights, mean, squares } = whole;
  const judged = { domain, n, sumOfWeights };
  if (n === 0) return { ...judged, found: refuse({ code: 'estimate.no-rows' }) };
  const degreesOfFreedom = degreesOf(own, work);
  if (degreesOfFreedom < 1)
    return { ...judged, found: refuse({ code: 'estimate.too-few-clusters' }) };

  const isTotal = type === 'total';
  const share: Influence = isTotal
    ? { from: 0, scale: 1 }
    : { from: mean, scale: 1 / sumOfWeights };
  const variance = varianceOf(influences(own, share, work), work);
  if (variance === null) return { ...judged, found: refuse({ code: 'estimate.single-cluster' }) };
  const found = judgeVariance({
    type,
    confidence,
    estimate: isTotal ? sumOfWeights * mean : mean,
    variance,
    simpleVariance: n > 1 ? squares / sumOfWeights / (n - 1) : 0,
    degreesOfFreedom,
    n,
    sumOfWeights,
  });
  return { ...judged, found };
}

const timesOf = ({ cells, timesOfPlace }: Work, cell: number): number =>
  timesOfPlace?.[cells.places[cell] ?? 0] ?? 1;

/** Answers: weight, mean and weighted squares about it, of all cells together. */
function pool(own: readonly number[], work: Work) {
  const { cells } = work;
  let n = 0;
  let sumOfWeights = 0;
  let mean = 0;
  let squares = 0;
  for (const cell of own) {
    if (cells.weighing[cell] === 0) continue;
    const times = timesOf(work, cell);
    const weight = (cells.weights[cell] ?? 0) * times;
    const ofCell = cells.means[cell] ?? 0;
    const distance = ofCell - mean;
    n += cells.weighing[cell] ?? 0;
    sumOfWeights += weight;
    mean += (weight / sumOfWeights) * distance;
    squares += (cells.squares[cell] ?? 0) * times + weight * distance * (ofCell - mean);
  }
  return { n, sumOfWeights, mean, squares };
}

/** What a row brings to the estimate: w · (y − from) · scale. */
interface Influence {
  readonly from: number;
  readonly scale: number;
}

/** What a domain has in one place or group: its units that were seen, their sum, squares about their own mean. */
interface Brought {
  readonly place: number;
  readonly sum: number;
  readonly seen: number;
  readonly squares: number;
}

function* influences(own: readonly number[], influence: Influence, work: Work): Generator<Brought> {
  const { cells } = work;
  const { from, scale } = influence;
  for (const cell of own) {
    const place = cells.places[cell] ?? 0;
    const times = timesOf(work, cell) * scale;
    const sum = times * (cells.weights[cell] ?? 0) * ((cells.means[cell] ?? 0) - from);
    const spread = cells.spreads[cell];
    if (!spread) yield { place, sum, seen: 1, squares: 0 };
    else {
      const reach = from - spread.centre;
      const squares = spread.parts - 2 * reach * spread.products + reach * reach * spread.weights;
      yield { place, sum, seen: spread.rows, squares: Math.max(0, squares) * times ** 2 };
    }
  }
}

/** Answers: the variance of the sum of all that was brought, stage by stage; null where single units are refused. */
function varianceOf(cells: Iterable<Brought>, work: Work): number | null {
  const { stages, singleClusters = 'adjust' } = work;
  let brought: Iterable<Brought> = cells;
  let variance = 0;
  for (const stage of stages.toReversed()) {
    const groups = stage.unitsByName === null ? [...brought] : gather(brought, stage.groupOfUnit);
    const added = stageVariance(groups, stage, singleClusters);
    if (added === null) return null;
    variance += added;
    brought = groups;
  }
  return variance;
}

/** Units of a stage gathered into its groups. */
function gather(units: Iterable<Brought>, groupOfUnit: readonly number[]): readonly Brought[] {
  const groups = new Map<number, { sum: number; mean: number; seen: number; squares: number }>();
  for (const { place, sum } of units) {
    const number = groupOfUnit[place] ?? 0;
    let group = groups.get(number);
    if (!group) groups.set(number, (group = { sum: 0, mean: 0, seen: 0, squares: 0 }));
    const distance = sum - group.mean;
    group.sum += sum;
    group.seen++;
    group.mean += distance / group.seen;
    group.squares += distance * (sum - group.mean);
  }
  return [...groups].map(([place, { sum, seen, squares }]) => ({ place, sum, seen, squares }));
}

function stageVariance(
  groups: readonly Brought[],
  { drawn, share, carried }: DrawnStage,
  rule: SingleClusterRule,
): number | null {
  const singles = groups.filter(({ place }) => drawn[place] === 1).length;
  if (singles > 0 && rule === 'fail') return null;
  if (singles === groups.length && rule === 'average') return null;
  const spread = rule === 'average' ? groups.length / (groups.length - singles) : 1;
  let variance = 0;
  for (const { place, sum, seen, squares } of groups) {
    const units = drawn[place] ?? 1;
    const scale = (carried[place] ?? 1) * (1 - (share[place] ?? 0));
    if (units === 1) variance += rule === 'adjust' ? scale * sum * sum : 0;
    else {
      // Units without a row of the domain brought 0; they are as far from the mean as it is from 0.
      const mean = sum / units;
      const about = squares + seen * (sum / seen - mean) ** 2 + (units - seen) * mean * mean;
      variance += ((spread * scale * units) / (units - 1)) * about;
    }
  }
  return variance;
}

/** Answers: outermost units less strata, among those that hold a row of the domain that weighs anything. */
function degreesOf(own: readonly number[], { cells, stages }: Work): number {
  const [outermost, ...inner] = stages;
  const units = new Set<number>();
  const strata = new Set<number>();
  let rows = 0;
  for (const cell of own) {
    const weighing = cells.weighing[cell] ?? 0;
    if (weighing === 0) continue;
    rows += weighing;
    const unit = inner.reduceRight(
      (within, { unitsByName, groupOfUnit }) =>
        unitsByName === null ? within : (groupOfUnit[within] ?? 0),
      cells.places[cell] ?? 0,
    );
    units.add(unit);
    strata.add(outermost?.unitsByName === null ? unit : (outermost?.groupOfUnit[unit] ?? 0));
  }
  return (outermost?.unitsByName === null ? rows : units.size) - strata.size;
}
