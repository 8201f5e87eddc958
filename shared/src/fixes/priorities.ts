import {
  type Fraction,
  multiplyFractions,
  percentHundredths,
  printHundredths,
} from '../kernel/index.ts';
import {
  type Published,
  type SchemeName,
  type ScoreTableRow,
  rankFigures,
} from '../scoring/index.ts';
import { type AnsweredCriterion, criterionWeights } from './criterion-weights.ts';
import { type LineStanding, standBesideLine } from './line-standing.ts';

/** One criterion of one unit: what it would bring if everybody were satisfied with it. */
export interface Priority {
  readonly unit: string;
  readonly unitName: string;
  readonly code: string;
  readonly label: string;
  readonly factor: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly valid: number | null;
  readonly percent: string | null;
  readonly interval: ScoreTableRow['interval'];
  readonly intervalStatus: ScoreTableRow['intervalStatus'];
  readonly status: ScoreTableRow['status'];
  /** The part that it makes of the overall index; null where it is hidden. */
  readonly weight: { readonly numerator: number; readonly denominator: number } | null;
  /** Points of the overall index: text with two decimals and a point; null where it is hidden. */
  readonly gainPoints: string | null;
  /** The same at the ends of its interval. */
  readonly gainInterval: { readonly low: string; readonly high: string } | null;
  /** Among the criteria of its unit. */
  readonly place: number | null;
  /** The province's figure of the same criterion; null where the reader may not see it. */
  readonly line: string | null;
  /** Its figure − the line, of the printed figures. */
  readonly gapPoints: string | null;
  readonly standing: LineStanding | null;
}

export interface PriorityRequest {
  /** The criteria of some units, as the gate let them through. */
  readonly rows: Published<readonly ScoreTableRow[]>;
  /** Those of the province; empty where the reader may not see them, or where the units are the province. */
  readonly line: Published<readonly ScoreTableRow[]>;
  readonly scheme: SchemeName;
  readonly factorOf: (criterion: string) => string;
}

/**
 * Answers: with which criterion would a unit gain most?
 * Shape:   published criteria of units → a row per unit and criterion; units as they came, criteria by gain, then by code.
 *          gain = (100 − index) × weight (F-01): exact up to the printed digit. The gains of a unit sum to 100 − its overall
 *          index. Places are taken on printed gains; ties share the better one (S-06).
 * Units:   points of the overall index.
 * Missing: a criterion that the gate hides has no weight, gain and place and stands last, though its answers, whose number
 *          is always shown, weigh on the others as they do in the index. A unit that is hidden has no order.
 * Errors:  throws RangeError on a row of a group: a group has no base of its own.
 * Rule:    F-03
 */
export function prioritise(request: PriorityRequest): Published<readonly Priority[]> {
  const lineByCode = new Map(request.line.map(({ code, percent }) => [code, percent]));
  const byUnit = new Map<string, ScoreTableRow[]>();
  for (const row of request.rows) {
    if (row.group !== null) throw new RangeError(`${row.unit} is divided into groups`);
    const rows = byUnit.get(row.unit);
    if (rows === undefined) byUnit.set(row.unit, [row]);
    else rows.push(row);
  }
  // Made of rows that passed the gate, and of nothing else.
  return [...byUnit.values()].flatMap((rows) =>
    prioritiseUnit(rows, request, lineByCode),
  ) as readonly Priority[] as Published<readonly Priority[]>;
}

function prioritiseUnit(
  rows: readonly ScoreTableRow[],
  { scheme, factorOf }: PriorityRequest,
  lineByCode: ReadonlyMap<string, string | null>,
): Priority[] {
  const criteria = rows.map(({ code, valid }): AnsweredCriterion => ({
    code,
    factor: factorOf(code),
    valid: valid ?? 0,
  }));
  const weights = criterionWeights(scheme, criteria);
  const gains = rows.map((row) => gainOf(row, weights.get(row.code)));
  const places = rankFigures(gains.map((gain) => gain?.hundredths ?? null));
  return rows
    .map((row, index): Priority => {
      const gain = gains[index] ?? null;
      return {
        unit: row.unit,
        unitName: row.unitName,
        code: row.code,
        label: row.label,
        factor: factorOf(row.code),
        numerator: row.numerator,
        denominator: row.denominator,
        valid: row.valid,
        percent: row.percent,
        interval: row.interval,
        intervalStatus: row.intervalStatus,
        status: row.status,
        weight: gain && {
          numerator: Number(gain.weight.numerator),
          denominator: Number(gain.weight.denominator),
        },
        gainPoints: gain && printHundredths(gain.hundredths),
        gainInterval: gain && gainInterval(row, gain.weight),
        place: places[index] ?? null,
        ...besideLine(row, lineByCode.get(row.code) ?? null),
      };
    })
    .sort(byGain);
}

interface Gain {
  readonly weight: Fraction;
  readonly hundredths: number;
}

function gainOf(row: ScoreTableRow, weight: Fraction | undefined): Gain | null {
  const { numerator, denominator, status } = row;
  if (status !== 'published' || weight === undefined) return null;
  if (numerator === null || denominator === null) return null;
  const lacking = {
    numerator: BigInt(denominator - numerator),
    denominator: BigInt(denominator),
  };
  return { weight, hundredths: percentHundredths(multiplyFractions(lacking, weight)) };
}

function gainInterval({ interval }: ScoreTableRow, weight: Fraction): Priority['gainInterval'] {
  if (interval === null) return null;
  const at = (percent: string): string => {
    const lacking = { numerator: 10_000n - hundredthsOf(percent), denominator: 10_000n };
    return printHundredths(percentHundredths(multiplyFractions(lacking, weight)));
  };
  return { low: at(interval.high), high: at(interval.low) };
}

function besideLine(
  { percent, interval }: ScoreTableRow,
  line: string | null,
): Pick<Priority, 'line' | 'gapPoints' | 'standing'> {
  if (percent === null || line === null) return { line, gapPoints: null, standing: null };
  return {
    line,
    gapPoints: printHundredths(Number(hundredthsOf(percent) - hundredthsOf(line))),
    standing: standBesideLine(interval, line),
  };
}

/** "62.40" → 6240, without a detour through a binary fraction. */
const hundredthsOf = (percent: string): bigint => BigInt(percent.replace('.', ''));

const byGain = (a: Priority, b: Priority): number =>
  (a.place ?? Infinity) - (b.place ?? Infinity) || (a.code < b.code ? -1 : 1);
