import {
  clusterInterval,
  type FigureInterval,
  pooledParts,
  totalOf,
  type UnitSample,
} from './cluster-interval.ts';

/**
 * Answers: between which values does the share of all households that would choose an option lie, at 95 % confidence?
 * Shape:   code of the share, the villages of one unit → interval, by the same variance between villages as the indices.
 * Units:   shares 0–1.
 * Missing: people without an answer leave the share, a village without one the clusters.
 * Errors:  null where nobody answered, or no stratum has two villages with an answer.
 * Source:  decisions D10 and D11; R survey 4.1.1, svymean with the logit interval of svyciprop.
 * Rule:    S-33
 */
export function answerInterval(share: string, sample: UnitSample): FigureInterval | null {
  const total = totalOf(share, sample);
  return total.valid === 0 ? null : clusterInterval(pooledParts([total]), sample, total.valid);
}
