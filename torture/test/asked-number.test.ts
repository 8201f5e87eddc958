import { expect, test } from 'vitest';
import { askedNumber } from '../src/asked-number.ts';

test.each(['abc', '', '-1', '1e9', 'NaN', '1.5', '0x10'])('refuses %s', (text) => {
  expect(() => askedNumber('seed', text, 0)).toThrow('--seed');
});

test('takes whole numbers from the least, and shares', () => {
  expect(askedNumber('budget', '1', 1)).toBe(1);
  expect(() => askedNumber('budget', '0', 1)).toThrow('from 1');
  expect(askedNumber('share', '0.1', 0, false)).toBe(0.1);
});
