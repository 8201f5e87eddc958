import type { ReportUnit } from '../admin-units/index.ts';
import { type Fraction, percentHundredths, roundFraction } from '../kernel/index.ts';
import type { Instrument } from '../questionnaire/index.ts';
import type { CountLayout } from './answer-counts.ts';
import type { CarriedCounts } from './carried-counts.ts';
import { computeCarriedFigure } from './carried-figure.ts';
import {
  changeInterval,
  type ChangeInterval,
  type PlacedCluster,
  tallyUnits,
} from './change-interval.ts';
import type { UnitSample } from './cluster-interval.ts';
import { figureInterval } from './index-interval.ts';
import {
  type PublicationStatus,
  type PublishedInterval,
  printInterval,
  tellInterval,
} from './publication.ts';
import { rankFigures, stepsChanged } from './rank.ts';
import { planFigures, type PlannedFigure, type ScoreKind } from './satisfaction-index.ts';
import type { SchemeName } from './schemes.ts';

/**
 * How far a figure of a wave speaks for a unit of another day; of a change, the worse of its two figures.
 *
 * | standing          | vi                  | the figure                                                        |
 * |-------------------|---------------------|-------------------------------------------------------------------|
 * | `exact`           |                     | of real people: whole communes were moved, or nothing was         |
 * | `approximate`     | gần đúng            | of communes that were shared out by households                    |
 * | `not-enough-base` | không đủ mẫu        | withheld: fewer responses than the minimum base                   |
 * | `suppressed`      | được ẩn             | withheld: it would tell what the wave's own tables hide           |
 * | `not-comparable`  | không so sánh được  | withheld: too few of the unit's people live where was measured    |
 */
export const standings = [
  'exact',
  'approximate',
  'not-enough-base',
  'suppressed',
  'not-comparable',
] as const;
export type Standing = (typeof standings)[number];

/** What a wave says of the units that are compared. */
export interface WaveSide {
  readonly instrument: Instrument;
  readonly layout: CountLayout;
  /** Counts by code of the compared units; units without answers are not in it. */
  readonly countsByUnit: ReadonlyMap<string, CarriedCounts>;
  /** Share of each unit's households that live where the wave measured (U-11). */
  readonly overlapByUnit: ReadonlyMap<string, Fraction>;
  readonly minimumBase: number;
  /** Whether a compared unit would tell what the wave's own tables hide (S-42). */
  readonly isUnitHidden: (unit: string) => boolean;
  /** Whether it would do so by how far a figure may be off (S-45). */
  readonly isIntervalHidden: (unit: string) => boolean;
  /** Whether the figures of the whole wave are told, and how far they may be off. */
  readonly isWholeTold: boolean;
  /** Villages of the wave, each with the compared unit in which it lies wholly; null where there is none. */
  readonly clusters: readonly PlacedCluster[];
}

export interface ChangeRequest {
  readonly before: WaveSide;
  readonly after: WaveSide;
  readonly units: readonly ReportUnit[];
  readonly by: ScoreKind;
  readonly scheme: SchemeName;
  /** Percent of a unit's households that must live where was measured. */
  readonly minimumOverlapPercent: number;
}

/** A figure of one wave on a compared unit. */
export interface ComparedFigure extends PublishedInterval {
  /** Printed percentage in hundredths; null where it is withheld. */
  readonly hundredths: number | null;
  /** Responses behind it, to the nearest whole one. */
  readonly validCount: number;
  readonly overlapHundredths: number;
  /** Among the units that have this figure in both waves; null for others. */
  readonly rank: number | null;
  readonly standing: Standing;
}

/** What became of one figure of one unit between two waves. */
export interface UnitChange {
  readonly unit: string;
  readonly unitName: string;
  readonly code: string;
  readonly label: string;
  readonly before: ComparedFigure;
  readonly after: ComparedFigure;
  /** After − before in hundredths of a percentage point; null where a figure is withheld. */
  readonly pointsHundredths: number | null;
  /** Places climbed (*bậc*): before − after. */
  readonly steps: number | null;
  /** 95 % interval of the change; null where a figure was shared out, too few villages tell or that of a wave is hidden. */
  readonly interval: ChangeInterval | null;
  readonly standing: Standing;
}

/**
 * Answers: how did each unit change between two waves?
 * Shape:   two waves on the units of one day → a row per unit and figure that both instruments have, in the order of
 *          units, then of the later instrument. Change = after − before, on the printed figures.
 * Units:   hundredths of a percentage point; places; people.
 * Missing: a figure is withheld as not-comparable where the overlap is below the bound, else as not-enough-base below
 *          the minimum base of its wave, else as suppressed where the gate hides the unit; then there is no change. Ranks are taken in both waves over the same units:
 *          those that have both figures, for else units that are in one wave only would move the others.
 * Source:  decisions D6, D7 and D9; decision 60.
 * Rule:    S-14
 */
