import { expect, it } from 'vitest';
import { megabytes, wholeSeconds } from './sizes.ts';

it('prints sizes as people read them', () => {
  expect(megabytes(40_000, 'vi')).toBe('0,1');
  expect(megabytes(3_460_000, 'vi')).toBe('3,5');
  expect(megabytes(3_460_000, 'en')).toBe('3.5');
  expect(megabytes(1_534_000_000, 'vi')).toBe('1.534');
});

it('says that everything takes a second at least', () => {
  expect([wholeSeconds(3), wholeSeconds(1499), wholeSeconds(1500)]).toEqual([1, 1, 2]);
});
