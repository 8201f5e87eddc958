import { percentHundredths, printHundredths } from '../kernel/index.ts';
import { shareInterval } from '../statistics/index.ts';
import { type ChangeInterval, type Spread, changeInterval } from './change-interval.ts';
import { confidence } from './cluster-interval.ts';
import type { IntervalStatus, PublicationStatus, Published } from './publication.ts';
import { type PlannedFigure, type ScoreKind, planFigures } from './satisfaction-index.ts';
import { type SchemeName, type Tally, combineShares } from './schemes.ts';
import type { ScoreTableRow } from './score-table.ts';
import type { CountLayout } from './answer-counts.ts';
import type { Instrument } from '../questionnaire/index.ts';

/** A unit by what was printed of it. */
export interface PrintedUnit {
  /** Its rows of all kinds, without groups. */
  readonly rows: Published<readonly ScoreTableRow[]>;
  /** From how many strata its villages were drawn. */
  readonly strata: number;
}

/** One side of a comparison of units. */
export interface PairedFigure {
  readonly hundredths: number | null;
  /** Responses behind it. */
  readonly valid: number | null;
  /** Text with two decimals and a point; null without an interval. */
  readonly low: string | null;
  readonly high: string | null;
  readonly status: PublicationStatus;
  readonly intervalStatus: IntervalStatus;
}

/** A figure of one unit beside that of another, or of the rest. */
export interface UnitPairRow {
  readonly kind: ScoreKind;
  readonly code: string;
  readonly label: string;
  readonly first: PairedFigure;
  readonly second: PairedFigure;
  /** First less second; null where one side is withheld. */
  readonly pointsHundredths: number | null;
  readonly interval: ChangeInterval | null;
}

export interface UnitPairRequest {
  readonly instrument: Instrument;
  readonly layout: CountLayout;
  readonly scheme: SchemeName;
  readonly minimumBase: number;
  readonly first: PrintedUnit;
  /** The other unit, or the whole of which what is left without the first is set beside it. */
  readonly second: PrintedUnit;
  readonly isRest: boolean;
}

/**
 * Answers: is one unit better than another, or than the rest of what it lies in?
 * Shape:   two printed units → a row a figure: overall, blocks, factors, criteria. Everything is worked out from rows that
 *          have passed the gate, as any reader of them could: so nothing is told that was not told.
 *          The rest has the answers of the whole less those of the unit, criterion by criterion, and the variance of the
 *          whole less what the unit brings to it.
 * Units:   hundredths of a percentage point.
 * Missing: no figure of the rest where a criterion behind it is withheld on one side, or fewer than the minimum base are left;
 *          no interval where one side has none, where villages of one side do not differ at all, or where no degree of
 *          freedom is left.
 * Errors:  throws RangeError for units of different figures.
 * Source:  decisions D11, 70 and 93.
 * Rule:    P-91
 */
export function compareUnits(request: UnitPairRequest): Published<UnitPairRow[]> {
  const plan = planFigures(request.instrument, request.layout, kinds);
  const [ofFirst, ofSecond] = [rowsByFigure(request.first), rowsByFigure(request.second)];
  const rows = kinds.flatMap((kind) =>
    plan
      .filter((planned) => planned.kind === kind)
      .map((planned): UnitPairRow => {
        const first = printedSide(rowOf(ofFirst, planned), request.first.strata);
        const second = request.isRest
          ? restSide(request, planned, [ofFirst, ofSecond])
          : printedSide(rowOf(ofSecond, planned), request.second.strata);
        const [from, to] = [second.figure.hundredths, first.figure.hundredths];
        const { code, label } = planned;
        return {
          ...{ kind, code, label, first: first.figure, second: second.figure },
          pointsHundredths: from === null || to === null ? null : to - from,
          interval: changeInterval(second.spread, first.spread),
        };
      }),
  );
  return rows as Published<UnitPairRow[]>;
}

/** From the whole to its parts. */
const kinds = ['overall', 'block', 'factor', 'criterion'] as const;

type RowsByFigure = ReadonlyMap<string, ScoreTableRow>;
interface Side {
  readonly figure: PairedFigure;
  readonly spread: Spread | null;
}

const rowsByFigure = ({ rows }: PrintedUnit): RowsByFigure =>
  new Map(rows.map((row) => [`${row.kind} ${row.code}`, row]));

function rowOf(rows: RowsByFigure, { kind, code }: Pick<PlannedFigure, 'kind' | 'code'>) {
  const row = rows.get(`${kind} ${code}`);
  if (row === undefined) throw new RangeError(`no row of ${kind} ${code}`);
  return row;
}

function printedSide(row: ScoreTableRow, strata: number): Side {
  const { valid, status, intervalStatus, interval } = row;
  return {
    figure: {
      ...{ hundredths: hundredthsOf(row), valid, status, intervalStatus },
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    },
    spread: spreadOf(row, strata),
  };
}

