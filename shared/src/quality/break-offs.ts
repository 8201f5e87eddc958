import { type Interview, groupBy } from './interview.ts';
import { excessBound, expectedShare } from './beta-binomial.ts';
import { type Finding, ofSurveyor } from './signal.ts';

const leastStarted = 10;
const leastSurveyors = 5;

/**
 * Answers: with which surveyors do more interviews end before their end than elsewhere?
 * Shape:   interviews, complete and broken off → a finding for each surveyor: broken off ÷ begun. Expected is the share of
 *          all other surveyors with the spread between them; the bound is the least share that would come up in at most
 *          0.00135 of cases (one side of z = 3), so a small base needs a large share. Raised from the bound on.
 * Units:   share 0–1; n interviews begun.
 * Missing: below 10 interviews begun, or 5 such surveyors, there is no base. Visits without an interview do not count.
 * Errors:  throws never.
 * Source:  beta-binomial by moments: Kleinman 1973, J. Am. Stat. Assoc. 68.
 * Rule:    K-17
 */
export function* findBreakOffs(interviews: readonly Interview[]): Generator<Finding> {
  const bySurveyor = groupBy(interviews, ({ surveyorId }) => surveyorId);
  const counts = new Map(
    [...bySurveyor]
      .filter(([, own]) => own.length >= leastStarted)
      .map(([surveyor, own]) => [
        surveyor,
        { hits: own.filter(({ ending }) => ending === 'broken-off').length, n: own.length },
      ]),
  );
  for (const [surveyor, own] of bySurveyor) {
    const about = {
      code: 'surveyor.break-offs',
      subject: ofSurveyor(surveyor),
      among: 'all surveyors',
      n: own.length,
      method: 'beta-binomial tail against the others',
    } as const;
    const count = counts.get(surveyor);
    if (count === undefined || counts.size < leastSurveyors) {
      yield { ...about, outcome: 'not-enough-base' };
      continue;
    }
    const others = [...counts].filter(([id]) => id !== surveyor).map(([, one]) => one);
    const bound = excessBound(expectedShare(others), count.n) / count.n;
    const value = count.hits / count.n;
    yield { ...about, value, bound, unit: 'share', outcome: value >= bound ? 'raised' : 'quiet' };
  }
}
