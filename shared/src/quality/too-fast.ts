import { type Interview, groupBy, isComplete } from './interview.ts';
import { type Finding, ofResponse } from './signal.ts';
import { median, medianDeviation } from './stand-out.ts';

/** Nobody reads and answers a question in less. */
const floorSeconds = 1;
const shareOfMedian = 0.5;
const deviations = 3;
const leastBase = 30;
/** A form that ends after a question or two has no pace. */
const leastItems = 10;

/**
 * Answers: which forms were filled faster than their questions can be asked?
 * Shape:   interviews → a finding each, among those of the same instrument and mode. Seconds per item = time for which the
 *          form was open ÷ questions asked. Bound: the smaller of half the median and exp(median − 3 · 1.4826 · MAD) of
 *          the logarithms, and never below 1 s. Raised below the bound.
 * Units:   seconds per question asked.
 * Missing: broken-off interviews have no finding; where no time was recorded, and of forms keyed from paper, nothing is
 *          measured; below 10 questions asked, or 30
 *          forms with a time and as many questions, there is no base.
 * Errors:  throws never.
 * Source:  Greszki, Meyer and Schoen 2015, Public Opinion Quarterly 79(2): shares of the median as bounds of speeding.
 * Rule:    K-10
 */
export function* findTooFast(interviews: readonly Interview[]): Generator<Finding> {
  const groups = groupBy(interviews.filter(isComplete), ({ instrument, mode }) =>
    [instrument, mode].join(', '),
  );
  for (const [among, group] of groups) {
    const paces = group.map(secondsPerItem);
    const known = group
      .filter(isLong)
      .map(secondsPerItem)
      .filter((pace) => pace !== null);
    const bound = known.length < leastBase ? null : paceBound(known);
    for (const [at, interview] of group.entries()) {
      const value = paces[at] ?? null;
      const n = known.length;
      const about = { code, subject: ofResponse(interview.responseId), among, n, method } as const;
      if (value === null) yield { ...about, outcome: 'not-measured' };
      else if (bound === null || !isLong(interview)) yield { ...about, outcome: 'not-enough-base' };
      else yield { ...about, value, bound, unit, outcome: value < bound ? 'raised' : 'quiet' };
    }
  }
}

const code = 'response.too-fast';
const method = 'half of median and log-MAD, floor';
const unit = 's/item';

const isLong = ({ itemCount }: Interview): boolean => itemCount >= leastItems;

function secondsPerItem({ activeMs, itemCount, mode }: Interview): number | null {
  if (activeMs === null || itemCount === 0 || mode === 'paper') return null;
  return activeMs / 1000 / itemCount;
}

function paceBound(paces: readonly number[]): number {
  const logs = paces.map((pace) => Math.log(Math.max(pace, Number.MIN_VALUE)));
  const low = Math.exp(median(logs) - deviations * medianDeviation(logs));
  return Math.max(floorSeconds, Math.min(shareOfMedian * median(paces), low));
}
