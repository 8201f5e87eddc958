import { expect, it } from 'vitest';
import { officeText } from '../../../../text/office/index.ts';
import type { GridRow } from '../score-lines.ts';
import { figureText } from './figure-text.ts';

const row: GridRow = {
  unit: '29551',
  unitName: 'Phường Long Châu',
  group: null,
  code: 'overall',
  label: 'Chỉ số',
  valid: 1200,
  percent: '81.00',
  intervalStatus: 'published' as const,
  interval: {
    low: '75.01',
    high: '85.92',
    standardErrorPoints: '2.700',
    clusters: 5,
    designEffect: null,
    effectiveN: null,
  },
  rank: 3,
  status: 'published',
};
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

it.each([
  [row, '81,00 % (n = 1.200; 75,01–85,92 %)'],
  [{ ...row, interval: null }, '81,00 % (n = 1.200)'],
  [
    { ...row, percent: null, interval: null, valid: 12, status: 'insufficient' as const },
    'không đủ mẫu (n = 12)',
  ],
  [
    { ...row, percent: null, interval: null, valid: null, status: 'suppressed' as const },
    'được ẩn',
  ],
  [undefined, 'không có số liệu: ngoài địa bàn của tài khoản này'],
])('says a figure with all that it rests on', (given, expected) => {
  expect(plain(figureText(given, officeText.vi, 'vi'))).toBe(expected);
});
