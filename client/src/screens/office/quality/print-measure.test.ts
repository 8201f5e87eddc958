import { expect, test } from 'vitest';
import { officeText } from '../../../text/office/index.ts';
import { printMeasure } from './print-measure.ts';

test('prints a measure with its unit, and an hour as a clock shows it, past midnight too', () => {
  const inVi = (value: number, unit: Parameters<typeof printMeasure>[1]) =>
    printMeasure(value, unit, officeText.vi.quality, 'vi');

  expect(inVi(1.2341, 's/item')).toBe('1,234 giây/câu');
  expect(inVi(0.818, 'share')).toBe('0,818 tỷ lệ');
  expect(inVi(21, 'h')).toBe('21:00');
  expect(inVi(25.657, 'h')).toBe('01:39 (rạng sáng hôm sau)');
  expect(printMeasure(0.5, 'ratio', officeText.en.quality, 'en')).toBe('0.500 ratio');
});
