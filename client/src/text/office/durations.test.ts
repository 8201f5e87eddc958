import { expect, it } from 'vitest';
import { printDuration, printMegabytes, printRange } from './index.ts';

const minute = 60_000;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it.each([
  [0, '1 phút', '1 min'],
  [59 * minute, '59 phút', '59 min'],
  [90 * minute, '1 giờ 30 phút', '1 h 30 min'],
  [24 * 60 * minute, '1 ngày', '1 d'],
  [(3 * 1440 + 2 * 60 + 59) * minute, '3 ngày 2 giờ', '3 d 2 h'],
  [-(3 * 1440 + 5) * minute, '3 ngày', '3 d'],
])('%i ms is %s, %s', (ms, vi, en) => {
  expect([plain(printDuration(ms, 'vi')), plain(printDuration(ms, 'en'))]).toEqual([vi, en]);
});

it('room on a phone is read in megabytes, never as none', () => {
  expect([1, 1_000_000, 1_000_001].map(printMegabytes).map(plain)).toEqual([
    '1 MB',
    '1 MB',
    '2 MB',
  ]);
});

it('numbers of a chain are one, or from one to another', () => {
  expect([printRange({ from: 7, to: 7 }), printRange({ from: 3, to: 5 })]).toEqual(['7', '3–5']);
});
