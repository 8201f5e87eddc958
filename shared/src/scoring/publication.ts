import { percentHundredths, printHundredths } from '../kernel/index.ts';
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
  };
}
