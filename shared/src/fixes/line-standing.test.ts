import { expect, test } from 'vitest';
import { standBesideLine } from './line-standing.ts';

test.each([
  ['60.00', '69.99', 'below'],
  ['60.00', '70.00', 'unclear'],
  ['70.00', '80.00', 'unclear'],
  ['70.01', '80.00', 'above'],
  // As numbers, not as text: "9.50" is less than "70.00".
  ['8.00', '9.50', 'below'],
  ['99.00', '100.00', 'above'],
])('sets the interval %s–%s against 70.00 as %s [F-02]', (low, high, standing) => {
  expect(standBesideLine({ low, high }, '70.00')).toBe(standing);
});

test('tells nothing clearly where nothing tells how far off a figure may be [F-02]', () => {
  expect(standBesideLine(null, '70.00')).toBe('no-interval');
});
