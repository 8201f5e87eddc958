import { type Result, ok, refuse } from '../kernel/index.ts';
import { type CalibrationFault, calibrate } from '../statistics/index.ts';
import {
  type AskedHousehold,
  type DesignWeight,
  type DesignWeights,
  type RecordFault,
  designWeights,
} from './design-weights.ts';
import { type TrimSetting, trimWeights } from './trim-weights.ts';

/** A partition of people that is known of the population: sex, or age. */
export interface KnownShares {
  /** Cell of each household of the record; that of who did not answer is not read. */
  readonly cells: readonly string[];
  /** People of the population in each cell, in any unit: only their shares count. */
  readonly totals: ReadonlyMap<string, number>;
}

export interface WeightSetting {
  readonly trim: TrimSetting | null;
  /** None: no raking. */
  readonly shares: readonly KnownShares[];
}

export interface RespondentWeight extends DesignWeight {
  readonly trimFactor: number;
  readonly rakeFactor: number;
  readonly weight: number;
}

export interface WaveWeights extends Pick<DesignWeights, 'silentVillages'> {
  readonly respondents: readonly RespondentWeight[];
  readonly trimmed: { readonly count: number; readonly cutWeight: number };
}

export type WeightFault =
  | RecordFault
  | CalibrationFault
  | { readonly code: 'trim.cap-too-low'; readonly commune: string }
  | { readonly code: 'shares.bad-total'; readonly cell: string };

/**
 * Answers: the weights of a wave, from the record of its sample.
 * Shape:   record and setting → a weight for each respondent, as the product of its factors. First design, response and
 *          household counts; then, where it is asked for, trimming within each commune; then raking to the known shares
 *          and the households of each commune in turn. But for weight that is cut off and not spread, the weights of a
 *          commune add up to its households.
 * Units:   households.
 * Errors:  those of designWeights, trimWeights (with the commune) and calibrate; shares.bad-total (people of a cell that are no
 *          number from 0).
 * Source:  decision D10; Deville, Särndal and Sautory 1993.
 * Rule:    M-12
 */
export function waveWeights(
  asked: readonly AskedHousehold[],
  { trim, shares }: WeightSetting,
): Result<WaveWeights, WeightFault> {
  const made = designWeights(asked);
  if (!made.ok) return made;
  const { respondents, silentVillages } = made.value;
  const weights = respondents.map(
    (one) => one.designWeight * one.responseFactor * one.householdFactor,
  );
  const trimmed = trim ? trimCommunes(respondents, weights, trim) : ok(untouched(weights));
  if (!trimmed.ok) return trimmed;
  const raked = rake(respondents, trimmed.value.weights, shares);
  if (!raked.ok) return raked;
  return ok({
    respondents: respondents.map((one, at): RespondentWeight => {
      const [before = 1, between = 1, after = 1] = [
        weights[at],
        trimmed.value.weights[at],
        raked.value[at],
      ];
      const factors = { trimFactor: between / before, rakeFactor: after / between };
      return { ...one, ...factors, weight: after };
    }),
    silentVillages,
    trimmed: { count: trimmed.value.count, cutWeight: trimmed.value.cutWeight },
  });
}

interface Trimmed {
  readonly weights: readonly number[];
  readonly count: number;
  readonly cutWeight: number;
}

const untouched = (weights: readonly number[]): Trimmed => ({ weights, count: 0, cutWeight: 0 });

/** Communes are drawn at different rates on purpose, so a weight is compared within its own. */
function trimCommunes(
  respondents: readonly DesignWeight[],
  weights: readonly number[],
  setting: TrimSetting,
): Result<Trimmed, WeightFault> {
  const result = [...weights];
  let [count, cutWeight] = [0, 0];
  for (const [commune, places] of placesByCommune(respondents)) {
    const trimmed = trimWeights(
      places.map((at) => weights[at] ?? 0),
      setting,
    );
    if (!trimmed.ok) return refuse({ ...trimmed.error, commune });
    for (const [at, place] of places.entries()) result[place] = trimmed.value.weights[at] ?? 0;
    count += trimmed.value.isTrimmed.filter(Boolean).length;
    cutWeight += trimmed.value.cutWeight;
  }
  return ok({ weights: result, count, cutWeight });
}

function placesByCommune(respondents: readonly DesignWeight[]): ReadonlyMap<string, number[]> {
  const communes = new Map<string, number[]>();
  for (const [at, { commune }] of respondents.entries()) {
    const places = communes.get(commune);
    if (places) places.push(at);
    else communes.set(commune, [at]);
  }
  return communes;
}

function rake(
  respondents: readonly DesignWeight[],
  weights: readonly number[],
  shares: readonly KnownShares[],
): Result<readonly number[], WeightFault> {
  if (shares.length === 0) return ok(weights);
  for (const { totals } of shares)
    for (const [cell, total] of totals)
      if (!(total >= 0 && total <= 1e12)) return refuse({ code: 'shares.bad-total', cell });
  const all = sumOf(weights);
  const communes = new Map<string, number>();
  for (const [at, { commune }] of respondents.entries())
    communes.set(commune, (communes.get(commune) ?? 0) + (weights[at] ?? 0));
  const known = shares.map(({ cells, totals }) => {
    const people = sumOf([...totals.values()]);
    const scaled = [...totals].map(([cell, total]) => [cell, (total / people) * all] as const);
    return { cells: respondents.map(({ place }) => cells[place] ?? ''), totals: new Map(scaled) };
  });
  const byCommune = { cells: respondents.map(({ commune }) => commune), totals: communes };
  const fitted = calibrate(weights, [...known, byCommune]);
  return fitted.ok ? ok([...fitted.value.weights]) : fitted;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
