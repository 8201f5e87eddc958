import { type Battery, type Interview, groupBy, isComplete } from './interview.ts';
import { type Closest, closestMatches } from './percent-match.ts';
import { type Finding, ofResponse } from './signal.ts';

const boundShare = 0.85;
const deviations = 5;
const leastPlaces = 15;
const leastResponses = 10;

/**
 * Answers: which form has a twin, with nearly the same answers throughout?
 * Shape:   interviews of one instrument, its battery → a finding each: the greatest share of equal answers with any other
 *          form of the district (maximum percent match), and which that is. Bound: 0.85, or the mean match of the
 *          district's pairs and 5 of their standard deviations where that is more: the fewer the questions, the more of
 *          them are equal by chance. Raised from the bound on; at most 1, equal in everything.
 * Units:   share 0–1; n places at which both have a valid answer.
 * Missing: places where either has none leave the share; below 15 of them, or 10 forms in the district, there is no base.
 *          Questions about who was asked do not count: whoever copies changes these. No finding for broken-off interviews.
 * Errors:  throws never.
 * Source:  Kuriakose and Robbins 2016, Statistical Journal of the IAOS 32(3); Simmons, Mercer, Schwarzer and Kennedy 2016,
 *          the same issue: honest surveys of few questions pass 0.85.
 * Rule:    K-14
 */
export function* findNearDuplicates(
  interviews: readonly Interview[],
  { substantive }: Battery,
): Generator<Finding> {
  const districts = groupBy(interviews.filter(isComplete), ({ district }) => district);
  for (const [district, forms] of districts) {
    const matched = closestMatches(
      forms.map(({ answers }) => answers),
      substantive,
      leastPlaces,
    );
    const bound = Math.min(1, Math.max(boundShare, matched.mean + deviations * matched.deviation));
    for (const [at, { responseId, instrument }] of forms.entries()) {
      const closest = matched.closest[at];
      const about = {
        code: 'response.near-duplicate',
        subject: ofResponse(responseId),
        among: [instrument, district].join(', '),
        n: closest?.places ?? 0,
        method: 'maximum percent match',
      } as const;
      if (closest === undefined || forms.length < leastResponses)
        yield { ...about, outcome: 'not-enough-base' };
      else yield { ...about, ...judge(closest, bound), other: forms[closest.at]?.responseId ?? '' };
    }
  }
}

function judge({ share }: Closest, bound: number) {
  // A share such as 17/20 must not miss its bound by the last bit of a mean.
  const outcome = share >= bound - 1e-12 ? ('raised' as const) : ('quiet' as const);
  return { value: share, bound, unit: 'share', outcome } as const;
}
