import { type Battery, type Interview, groupBy, isComplete, validAnswers } from './interview.ts';
import { type Described, type Finding, ofSurveyor } from './signal.ts';
import { type Figure, predictedDeviation, robustSpread } from './stand-out.ts';

const leastResponses = 10;
const leastSurveyors = 5;
const boundZ = 3;

/** One respondent's share of satisfied answers, and who asked where. */
interface Asked {
  readonly surveyorId: string;
  readonly commune: string;
  readonly satisfied: number;
}

/**
 * Answers: whose respondents are more, or less, satisfied than those whom others asked in the same communes?
 * Shape:   interviews of one instrument, its battery → a finding for each surveyor: mean share of satisfied answers of the
 *          surveyor's respondents less that of the others' respondents, commune by commune, communes weighted by what
 *          they tell (1 / (1/own + 1/others)). Deviation: the variance between respondents of one surveyor in one commune,
 *          at these bases, and the spread between surveyors. Raised from 3 deviations on, either way: a small base needs
 *          a large difference. Where two share all their communes, the signal cannot tell which of them it is.
 * Units:   difference of shares, −1 to 1; n responses in communes where others asked too.
 * Missing: respondents without a valid answer do not count. Below 10 responses on either side, or 5 surveyors that can be
 *          compared, there is no base.
 * Errors:  throws never.
 * Source:  DerSimonian and Laird 1986, Controlled Clinical Trials 7: random effects; the spread by medians, as in K-13.
 * Rule:    K-18
 */
export function* findUnlikeNeighbours(
  interviews: readonly Interview[],
  battery: Battery,
): Generator<Finding> {
  const asked = interviews.filter(isComplete).flatMap((one) => askedOf(one, battery));
  const variance = varianceWithin(asked);
  const compared = new Map(
    [...compareInCommunes(asked)].map(([surveyor, sums]) => [surveyor, figureOf(sums, variance)]),
  );
  const judged = [...compared.values()].filter((figure) => figure.isEnough);
  const spread = judged.length < leastSurveyors ? null : robustSpread(judged);
  for (const surveyor of groupBy(asked, ({ surveyorId }) => surveyorId).keys()) {
    const figure = compared.get(surveyor);
    const about = {
      ...described,
      among: interviews[0]?.instrument ?? '',
      subject: ofSurveyor(surveyor),
      n: figure?.n ?? 0,
    };
    if (!figure?.isEnough || spread === null) yield { ...about, outcome: 'not-enough-base' };
    else {
      const deviation = predictedDeviation(figure, spread);
      const [value, bound] = [figure.value, boundZ * deviation];
      const z = deviation > 0 ? value / deviation : 0;
      const outcome = Math.abs(value) >= bound && deviation > 0 ? 'raised' : 'quiet';
      yield { ...about, value, bound, unit: 'share', z, outcome };
    }
  }
}

const described: Omit<Described, 'among'> = {
  code: 'surveyor.unlike-neighbours',
  method: 'difference within communes, random effects',
};

function askedOf(interview: Interview, { places, satisfied }: Battery): readonly Asked[] {
  const given = validAnswers(interview, places);
  if (given.length === 0) return [];
  const hits = given.filter((answer) => satisfied.includes(answer)).length;
  const { surveyorId, commune } = interview;
  return [{ surveyorId, commune, satisfied: hits / given.length }];
}

/** Between respondents of one surveyor in one commune, all together. */
function varianceWithin(asked: readonly Asked[]): number {
  let squares = 0;
  let degreesOfFreedom = 0;
  for (const cell of groupBy(asked, (one) => `${one.commune} ${one.surveyorId}`).values()) {
    const mean = meanOf(cell);
    squares += cell.reduce((sum, { satisfied }) => sum + (satisfied - mean) ** 2, 0);
    degreesOfFreedom += cell.length - 1;
  }
  return degreesOfFreedom === 0 ? 0 : squares / degreesOfFreedom;
}

/** What one surveyor's communes add up to. */
interface Sums {
  weight: number;
  weighted: number;
  own: number;
  others: number;
}

function compareInCommunes(asked: readonly Asked[]): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const here of groupBy(asked, ({ commune }) => commune).values())
    for (const [surveyor, own] of groupBy(here, ({ surveyorId }) => surveyorId)) {
      const others = here.filter(({ surveyorId }) => surveyorId !== surveyor);
      if (others.length === 0) continue;
      const weight = 1 / (1 / own.length + 1 / others.length);
      const before = sums.get(surveyor) ?? { weight: 0, weighted: 0, own: 0, others: 0 };
      sums.set(surveyor, {
        weight: before.weight + weight,
        weighted: before.weighted + weight * (meanOf(own) - meanOf(others)),
        own: before.own + own.length,
        others: before.others + others.length,
      });
    }
  return sums;
}

function figureOf(
  { weight, weighted, own, others }: Sums,
  variance: number,
): Figure & { readonly n: number; readonly isEnough: boolean } {
  const isEnough = own >= leastResponses && others >= leastResponses;
  return { value: weighted / weight, variance: variance / weight, n: own, isEnough };
}

const meanOf = (asked: readonly Asked[]): number =>
  asked.reduce((sum, { satisfied }) => sum + satisfied, 0) / asked.length;
