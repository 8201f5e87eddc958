import fc from 'fast-check';
import { expect, test } from 'vitest';
import { complementOf, spanOf } from './linear-space.ts';

test('holds what its vectors add up to, and nothing else', () => {
  // (2, 1, 3) = 2 · (1, 1, 1) − (0, 1, −1); in (1, 0, 0) = a + b the second and third would need b = −1 and b = 1.
  const space = spanOf(3, [
    [1, 1, 1],
    [0, 1, -1],
  ]);

  expect(space.contains([2, 1, 3])).toBe(true);
  expect(space.contains([1, 0, 0])).toBe(false);
  expect(space.contains([0, 0, 0])).toBe(true);
});

test('of a line in space the complement is the plane at right angles to it', () => {
  const plane = complementOf(3, spanOf(3, [[1, 1, 0]]));

  expect(plane.vectors()).toHaveLength(2);
  expect(plane.contains([1, -1, 5])).toBe(true);
  expect(plane.contains([1, 1, 0])).toBe(false);
});

test('the complement of nothing is everything, and of everything nothing', () => {
  expect(complementOf(2, spanOf(2)).vectors()).toHaveLength(2);
  const everything = [
    [1, 0],
    [1, 1],
  ];
  expect(complementOf(2, spanOf(2, everything)).vectors()).toEqual([]);
});

test('the complement of the complement is the space itself', () => {
  const vector = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(vector, { maxLength: 8 }), (vectors) => {
      const space = spanOf(6, vectors);
      const twice = complementOf(6, complementOf(6, space));

      expect(twice.vectors()).toHaveLength(space.vectors().length);
      expect(vectors.every((one) => twice.contains(one))).toBe(true);
    }),
  );
});
