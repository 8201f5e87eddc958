import type { GridRow } from '../score-lines.ts';
import { type Classes, classOf } from './classes.ts';

/** What an area is painted with: a class, or one of three grounds without a figure. */
export const fillNames = [
  'c1',
  'c2',
  'c3',
  'c4',
  'c5',
  'insufficient',
  'suppressed',
  'none',
] as const;
export type FillName = (typeof fillNames)[number];

/**
 * Answers: what is a unit painted with?
 * Shape:   its figure → its class, 1 for the lowest; a hatching of its own for *không đủ mẫu* and for *được ẩn*.
 * Missing: no row at all (a unit outside the reader's areas) stays blank: that is not the same as too few answers.
 * Source:  decisions D7 and 80.
 * Rule:    G-02
 */
export function fillOf(row: GridRow | undefined, classes: Classes | null): FillName {
  if (row === undefined) return 'none';
  if (row.percent === null) return row.status === 'suppressed' ? 'suppressed' : 'insufficient';
  return classes === null ? 'none' : (fillNames[classOf(classes, Number(row.percent))] ?? 'none');
}

/** Answers: how many of these are painted with each fill? */
export function countFills(fills: Iterable<FillName>): ReadonlyMap<FillName, number> {
  const counts = new Map<FillName, number>();
  for (const fill of fills) counts.set(fill, (counts.get(fill) ?? 0) + 1);
  return counts;
}
