import { expect, test } from 'vitest';
import { isUuid7 } from '@sipas/shared/kernel';
import { apportion, planCommunes } from '../../src/demo/allocation.ts';
import { createDice } from '../../src/demo/dice.ts';

const draw = (seed: string) => {
  const dice = createDice(seed);
  return Array.from({ length: 50 }, () => dice.share());
};

test('the same seed throws the same dice, another seed others', () => {
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

test('shares are even over 0 to 1', () => {
  const dice = createDice('even');
  const tenths = new Array<number>(10).fill(0);
  for (let thrown = 0; thrown < 20_000; thrown++) {
    const place = Math.floor(dice.share() * 10);
    tenths[place] = (tenths[place] ?? 0) + 1;
  }

  // 2,000 expected in each tenth; five standard deviations, √(20,000 · 0.1 · 0.9) ≈ 42, are 212.
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(212);
});

test('a fork does not move the dice it comes from', () => {
  const dice = createDice('x');
  const other = createDice('x');

  other.fork('part').share();

  expect(other.share()).toBe(dice.share());
});

test('makes real UUIDs of version 7 that carry their moment', () => {
  const id = createDice('ids').uuid7(Date.parse('2026-11-20T02:00:00.000Z'));

  expect(isUuid7(id)).toBe(true);
  // RFC 9562, 5.7: the first 48 bits are the milliseconds since 1970; 2026-11-20 02:00 UTC by `date -ud`.
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_795_140_000_000);
});

test.each([
  [[1, 1, 1], 10, [4, 3, 3]],
  [[3, 1], 10, [8, 2]],
  [[0, 5], 3, [0, 3]],
  [[1, 2, 3, 4], 0, [0, 0, 0, 0]],
])('shares out by %j the whole %i as %j', (weights, whole, parts) => {
  // 10/3 = 3 rest 1, to the first; 7.5 and 2.5: the one that is over goes to the first.
  expect(apportion(weights, whole)).toEqual(parts);
});

test('gives every form a commune, four in five of the household form', () => {
  const communes = Array.from({ length: 124 }, (_, place) => String(place));

  const plans = planCommunes(communes, 3000, createDice('plan'));

  const sum = (of: (plan: (typeof plans)[number]) => number) =>
    plans.reduce((total, plan) => total + of(plan), 0);
  expect(sum(({ households }) => households)).toBe(2400);
  expect(sum(({ transactions }) => transactions)).toBe(600);
  expect(plans.filter(({ households }) => households >= 30).length).toBeGreaterThan(60);
  expect(plans.filter(({ households }) => households < 30).length).toBeGreaterThan(30);
});