const hundredthsOf = ({ percent }: ScoreTableRow): number | null =>
  percent === null ? null : Number(percent.replace('.', ''));

/** Villages that all say the same tell nothing of how others would differ. */
function spreadOf(row: ScoreTableRow, strata: number): Spread | null {
  const hundredths = hundredthsOf(row);
  if (hundredths === null || row.interval === null) return null;
  const standardError = Number(row.interval.standardErrorPoints) / 100;
  const degreesOfFreedom = row.interval.clusters - strata;
  return standardError > 0 && degreesOfFreedom >= 1
    ? { estimate: hundredths / 10_000, standardError, degreesOfFreedom }
    : null;
}

function restSide(
  request: UnitPairRequest,
  planned: PlannedFigure,
  [ofUnit, ofWhole]: readonly [RowsByFigure, RowsByFigure],
): Side {
  const [unit, whole] = [rowOf(ofUnit, planned), rowOf(ofWhole, planned)];
  const valid = whole.valid === null || unit.valid === null ? null : whole.valid - unit.valid;
  if (unit.percent === null || whole.percent === null)
    return withheldSide(unit.percent === null ? unit.status : whole.status, valid);
  const share = restShare(request.scheme, planned, [ofUnit, ofWhole]);
  if (share === null || valid === null || valid < request.minimumBase)
    return withheldSide('insufficient', valid);
  const hundredths = percentHundredths(share);
  const spread = restSpread(hundredths / 10_000, {
    ...{ unit, whole, ofUnit: spreadOf(unit, request.first.strata) },
    ofWhole: spreadOf(whole, request.second.strata),
  });
  const ends = spread && shareInterval({ ...spread, n: valid, confidence });
  const print = (end: number): string => printHundredths(Math.round(end * 10_000));
  return {
    figure: {
      ...{ hundredths, valid, status: 'published' },
      low: ends && print(ends[0]),
      high: ends && print(ends[1]),
      intervalStatus: spread === null ? 'insufficient' : worseOf(unit, whole),
    },
    spread,
  };
}

const withheldSide = (status: PublicationStatus, valid: number | null): Side => ({
  figure: { hundredths: null, valid, low: null, high: null, status, intervalStatus: status },
  spread: null,
});

const worseOf = (unit: ScoreTableRow, whole: ScoreTableRow): IntervalStatus =>
  [unit, whole].some(({ intervalStatus }) => intervalStatus === 'borrowed')
    ? 'borrowed'
    : 'published';

/** Null where a criterion behind the figure is not printed of both. */
function restShare(
  scheme: SchemeName,
  { factors }: PlannedFigure,
  [ofUnit, ofWhole]: readonly [RowsByFigure, RowsByFigure],
) {
  const tallies: Tally[][] = [];
  for (const criteria of factors) {
    const ofFactor: Tally[] = [];
    for (const { code } of criteria) {
      const [unit, whole] = [ofUnit, ofWhole].map((rows) =>
        rowOf(rows, { kind: 'criterion', code }),
      );
      if (!isPrinted(unit) || !isPrinted(whole)) return null;
      ofFactor.push({
        satisfied: whole.numerator - unit.numerator,
        valid: whole.denominator - unit.denominator,
      });
    }
    tallies.push(ofFactor);
  }
  const share = combineShares(scheme, tallies);
  return share.ok ? share.value : null;
}

const isPrinted = (
  row: ScoreTableRow | undefined,
): row is ScoreTableRow & { readonly numerator: number; readonly denominator: number } =>
  typeof row?.numerator === 'number' && row.denominator !== null;

/**
 * The whole is its parts by their answers: W = w U + (1 − w) R. Unit and rest have no village in common, so
 * Var R = (Var W − w² Var U) / (1 − w)². Where a unit is a part of a stratum, Var W holds how far it lies from the others
 * too, and the interval is rather too wide.
 */
function restSpread(
  estimate: number,
  {
    unit,
    whole,
    ofUnit,
    ofWhole,
  }: {
    readonly unit: ScoreTableRow;
    readonly whole: ScoreTableRow;
    readonly ofUnit: Spread | null;
    readonly ofWhole: Spread | null;
  },
): Spread | null {
  if (ofUnit === null || ofWhole === null || !isPrinted(unit) || !isPrinted(whole)) return null;
  const w = unit.denominator / whole.denominator;
  const variance = (ofWhole.standardError ** 2 - (w * ofUnit.standardError) ** 2) / (1 - w) ** 2;
  const degreesOfFreedom = ofWhole.degreesOfFreedom - ofUnit.degreesOfFreedom;
  return variance > 0 && degreesOfFreedom >= 1
    ? { estimate, standardError: Math.sqrt(variance), degreesOfFreedom }
    : null;
}
