import type { ReportUnit } from '../admin-units/index.ts';
import { printHundredths } from '../kernel/index.ts';
import type { Instrument } from '../questionnaire/index.ts';
import { type AnswerCounts, type CountLayout, createCounts, mergeCounts } from './answer-counts.ts';
import type { RespondentGroup } from './breakdown.ts';
import type { Protection } from './protection.ts';
import {
  type PublicationStatus,
  type PublishedFigure,
  type PublishedInterval,
  printWeighted,
  publishFigure,
  publishInterval,
  type WeightedFigure,
  withheld,
} from './publication.ts';
import {
  countClusters,
  createSampler,
  type FigureInterval,
  type UnitSample,
  weighSample,
} from './cluster-interval.ts';
import { figureInterval } from './index-interval.ts';
import { rankFigures } from './rank.ts';
import {
  computeFigure,
  planFigures,
  type PlannedFigure,
  type ScoreKind,
} from './satisfaction-index.ts';
import type { SchemeName } from './schemes.ts';

/** A unit with its counts: one table for all its responses, or one per group of a breakdown; and those of its villages. */
export interface UnitCounts {
  readonly unit: ReportUnit;
  readonly counts: readonly AnswerCounts[];
  readonly clusters: readonly ClusterCounts[];
}

/** A village that was drawn, and the stratum that it was drawn from. */
export interface ClusterCounts {
  readonly stratum: string;
  readonly counts: readonly AnswerCounts[];
  /** Households for which a respondent stands; absent where that is not on record. */
  readonly weight?: number | undefined;
}

export interface ScoreTableRequest {
  readonly instrument: Instrument;
  readonly layout: CountLayout;
  readonly scheme: SchemeName;
  readonly by: ScoreKind;
  /** All units of the level: ranks need the whole table, so a reader's part is cut from it afterwards. */
  readonly units: readonly UnitCounts[];
  /** Null without a breakdown. */
  readonly groups: readonly RespondentGroup[] | null;
  readonly minimumBase: number;
  /** Place of the level among those of the wave. */
  readonly level: number;
  readonly protection: Protection;
  /** Whether a second, weighted figure of a unit may be shown; absent: of none. */
  readonly isWeightedShown?: ((unit: string) => boolean) | undefined;
}

/** One line of a table of scores. */
export interface ScoreTableRow extends PublishedInterval {
  readonly unit: string;
  readonly unitName: string;
  readonly unitValidFrom: string | null;
  readonly unitValidTo: string | null;
  readonly group: RespondentGroup | null;
  readonly kind: ScoreKind;
  readonly code: string;
  readonly label: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly valid: number | null;
  /** Text with two decimals and a point. */
  readonly percent: string | null;
  /** The second estimate, by the weights of the draw; null where it or the interval may not be shown, and in groups. */
  readonly weighted: WeightedFigure | null;
  readonly rank: number | null;
  readonly status: PublicationStatus;
}

/**
 * Answers: how satisfied are people, unit by unit, and which unit stands where?
 * Shape:   counts of units → a row per unit, group and figure, in the order of unit code, group, instrument. Rank is taken
 *          per figure (and group) over the units published.
 * Units:   percent 0–100 as text with two decimals.
 * Missing: see computeFigure; figures with too small a base carry their status instead of numbers.
 * Errors:  throws RangeError when a unit does not have a table of counts per group.
 * Source:  decisions D2 to D7.
 * Rule:    S-10
 */
