import {
  type EstimateSetting,
  type Linearised,
  type SampleDesign,
  calibrate,
  combine,
  createSampleDesign,
  estimateWith,
  lineariseMean,
  lineariseRatio,
  lineariseTotal,
} from '../../src/statistics/index.ts';
import type { OracleCase } from './random-designs.ts';

/** Answers: the figures of a case as our code has them, under the names of survey.R; null where all are refused. */
export function ourFigures(given: OracleCase): ReadonlyMap<string, number> | null {
  const { rows, stages, hasStrata, hasPopulations } = given;
  const made = createSampleDesign({
    weights: rows.map(({ weight }) => weight),
    strata: hasStrata ? rows.map(({ stratum }) => stratum) : undefined,
    clusters: [rows.map(({ cluster }) => cluster), rows.map(({ household }) => household)].slice(
      0,
      stages,
    ),
    populations: hasPopulations
      ? [
          rows.map(({ clustersInStratum }) => clustersInStratum),
          rows.map(({ householdsInCluster }) => householdsInCluster),
        ].slice(0, Math.max(1, stages))
      : undefined,
  });
  if (!made.ok) return null;
  const margins = [
    { cells: rows.map(({ sex }) => sex), totals: new Map(Object.entries(given.sexTotals)) },
    { cells: rows.map(({ age }) => age), totals: new Map(Object.entries(given.ageTotals)) },
  ].slice(0, given.margins);
  const fitted = given.margins === 0 ? null : calibrate(made.value.weights, margins);
  if (fitted?.ok === false) return null;
  const calibration = fitted?.value;
  const design: SampleDesign = calibration
    ? { ...made.value, weights: calibration.weights }
    : made.value;

  const figures = new Map<string, number>();
  const y = rows.map((row) => row.y);
  const x = rows.map((row) => row.x);
  const { singleClusters } = given;
  const judge = (linearised: Linearised | null, setting: EstimateSetting) => {
    if (!linearised) return null;
    const found = estimateWith(design, linearised, { ...setting, singleClusters, calibration });
    return found.ok ? found.value : null;
  };
  const domains = [
    ['all', undefined],
    ['inside', rows.map(({ isInDomain }) => isInDomain)],
  ] as const;
  for (const [name, domain] of domains) {
    const mean = judge(lineariseMean(design, y, domain), { type: 'mean', values: y });
    if (!mean) continue;
    figures.set(`${name}.mean`, mean.estimate).set(`${name}.mean.se`, mean.standardError);
    figures.set(`${name}.df`, mean.degreesOfFreedom);
    figures.set(`${name}.low`, mean.interval[0]).set(`${name}.high`, mean.interval[1]);
    if (mean.designEffect !== null) figures.set(`${name}.deff`, mean.designEffect);
    const total = judge(lineariseTotal(design, y, domain), { type: 'total' });
    if (total)
      figures.set(`${name}.total`, total.estimate).set(`${name}.total.se`, total.standardError);
    const ratio = judge(lineariseRatio(design, y, x, domain), { type: 'mean' });
    if (ratio)
      figures.set(`${name}.ratio`, ratio.estimate).set(`${name}.ratio.se`, ratio.standardError);
    const share = given.isShare
      ? judge(lineariseMean(design, y, domain), { type: 'proportion' })
      : null;
    if (share && share.estimate > 0 && share.estimate < 1)
      figures
        .set(`${name}.share.low`, share.interval[0])
        .set(`${name}.share.high`, share.interval[1]);
  }
  const inside = lineariseMean(
    design,
    y,
    rows.map(({ isInDomain }) => isInDomain),
  );
  const outside = lineariseMean(
    design,
    y,
    rows.map(({ isInDomain }) => !isInDomain),
  );
  if (inside && outside) {
    const between = combine([
      { times: 1, of: inside },
      { times: -1, of: outside },
    ]);
    const difference = judge(between, { type: 'mean' });
    if (difference)
      figures.set('difference', difference.estimate).set('difference.se', difference.standardError);
  }
  return figures;
}