export function compareWaves(request: ChangeRequest): UnitChange[] {
  const { before, after, by, units } = request;
  const earlier = planFigures(before.instrument, before.layout, [by]);
  const samples = {
    before: tallyUnits(before.layout.criteria, before.clusters),
    after: tallyUnits(after.layout.criteria, after.clusters),
  };
  const rowsByFigure = planFigures(after.instrument, after.layout, [by]).flatMap((planned) => {
    const same = earlier.find(({ code }) => code === planned.code);
    return same ? [compareFigure(request, samples, { before: same, after: planned })] : [];
  });
  return units.flatMap((_, index) => rowsByFigure.flatMap((rows) => rows[index] ?? []));
}

interface Both<T> {
  readonly before: T;
  readonly after: T;
}

function compareFigure(
  request: ChangeRequest,
  samples: Both<ReturnType<typeof tallyUnits>>,
  planned: Both<PlannedFigure>,
): UnitChange[] {
  const { units } = request;
  const pairs = units.map(({ code }) => ({
    before: judgeFigure(request, request.before, { planned: planned.before, unit: code }),
    after: judgeFigure(request, request.after, { planned: planned.after, unit: code }),
  }));
  const isPair = (pair: (typeof pairs)[number]): boolean =>
    pair.before.hundredths !== null && pair.after.hundredths !== null;
  const ranksOf = (side: 'before' | 'after') =>
    rankFigures(pairs.map((pair) => (isPair(pair) ? pair[side].hundredths : null)));
  const [ranksBefore, ranksAfter] = [ranksOf('before'), ranksOf('after')];
  return units.flatMap((unit, index): UnitChange[] => {
    const pair = pairs[index];
    if (!pair) return [];
    const [rankBefore, rankAfter] = [ranksBefore[index] ?? null, ranksAfter[index] ?? null];
    const from = pair.before.hundredths;
    const to = pair.after.hundredths;
    const standing = worse(pair.before.standing, pair.after.standing);
    const tell = (side: 'before' | 'after') => {
      const { validCount, standing: own } = pair[side];
      const find = (sample: UnitSample | undefined) =>
        sample ? figureInterval(planned[side], request.scheme, sample, validCount) : null;
      return tellInterval(statusOf(own), {
        isHidden: request[side].isIntervalHidden(unit.code),
        own: () => find(samples[side].of(unit.code)),
        whole: () => (request[side].isWholeTold ? find(samples[side].whole()) : null),
      });
    };
    const [earlier, later] = [tell('before'), tell('after')];
    const before = { ...pair.before, rank: rankBefore, ...printTold(earlier) };
    const after = { ...pair.after, rank: rankAfter, ...printTold(later) };
    return [
      {
        unit: unit.code,
        unitName: unit.name,
        code: planned.after.code,
        label: planned.after.label,
        before,
        after,
        pointsHundredths: from === null || to === null ? null : to - from,
        steps: stepsChanged(rankBefore, rankAfter),
        interval: standing === 'exact' ? changeInterval(earlier.told, later.told) : null,
        standing,
      },
    ];
  });
}

/** A figure that was shared out has no villages of its own. */
function statusOf(standing: Standing): PublicationStatus {
  if (standing === 'exact') return 'published';
  return standing === 'suppressed' ? 'suppressed' : 'insufficient';
}

const printTold = ({
  told,
  intervalStatus,
}: ReturnType<typeof tellInterval>): PublishedInterval => ({
  interval: printInterval(told),
  intervalStatus,
});

const worse = (a: Standing, b: Standing): Standing =>
  standings.indexOf(a) >= standings.indexOf(b) ? a : b;

const none: Fraction = { numerator: 0n, denominator: 1n };

function judgeFigure(
  { scheme, minimumOverlapPercent }: ChangeRequest,
  side: WaveSide,
  { planned, unit }: { readonly planned: PlannedFigure; readonly unit: string },
): Omit<ComparedFigure, 'rank' | keyof PublishedInterval> {
  const counts = side.countsByUnit.get(unit);
  const figure = counts ? computeCarriedFigure(planned, counts, scheme) : null;
  const overlap = side.overlapByUnit.get(unit) ?? none;
  const valid = figure?.valid ?? none;
  const isBelow = ({ numerator, denominator }: Fraction, bound: bigint): boolean =>
    numerator < bound * denominator;
  const measured = {
    validCount: roundFraction(valid),
    overlapHundredths: percentHundredths(overlap),
  };
  const percent = { ...overlap, numerator: overlap.numerator * 100n };
  if (isBelow(percent, BigInt(minimumOverlapPercent)))
    return { ...measured, hundredths: null, standing: 'not-comparable' };
  if (!counts || !figure?.share || isBelow(valid, BigInt(side.minimumBase)))
    return { ...measured, hundredths: null, standing: 'not-enough-base' };
  if (side.isUnitHidden(unit)) return { ...measured, hundredths: null, standing: 'suppressed' };
  return {
    ...measured,
    hundredths: percentHundredths(figure.share),
    standing: counts.isExact ? 'exact' : 'approximate',
  };
}
