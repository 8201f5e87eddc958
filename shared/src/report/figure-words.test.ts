import { expect, test } from 'vitest';
import type { ScoreRow } from '../wire/index.ts';
import { joinNames, nameSome, nameWithin, tellFigure } from './figure-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const figure = (more: Partial<ScoreRow>) => ({
  percent: '81.75',
  valid: 3000,
  interval: {
    ...{ low: '80.12', high: '83.30', standardErrorPoints: '0.80' },
    ...{ clusters: 60, designEffect: null, effectiveN: null },
  },
  intervalStatus: 'published' as const,
  status: 'published' as const,
  ...more,
});

test('a figure stands with its base and its interval [N-01]', () => {
  expect(plain(tellFigure(figure({})))).toBe(
    '81,75 % (n = 3.000; khoảng tin cậy 95 %: 80,12–83,30 %)',
  );
  expect(plain(tellFigure(figure({ interval: null })))).toBe('81,75 % (n = 3.000)');
  expect(plain(tellFigure(figure({ intervalStatus: 'borrowed' })))).toBe(
    '81,75 % (n = 3.000; khoảng tin cậy 95 % ước theo cả đợt: 80,12–83,30 %)',
  );
});

test('a withheld figure is a word, whatever else is known of it [N-01]', () => {
  expect(tellFigure(figure({ percent: null, valid: null, status: 'insufficient' }))).toBe(
    'không đủ mẫu',
  );
  expect(tellFigure(figure({ percent: null, valid: null, status: 'suppressed' }))).toBe('được ẩn');
  expect(tellFigure(figure({ status: 'suppressed' }))).toBe('được ẩn');
});

test('names follow one another as in a sentence', () => {
  expect([joinNames([]), joinNames(['A']), joinNames(['A', 'B'])]).toEqual(['', 'A', 'A và B']);
  expect(nameSome(['A', 'B', 'C'])).toBe('A, B và C');
  expect(nameSome(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C và 2 đơn vị khác');
  expect(nameWithin('Thành phố Vĩnh Long')).toBe('thành phố Vĩnh Long');
  expect(nameWithin('Bưu điện khu vực 1')).toBe('Bưu điện khu vực 1');
});
