import { expect, test } from 'vitest';
import { printMeasure } from './print-measure.ts';

const words = {
  units: { 's/item': 'giây/câu', share: 'tỷ lệ', ratio: 'tỷ số' },
  nextDay: 'rạng sáng hôm sau',
  decimalMark: ',',
} as const;

test('prints a measure with its unit, and an hour as a clock shows it, past midnight too', () => {
  expect(printMeasure(1.2341, 's/item', words)).toBe('1,234 giây/câu');
  expect(printMeasure(0.9512, 'share', words)).toBe('0,951 tỷ lệ');
  expect(printMeasure(21, 'h', words)).toBe('21:00');
  expect(printMeasure(25.657, 'h', words)).toBe('01:39 (rạng sáng hôm sau)');
  expect(printMeasure(0.5, 'ratio', { ...words, decimalMark: '.' })).toBe('0.500 tỷ số');
});
