import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SlotChange, wholeLots } from './whole-lots.ts';

const all: SlotChange = { slots: 'all' };
const of = (...slots: number[]): SlotChange => ({ slots });
const times = (count: number, change: SlotChange) => Array.from({ length: count }, () => change);

it('takes what enough others move too, slot by slot [W-54]', () => {
  const changes = [...times(3, of(1)), ...times(2, of(2)), of(1, 2), of(3)];

  expect(wholeLots(changes, 3)).toEqual([...times(3, of(1)), ...times(2, of(2)), of(1, 2)]);
  expect(wholeLots(changes, 4)).toEqual([]);
});

it('takes nobody who came beside others that only mended another answer [W-54]', () => {
  // Of ten people in all one came late: each answer of that one would be what two tables differ by.
  expect(wholeLots([all, ...times(9, of(7))], 10)).toEqual([]);
  expect(wholeLots([all, ...times(10, of(7))], 10)).toEqual(times(10, of(7)));
  expect(wholeLots([...times(10, all), of(7)], 10)).toHaveLength(11);
});

it('leaves no slot that only a few of the taken move, whatever is asked [W-54]', () => {
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 1 }) },
    { weight: 1, arbitrary: fc.constant('all' as const) },
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), (slots, n) => {
      const taken = wholeLots(
        slots.map((some) => ({ slots: some })),
        n,
      );
      for (const slot of [0, 1, 2, 3, 4, 5]) {
        const people = taken.filter(({ slots: some }) => some === 'all' || some.includes(slot));
        expect(people.length === 0 || people.length >= n).toBe(true);
      }
    }),
  );
});
