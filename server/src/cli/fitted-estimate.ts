import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type Calibration,
  type DomainEstimate,
  type EstimateSetting,
  type Margin,
  type SampleDesign,
  type SampleRow,
  calibrate,
  createSampleDesign,
  estimateWith,
  lineariseMean,
  lineariseTotal,
} from '@sipas/shared/statistics';
import type { TableRefusal } from '../reference-data/stream-columns.ts';
import { calibrationRefusal, readMargins } from './sampling-record.ts';
import {
  type EstimateColumns,
  type WithoutAnswer,
  cellRefusal,
  designRefusal,
  readSample,
} from './sum-table.ts';

export type EstimationSetting = Pick<EstimateSetting, 'type' | 'singleClusters'>;

export interface EstimatedTable extends WithoutAnswer {
  readonly domains: readonly DomainEstimate[];
  /** What was done to the table that is not to be seen in a figure. */
  readonly remarks: readonly string[];
}

/**
 * Answers: the estimates of a sample whose weights are first fitted to known totals of the population.
 * Shape:   table, margins → estimates by domain, in the order of their codes. All rows are held: fitting looks at them again
 *          and again.
 * Missing: as of sumTable; a row without a value is fitted too, for it was drawn.
 * Errors:  those of readMargins, readSample and createSampleDesign; calibration.* with line and column, or column and cell
 *          of the margins.
 * Source:  R survey 4.1.1, postStratify and rake.
 * Rule:    E-13
 */
export async function estimateFitted(
  file: string,
  columns: EstimateColumns,
  setting: EstimationSetting & { readonly marginsFile: string },
): Promise<Result<EstimatedTable, TableRefusal>> {
  const known = await readMargins(setting.marginsFile);
  if (!known.ok) return known;
  const margins = [...known.value].map(([column, totals]) => ({
    column,
    totals,
    cells: [] as string[],
  }));
  const rows: SampleRow[] = [];
  const lines: number[] = [];
  const isShare = setting.type === 'proportion';
  const names = margins.map(({ column }) => column);
  const read = await readSample(
    file,
    { ...columns, isShare, margins: names },
    (row, line, cells) => {
      rows.push(row);
      lines.push(line);
      for (const [place, { column, totals, cells: taken }] of margins.entries()) {
        const cell = cells[place] ?? '';
        if (!totals.has(cell))
          return cellRefusal({ code: 'calibration.unknown-cell', column, cell }, line);
        taken.push(cell);
      }
      return null;
    },
  );
  if (!read.ok) return read;
  const design = designOf(rows, columns);
  if (!design.ok) {
    const { code, row } = design.error;
    if (code === 'design.uneven-columns') throw new RangeError(code);
    const line = row === null ? null : (lines[row - 1] ?? row);
    return refuse(designRefusal({ code, row: line, stage: stageOf(code) }, columns));
  }
  const fitted = calibrate(design.value.weights, margins);
  if (!fitted.ok) return refuse(calibrationRefusal(fitted.error, known.value, setting.marginsFile));
  const domains = estimateDomains(
    { rows, design: design.value, calibration: fitted.value },
    setting,
  );
  return ok({ domains, ...read.value, remarks: [remarkOf(fitted.value, margins)] });
}

/** Weights are told by the column of weights, all else by the first column of populations. */
const stageOf = (code: string): number | null => (code === 'design.bad-weight' ? null : 0);

function designOf(rows: readonly SampleRow[], { stratum, clusters, populations }: EstimateColumns) {
  return createSampleDesign({
    weights: rows.map(({ weight }) => weight ?? 1),
    strata: stratum === undefined ? undefined : rows.map((row) => row.stratum),
    clusters: clusters.map((_, stage) => rows.map((row) => row.clusters[stage] ?? '')),
    populations: populations.map((_, stage) => rows.map((row) => row.populations[stage] ?? 0)),
  });
}

interface FittedSample {
  readonly rows: readonly SampleRow[];
  readonly design: SampleDesign;
  readonly calibration: Calibration;
}

function estimateDomains(
  { rows, design, calibration }: FittedSample,
  { type, singleClusters }: EstimationSetting,
): readonly DomainEstimate[] {
  const fitted = { ...design, weights: calibration.weights };
  const values = rows.map(({ value }) => value);
  const domains = [...new Set(rows.flatMap(({ domain }) => domain ?? []))].sort();
  return domains.map((domain): DomainEstimate => {
    const isIn = rows.map((row) => row.domain === domain);
    const linearised =
      type === 'total' ? lineariseTotal(fitted, values, isIn) : lineariseMean(fitted, values, isIn);
    const base = baseOf(fitted, linearised?.isInside);
    if (linearised === null)
      return { domain, ...base, found: refuse({ code: 'estimate.no-rows' } as const) };
    const setting = { type, singleClusters, values, calibration };
    return { domain, ...base, found: estimateWith(fitted, linearised, setting) };
  });
}

function baseOf({ weights }: SampleDesign, isInside: Uint8Array | undefined) {
  let [n, sumOfWeights] = [0, 0];
  for (const [row, weight] of weights.entries())
    if (isInside?.[row] === 1 && weight > 0) {
      n += 1;
      sumOfWeights += weight;
    }
  return { n, sumOfWeights };
}

function remarkOf(
  { designWeights, weights }: Calibration,
  margins: readonly (Margin & { readonly column: string })[],
): string {
  let [least, most] = [Infinity, 0];
  for (const [row, weight] of weights.entries()) {
    const factor = weight / (designWeights[row] ?? 1);
    if (!Number.isFinite(factor)) continue;
    least = Math.min(least, factor);
    most = Math.max(most, factor);
  }
  const columns = margins.map(({ column }) => column).join(', ');
  return `Quyền số cân theo ${columns}: hệ số từ ${least.toFixed(3)} đến ${most.toFixed(3)}`;
}
