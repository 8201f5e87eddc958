import { expect, test } from 'vitest';
import { tellGap } from './gap-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test('a figure is said to be below, above or level with another [N-03]', () => {
  const country = { name: 'cả nước', percent: '83.94' };

  expect(plain(tellGap('81.75', country))).toBe('thấp hơn cả nước (83,94 %) 2,19 điểm %');
  expect(plain(tellGap('86.50', country))).toBe('cao hơn cả nước (83,94 %) 2,56 điểm %');
  expect(plain(tellGap('83.94', country))).toBe('bằng cả nước (83,94 %)');
});
