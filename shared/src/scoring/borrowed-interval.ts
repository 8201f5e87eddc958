import { shareInterval } from '../statistics/index.ts';
import { confidence, type FigureInterval } from './cluster-interval.ts';

/**
 * Answers: how far may a figure be off, where it must not be told how the villages of its unit differ?
 * Shape:   interval of the unit, that of the same figure in the whole wave → of the unit its figure, its answers and how many
 *          villages; of the wave by how much its variance exceeds that of independent answers, and its degrees of freedom. So it
 *          follows from what is printed, and tells nothing more: of the wave no more digits are taken than a table has.
 *          Such a smoothed variance is common where a domain has few clusters, and steadier there than its own.
 *          All or nobody: the interval is that of a binomial, which takes nothing from the villages; it stays.
 * Units:   shares 0–1.
 * Errors:  null where all answers of the wave are alike.
 * Source:  decision 70; Wolter, Introduction to Variance Estimation, 2007, chapter 7 (generalized variance functions).
 * Rule:    S-46
 */
export function borrowInterval(unit: FigureInterval, wave: FigureInterval): FigureInterval | null {
  const { estimate, answers, clusterCount } = unit;
  if (!(estimate > 0 && estimate < 1)) return { ...unit, ...untold };
  const independent = (wave.estimate * (1 - wave.estimate)) / wave.answers;
  if (!(independent > 0)) return null;
  const times = printed(wave.standardError) ** 2 / independent;
  const standardError = Math.sqrt((times * estimate * (1 - estimate)) / answers);
  const { degreesOfFreedom } = wave;
  const interval = shareInterval({
    ...{ estimate, standardError, degreesOfFreedom, confidence },
    n: answers,
  });
  return {
    ...{ estimate, interval, standardError, degreesOfFreedom, answers, clusterCount },
    ...untold,
  };
}

const untold = { designEffect: null, effectiveCount: null };

/** In percentage points, three decimals. */
const printed = (standardError: number): number => Math.round(standardError * 100_000) / 100_000;
