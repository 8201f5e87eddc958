import type { RandomNumbers } from './random-numbers.ts';

/**
 * Answers: which units does a simple random sample without replacement take, in the order of drawing?
 * Shape:   how many there are and how many are drawn (no more than there are) → places from 0. The first k of the list are
 *          such a sample of k, so those behind the sample are its reserve, in order.
 * Source:  Durstenfeld 1964 (the shuffle of Fisher and Yates), ended after `count` steps.
 * Rule:    M-05
 */
export function simpleRandom(
  unitCount: number,
  count: number,
  random: RandomNumbers,
): readonly number[] {
  const places = Array.from({ length: unitCount }, (_, place) => place);
  for (let at = 0; at < count; at++) {
    const from = at + random.below(unitCount - at);
    [places[at], places[from]] = [places[from] ?? 0, places[at] ?? 0];
  }
  return places.slice(0, count);
}
