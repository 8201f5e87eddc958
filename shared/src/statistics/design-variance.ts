import { type Result, ok, refuse } from '../kernel/index.ts';
import type { SampleDesign, SamplingStage } from './sample-design.ts';

/** What a stratum of a single drawn cluster adds to the variance: nobody can see how its clusters differ. */
export const singleClusterRules = ['adjust', 'certainty', 'average', 'fail'] as const;
export type SingleClusterRule = (typeof singleClusterRules)[number];

export interface VarianceFault {
  readonly code: 'estimate.single-cluster';
}

/**
 * Answers: how much do sums over the sample vary from draw to draw, each by itself and together?
 * Shape:   one influence per row and sum (its weight times what the row brings) → covariance matrix, row by row.
 *          In each group of a stage: (1 − f) · n/(n − 1) · Σ (total of a unit − mean of the totals)², where n units of a
 *          share f were drawn; an inner stage counts for the share f that the outer one drew.
 *          A group of one unit: `adjust` takes its distance from zero, the mean of all influences; `certainty` takes it
 *          as drawn for sure; `average` gives it the mean of the other groups; `fail` refuses. Groups without a row
 *          inside of the domain have nothing to say in that.
 * Errors:  estimate.single-cluster under `fail`, and under `average` where no group has two units.
 * Source:  Särndal, Swensson and Wretman 1992, result 4.3.1; Lumley 2010, 2.2.
 * Rule:    E-03
 */
export function covariance(
  design: SampleDesign,
  influences: readonly Float64Array[],
  rule: SingleClusterRule,
  isInside?: Uint8Array,
): Result<number[][], VarianceFault> {
  const sum = influences.map(() => influences.map(() => 0));
  let carried: Float64Array | null = null;
  for (const stage of design.stages) {
    const added = addStage(sum, stage, { influences, rule, carried, isInside });
    if (!added) return refuse({ code: 'estimate.single-cluster' });
    carried = carryInward(stage, carried);
    // Where the outer stage is drawn with replacement, it already holds what the inner ones vary.
    if (carried.every((share) => share === 0)) break;
  }
  return ok(sum);
}

interface StageWork {
  readonly influences: readonly Float64Array[];
  readonly rule: SingleClusterRule;
  readonly isInside: Uint8Array | undefined;
  /** Share that the outer stages drew, by group of this stage; null at the outermost. */
  readonly carried: Float64Array | null;
}

/** Answers: could it be added? Not where single units are refused. */
function addStage(sum: number[][], stage: SamplingStage, work: StageWork): boolean {
  const { influences, rule, carried } = work;
  const totals = influences.map((influence) => unitTotals(stage, influence));
  const means = totals.map((total) => groupMeans(stage, total));
  const scales = groupScales(stage, carried);
  const { groups, singles } = countGroups(stage, work.isInside);
  if (singles > 0 && rule === 'fail') return false;
  if (singles === groups && rule === 'average') return false;
  const spread = rule === 'average' ? groups / (groups - singles) : 1;

  for (const [unit, group] of stage.groupOfUnit.entries()) {
    const isSingle = stage.drawn[group] === 1;
    if (isSingle && rule !== 'adjust') continue;
    const scale = (scales[group] ?? 0) * spread;
    const distances = totals.map(
      (total, index) => (total[unit] ?? 0) - (isSingle ? 0 : (means[index]?.[group] ?? 0)),
    );
    for (const [one, row] of sum.entries())
      for (const other of row.keys())
        row[other] = (row[other] ?? 0) + scale * (distances[one] ?? 0) * (distances[other] ?? 0);
  }
  return true;
}

function unitTotals({ unitOfRow, groupOfUnit }: SamplingStage, influence: Float64Array) {
  const total = new Float64Array(groupOfUnit.length);
  for (const [row, unit] of unitOfRow.entries())
    total[unit] = (total[unit] ?? 0) + (influence[row] ?? 0);
  return total;
}

function groupMeans({ groupOfUnit, groupCount, drawn }: SamplingStage, total: Float64Array) {
  const mean = new Float64Array(groupCount);
  for (const [unit, group] of groupOfUnit.entries())
    mean[group] = (mean[group] ?? 0) + (total[unit] ?? 0) / (drawn[group] ?? 1);
  return mean;
}

function groupScales({ drawn, drawnShare }: SamplingStage, carried: Float64Array | null) {
  return Float64Array.from(drawn, (units, group) => {
    const left = 1 - (drawnShare[group] ?? 0);
    return (carried?.[group] ?? 1) * left * (units > 1 ? units / (units - 1) : 1);
  });
}

/** Answers: how many groups hold a row of the domain, and how many of those are of a single unit? */
function countGroups(
  { unitOfRow, groupOfUnit, drawn }: SamplingStage,
  isInside: Uint8Array | undefined,
): { readonly groups: number; readonly singles: number } {
  const groups = new Set<number>();
  for (const [row, unit] of unitOfRow.entries())
    if (isInside?.[row] !== 0) groups.add(groupOfUnit[unit] ?? 0);
  const singles = [...groups].filter((group) => drawn[group] === 1).length;
  return { groups: groups.size, singles };
}

/** Each unit of this stage is a group of the next; it carries the share of its own group inward. */
const carryInward = (
  { groupOfUnit, drawnShare }: SamplingStage,
  carried: Float64Array | null,
): Float64Array =>
  Float64Array.from(groupOfUnit, (group) => (carried?.[group] ?? 1) * (drawnShare[group] ?? 0));
