import { expect, it } from 'vitest';
import { interviews } from '../../test/quality/interviews.ts';
import { findPositionPiles } from './position-piles.ts';

/** At the equator a degree is 111.2 km, so 0.0001 degrees are 11.12 m. */
const at = (steps: number) => ({ position: { latitude: 0, longitude: steps * 0.0001 } });

it('raises a surveyor of whom 3 of 10 interviews lie within 25 m [K-16]', () => {
  // Places 0, 2, −2 (22.24 m from the first), then 10 steps apart.
  const piled = interviews(10, (one) => at(one === 1 ? 2 : one === 2 ? -2 : 10 * one));
  // 0, 3 (33.4 m), then apart.
  const apart = interviews(10, (one) => at(one === 1 ? 3 : 10 * one));

  expect([...findPositionPiles(piled)]).toMatchObject([
    { outcome: 'raised', value: 0.3, bound: 0.3, n: 10, subject: { kind: 'surveyor', id: 's1' } },
  ]);
  expect([...findPositionPiles(apart)]).toMatchObject([{ outcome: 'quiet', value: 0.1 }]);
});

it('measures nothing without positions, and needs ten of them [K-16]', () => {
  const without = interviews(12, () => ({}));
  const nine = interviews(9, at);
  const noNumber = interviews(12, () => ({ position: { latitude: NaN, longitude: 0 } }));

  expect([...findPositionPiles(without)][0]?.outcome).toBe('not-measured');
  expect([...findPositionPiles(nine)][0]?.outcome).toBe('not-enough-base');
  expect([...findPositionPiles(noNumber)][0]?.outcome).toBe('not-measured');
});
