import { percentHundredths, printHundredths } from '../kernel/index.ts';
import { borrowInterval } from './borrowed-interval.ts';
import type { FigureInterval } from './cluster-interval.ts';
import type { Figure } from './satisfaction-index.ts';

/** Published; too few responses in the unit (*không đủ mẫu*); withheld to protect a small group. */
export type PublicationStatus = 'published' | 'insufficient' | 'suppressed';

declare const gate: unique symbol;

/** What has passed the gate: only `publishScores` makes it, and only it may leave as a table of the product. */
export type Published<T> = T & { readonly [gate]: true };

/** What a reader may see of a figure. */
export interface PublishedFigure {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly valid: number | null;
  /** The printed percentage as a whole number of hundredths. */
  readonly hundredths: number | null;
  readonly status: PublicationStatus;
}

/**
 * Answers: may this figure of a unit be shown?
 * Shape:   figure → itself, or without percent and counts when fewer than `minimumBase` responses are behind it; the
 *          number of those responses stays visible.
 * Missing: a figure without a valid answer is insufficient, whatever the bound.
 * Source:  decision D7.
 * Rule:    S-07
 */
export function publishFigure(figure: Figure, minimumBase: number): PublishedFigure {
  if (figure.share === null || figure.valid < minimumBase)
    return withheld('insufficient', figure.valid);
  return {
    numerator: figure.numerator,
    denominator: figure.denominator,
    valid: figure.valid,
    hundredths: percentHundredths(figure.share),
    status: 'published',
  };
}

/** Answers: what is left of a figure that is not shown? In a breakdown not even the number of responses: pass null. */
export const withheld = (
  status: 'insufficient' | 'suppressed',
  valid: number | null,
): PublishedFigure => ({ numerator: null, denominator: null, valid, hundredths: null, status });

/** Between which percentages the figure of all households lies, at 95 % confidence: text with two decimals and a point. */
export interface RowInterval {
  readonly low: string;
  readonly high: string;
  /** In percentage points, three decimals. */
  readonly standardErrorPoints: string;
  /** Villages behind it. */
  readonly clusters: number;
  /** Two decimals; null for a figure of several criteria, and where independent answers would not vary. */
  readonly designEffect: string | null;
  /** As many independent answers would tell as much: one decimal. */
  readonly effectiveN: string | null;
}

/** An interval of a figure, or why there is none. */
export interface PublishedInterval {
  /** Null where its status says why. */
  readonly interval: RowInterval | null;
  readonly intervalStatus: IntervalStatus;
}

/**
 * Published: by how its own villages differ. Borrowed: as that would tell of a small village (S-45), by how villages differ
 * in the whole wave (S-46). Insufficient: too few villages tell. Suppressed: it is not told of the whole wave either.
 */
export type IntervalStatus = PublicationStatus | 'borrowed';

/** From where an interval may be taken. */
export interface IntervalSources {
  /** Whether it must not be told how the villages of the unit differ (S-45). */
  readonly isHidden: boolean;
  readonly own: () => FigureInterval | null;
  /** That of the same figure in the whole wave; null where it is not told. */
  readonly whole: () => FigureInterval | null;
}

/** An interval that may be told. */
interface ToldInterval {
  readonly told: FigureInterval | null;
  readonly intervalStatus: IntervalStatus;
}

/** Answers: what may be told of how far a figure may be off, given the status of the figure? */
export function tellInterval(
  status: PublicationStatus,
  { isHidden, own, whole }: IntervalSources,
): ToldInterval {
  if (status !== 'published') return { told: null, intervalStatus: status };
  const found = own();
  if (!isHidden || found === null)
    return { told: found, intervalStatus: found === null ? 'insufficient' : 'published' };
  const wave = whole();
  const told = wave && borrowInterval(found, wave);
  return { told, intervalStatus: told === null ? 'suppressed' : 'borrowed' };
}

/** Answers: the same, as a table prints it. */
export function publishInterval(
  status: PublicationStatus,
  sources: IntervalSources,
): PublishedInterval {
  const { told, intervalStatus } = tellInterval(status, sources);
  return { interval: printInterval(told), intervalStatus };
}

/** Answers: an interval as a table prints it: the ends in percent to two decimals, the nearest ones. */
export function printInterval(found: FigureInterval | null): RowInterval | null {
  if (found === null) return null;
  const [low, high] = found.interval;
  const percent = (share: number): string => printHundredths(Math.round(share * 10_000));
  return {
    low: percent(low),
    high: percent(high),
    standardErrorPoints: (found.standardError * 100).toFixed(3),
    clusters: found.clusterCount,
    designEffect: found.designEffect?.toFixed(2) ?? null,
    effectiveN: found.effectiveCount?.toFixed(1) ?? null,
  };
}

/** The second estimate of a figure, by the weights of the draw. */
export interface WeightedFigure extends RowInterval {
  /** Text with two decimals and a point, the nearest. */
  readonly percent: string;
}

/** Answers: a weighted figure as a table prints it. */
export function printWeighted(found: FigureInterval | null): WeightedFigure | null {
  const printed = printInterval(found);
  if (found === null || printed === null) return null;
  return { percent: printHundredths(Math.round(found.estimate * 10_000)), ...printed };
}
