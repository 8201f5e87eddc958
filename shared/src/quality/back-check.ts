import { groupBy } from './interview.ts';
import { type Finding, ofSurveyor } from './signal.ts';

/** One question asked again by another person: what was recorded, and what was found. */
export interface BackCheck {
  readonly responseId: string;
  readonly surveyorId: string;
  readonly item: string;
  readonly recorded: string;
  readonly found: string;
}

/** People forget and change their minds: so many answers differ without anybody's fault. */
const boundShare = 0.1;
const leastResponses = 4;
/** Two-sided 95 %. */
const z = 1.959963984540054;

/**
 * Answers: at which surveyors, and at which questions, do back-checks (phúc tra) find other answers than were recorded?
 * Shape:   answers asked again → a finding for each surveyor and each item: the share that differs with its 95 % interval,
 *          on as many responses as were checked: the answers of one response stand or fall together, so they count as
 *          one. Raised where the whole interval lies above 0.1.
 * Units:   shares 0–1; n responses checked.
 * Missing: below 4 responses there is no base.
 * Errors:  throws never.
 * Source:  Wilson 1927, J. Am. Stat. Assoc. 22; decision D13.
 * Rule:    K-19
 */
export function* findBackCheckMismatches(checks: readonly BackCheck[]): Generator<Finding> {
  for (const [surveyor, own] of groupBy(checks, ({ surveyorId }) => surveyorId))
    yield judge(own, { code: 'surveyor.back-check', subject: ofSurveyor(surveyor) });
  for (const [item, own] of groupBy(checks, (check) => check.item))
    yield judge(own, { code: 'item.back-check', subject: { kind: 'item', id: item } });
}

function judge(checks: readonly BackCheck[], named: Pick<Finding, 'code' | 'subject'>): Finding {
  const n = new Set(checks.map(({ responseId }) => responseId)).size;
  const about = { ...named, among: 'back-checks', n, method: 'Wilson interval on responses' };
  if (n < leastResponses) return { ...about, outcome: 'not-enough-base' };
  const value = checks.filter(({ recorded, found }) => recorded !== found).length / checks.length;
  const interval = wilsonInterval(value, n);
  const outcome = interval[0] > boundShare ? 'raised' : 'quiet';
  return { ...about, value, bound: boundShare, unit: 'share', interval, outcome };
}

function wilsonInterval(share: number, n: number): readonly [number, number] {
  const shrink = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / shrink;
  const reach = (z / shrink) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}
