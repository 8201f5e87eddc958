import { type Interview, groupBy, isComplete } from './interview.ts';
import { type Finding, ofSurveyor } from './signal.ts';

const radiusM = 25;
const boundShare = 0.3;
const leastPositions = 10;
const earthRadiusM = 6_371_000;

type Position = NonNullable<Interview['position']>;

/**
 * Answers: with which surveyors do many interviews of different households lie on one spot?
 * Shape:   interviews → a finding for each surveyor: the most interviews within 25 m of one of them, as a share of those
 *          with a position. Raised from 0.3 on.
 * Units:   share 0–1; n interviews with a position.
 * Missing: not measured where no interview of the surveyor has a position (GPS is off by default, decision D15, and
 *          protocol 1 carries none); below 10 positions there is no base.
 * Errors:  throws never; a position that is no number counts as none.
 * Source:  distances on a sphere of 6,371 km, flat nearby.
 * Rule:    K-16
 */
export function* findPositionPiles(interviews: readonly Interview[]): Generator<Finding> {
  for (const [surveyor, own] of groupBy(
    interviews.filter(isComplete),
    ({ surveyorId }) => surveyorId,
  )) {
    const positions = own.flatMap(({ position }) =>
      position !== null && Number.isFinite(position.latitude + position.longitude)
        ? [position]
        : [],
    );
    const about = {
      code: 'surveyor.position-pile',
      subject: ofSurveyor(surveyor),
      among: 'own interviews',
      n: positions.length,
      method: 'most within 25 m',
    } as const;
    if (positions.length === 0) yield { ...about, outcome: 'not-measured' };
    else if (positions.length < leastPositions) yield { ...about, outcome: 'not-enough-base' };
    else {
      const value = largestPile(positions) / positions.length;
      const outcome = value >= boundShare ? 'raised' : 'quiet';
      yield { ...about, value, bound: boundShare, unit: 'share', outcome };
    }
  }
}

const largestPile = (positions: readonly Position[]): number =>
  Math.max(
    ...positions.map(
      (centre) => positions.filter((other) => distanceM(centre, other) <= radiusM).length,
    ),
  );

function distanceM(a: Position, b: Position): number {
  const toRadians = Math.PI / 180;
  const north = (b.latitude - a.latitude) * toRadians;
  const east = (b.longitude - a.longitude) * toRadians * Math.cos(a.latitude * toRadians);
  return earthRadiusM * Math.hypot(north, east);
}