export function scoreTable(request: ScoreTableRequest): ScoreTableRow[] {
  const units = [...request.units].sort((a, b) => (a.unit.code < b.unit.code ? -1 : 1));
  const groups = request.groups ?? [null];
  for (const { unit, counts } of units)
    if (counts.length !== groups.length)
      throw new RangeError(`${unit.code} has ${String(counts.length)} tables of counts`);
  const plan = planFigures(request.instrument, request.layout, [request.by]);
  const published = units.map((unit) =>
    (request.groups ? publishGroups : publishUnit)(request, unit, plan),
  );
  const ranks = ranksByFigure(published, groups.length * plan.length);
  const columns = groups.flatMap((group, groupIndex) =>
    plan.map((planned) => ({ group, groupIndex, planned })),
  );
  const sampleOf = createSampler(request.layout.criteria, countClusters(units));
  const wholeOf = createWhole(request, (group) =>
    sampleOf(
      ofGroup(
        units.flatMap(({ clusters }) => clusters),
        group,
      ),
    ),
  );
  return units.flatMap(({ unit, clusters }, unitIndex) => {
    const figures = published[unitIndex] ?? [];
    const spreads = groups.map((_, group) => ({
      sample: sampleOf(ofGroup(clusters, group)),
      isHidden: request.protection.isIntervalHidden(request.level, unit.code, group),
    }));
    const weighed = weigh(request, { unit, clusters }, spreads[0]?.sample);
    // Written out, not spread: a province's table has thousands of rows.
    return columns.map(({ group, groupIndex, planned }, index): ScoreTableRow => {
      const { kind, code, label } = planned;
      const figure = figures[index];
      const own = spreads[groupIndex];
      if (!figure || !own) throw new RangeError(`${unit.code} has no figure ${String(index)}`);
      const spread = publishInterval(figure.status, {
        isHidden: own.isHidden,
        own: () => figureInterval(planned, request.scheme, own.sample, figure.valid ?? 0),
        whole: () => wholeOf(groupIndex, planned),
      });
      return {
        unit: unit.code,
        unitName: unit.name,
        unitValidFrom: unit.validFrom,
        unitValidTo: unit.validTo,
        group,
        kind,
        code,
        label,
        numerator: figure.numerator,
        denominator: figure.denominator,
        valid: figure.valid,
        percent: figure.hundredths === null ? null : printHundredths(figure.hundredths),
        interval: spread.interval,
        intervalStatus: spread.intervalStatus,
        weighted:
          spread.intervalStatus === 'published' && weighed !== undefined
            ? printWeighted(figureInterval(planned, request.scheme, weighed, figure.valid ?? 0))
            : null,
        rank: ranks[index]?.[unitIndex] ?? null,
        status: figure.status,
      };
    });
  });
}

const ofGroup = (clusters: readonly ClusterCounts[], group: number) =>
  clusters.map(({ stratum, counts }) => ({ stratum, counts: counts[group] as AnswerCounts }));

/** The villages of a unit by the weights of the draw; undefined where these are not known or tell too much. */
function weigh(
  { groups, isWeightedShown }: ScoreTableRequest,
  { unit, clusters }: Pick<UnitCounts, 'unit' | 'clusters'>,
  sample: UnitSample | undefined,
): UnitSample | undefined {
  if (groups !== null || isWeightedShown?.(unit.code) !== true) return undefined;
  const weights = clusters.flatMap(({ weight }) => weight ?? []);
  return sample && weights.length === clusters.length ? weighSample(sample, weights) : undefined;
}

/** Group and figure → how far that of the whole wave may be off; null where it is not told. Found when asked for, once. */
function createWhole(
  { scheme, protection }: ScoreTableRequest,
  sampleOf: (group: number) => UnitSample,
) {
  const samples = new Map<number, UnitSample>();
  const found = new Map<string, FigureInterval | null>();
  return (group: number, planned: PlannedFigure): FigureInterval | null => {
    if (!protection.isWholeTold(group)) return null;
    const key = `${String(group)} ${planned.code}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const sample = samples.get(group) ?? sampleOf(group);
    samples.set(group, sample);
    // How many people are behind it counts only where all or none are satisfied, and there nothing is borrowed.
    const interval = figureInterval(planned, scheme, sample, 0);
    found.set(key, interval);
    return interval;
  };
}

const ranksByFigure = (published: readonly (readonly PublishedFigure[])[], figures: number) =>
  Array.from({ length: figures }, (_, index) =>
    rankFigures(published.map((unitFigures) => unitFigures[index]?.hundredths ?? null)),
  );

function publishUnit(
  { scheme, minimumBase, level, protection }: ScoreTableRequest,
  { unit, counts }: Pick<UnitCounts, 'unit' | 'counts'>,
  plan: readonly PlannedFigure[],
): PublishedFigure[] {
  const [total] = counts;
  const isHidden = protection.isUnitHidden(level, unit.code);
  return plan.map((planned) => {
    const figure = computeFigure(planned, total as AnswerCounts, scheme);
    const published = publishFigure(figure, minimumBase);
    return isHidden && published.status === 'published'
      ? withheld('suppressed', figure.valid)
      : published;
  });
}

/** All figures of the first group, then of the second, … */
function publishGroups(
  request: ScoreTableRequest,
  { unit, counts }: UnitCounts,
  plan: readonly PlannedFigure[],
): PublishedFigure[] {
  const { layout, scheme, level, protection } = request;
  const ofUnit = publishUnit(request, { unit, counts: [totalOf(layout, counts)] }, plan);
  return counts.flatMap((cell, group) => {
    const isHidden = protection.isCellHidden(level, unit.code, group);
    return plan.map((planned, index) => {
      const status = ofUnit[index]?.status ?? 'insufficient';
      if (status !== 'published') return withheld(status, null);
      return isHidden
        ? withheld('suppressed', null)
        : publishFigure(computeFigure(planned, cell, scheme), 1);
    });
  });
}

function totalOf(layout: CountLayout, counts: readonly AnswerCounts[]): AnswerCounts {
  const total = createCounts(layout);
  for (const part of counts) mergeCounts(total, part);
  return total;
}
