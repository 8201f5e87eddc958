import { expect, test } from 'vitest';
import { onceForPlaces } from './once-for-places.ts';

const places = () => [{ units: ['86', '29551', '29551/01'], counts: [Uint32Array.of(3, 2)] }];

test('finds out once what is asked of the very same places by the same name [S-50]', () => {
  const village = places();
  let found = 0;
  const ask = (name: readonly unknown[]) => onceForPlaces(village, name, () => (found += 1));

  expect([ask(['index', 0]), ask(['index', 0]), ask(['index', 2]), ask(['index', 0])]).toEqual([
    1, 1, 2, 1,
  ]);
});

test('takes other places for others, though they hold the same [S-50]', () => {
  const [before, after] = [places(), places()];
  const count = (of: typeof before) => onceForPlaces(of, ['sum'], () => of[0]?.counts[0]?.[1]);

  expect(count(before)).toBe(2);
  after[0]?.counts[0]?.fill(7);
  expect(count(after)).toBe(7);
  expect(count(before)).toBe(2);
});

test('remembers nothing of a finding that failed [S-50]', () => {
  const village = places();
  const fail = () => {
    throw new RangeError('no table');
  };

  expect(() => onceForPlaces(village, ['index'], fail)).toThrow('no table');
  expect(onceForPlaces(village, ['index'], () => 'found')).toBe('found');
});
