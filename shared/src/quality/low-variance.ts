import { type Battery, type Interview, groupBy, isComplete } from './interview.ts';
import { type Described, type Finding, ofSurveyor } from './signal.ts';
import { type Figure, type Spread, predictedDeviation, robustSpread } from './stand-out.ts';

const leastResponses = 10;
const leastSurveyors = 5;
const boundZ = 3.5;
const boundRatio = 0.6;

/**
 * Answers: with which surveyors do all respondents say nearly the same?
 * Shape:   interviews of one instrument, its battery → a finding for each surveyor: the variance of a criterion between the
 *          respondents of the surveyor, averaged over the criteria, as a ratio to the middle surveyor's. Chance moves it
 *          by the variance between respondents of all surveyors together; to that comes the spread between surveyors.
 *          Raised where the ratio is at most 0.6 and at most 1 − 3.5 such deviations, which `bound` says in one number.
 * Units:   ratio, 1 is the middle surveyor; n responses.
 * Missing: a criterion counts with its valid answers. Below 10 responses of a surveyor, or 5 such surveyors, no base.
 * Errors:  throws never.
 * Source:  Bredl, Winker and Kötschau 2012, Survey Methodology 38(1): variance of a surveyor's answers as an indicator.
 * Rule:    K-13
 */
export function* findLowVariance(
  interviews: readonly Interview[],
  battery: Battery,
): Generator<Finding> {
  const bySurveyor = groupBy(interviews.filter(isComplete), ({ surveyorId }) => surveyorId);
  const enough = [...bySurveyor].filter(([, own]) => own.length >= leastResponses);
  const distances = new Map(
    enough.map(([surveyor, own]) => [surveyor, squaredDistances(own, battery)]),
  );
  const figures = figuresOf(distances);
  const spread = figures.size < leastSurveyors ? null : robustSpread([...figures.values()]);
  for (const [surveyor, own] of bySurveyor) {
    const about = {
      ...described,
      among: own[0]?.instrument ?? '',
      subject: ofSurveyor(surveyor),
      n: own.length,
    };
    const figure = figures.get(surveyor);
    if (figure === undefined || spread === null || spread.middle <= 0)
      yield { ...about, outcome: 'not-enough-base' };
    else yield { ...about, ...judge(figure, spread) };
  }
}

const described: Omit<Described, 'among'> = {
  code: 'surveyor.low-variance',
  method: 'mean item variance, random effects',
};

function judge(figure: Figure, spread: Spread) {
  const deviation = predictedDeviation(figure, spread) / spread.middle;
  const value = figure.value / spread.middle;
  const bound = Math.max(0, Math.min(boundRatio, 1 - boundZ * deviation));
  const z = deviation > 0 ? (value - 1) / deviation : 0;
  const outcome = value <= bound ? ('raised' as const) : ('quiet' as const);
  return { value, bound, unit: 'ratio', z, outcome } as const;
}

/** How far each respondent lies from the mean of the surveyor's, squared and averaged over the criteria. */
function squaredDistances(own: readonly Interview[], { places }: Battery): readonly number[] {
  const means = places.map((place) => meanOf(own.map(({ answers }) => answers[place] ?? 0)));
  return own.map(({ answers }) => {
    let sum = 0;
    let valid = 0;
    for (const [at, place] of places.entries()) {
      const answer = answers[place] ?? 0;
      if (answer === 0) continue;
      sum += (answer - (means[at] ?? 0)) ** 2;
      valid++;
    }
    return valid === 0 ? 0 : ((sum / valid) * own.length) / (own.length - 1);
  });
}

function figuresOf(distances: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, Figure> {
  let squares = 0;
  let degreesOfFreedom = 0;
  const means = new Map<string, number>();
  for (const [surveyor, own] of distances) {
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
    means.set(surveyor, mean);
    squares += own.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    degreesOfFreedom += own.length - 1;
  }
  return new Map(
    [...means].map(([surveyor, value]) => {
      const n = distances.get(surveyor)?.length ?? 1;
      return [surveyor, { value, variance: squares / degreesOfFreedom / n }];
    }),
  );
}

function meanOf(answers: readonly number[]): number {
  const valid = answers.filter((answer) => answer > 0);
  return valid.reduce((sum, answer) => sum + answer, 0) / Math.max(1, valid.length);
}
