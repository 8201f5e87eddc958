import { expect, test } from 'vitest';
import { tellExtremes } from './extremes-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const told = (figures: readonly (readonly [string, string | null])[]): string =>
  plain(
    tellExtremes(
      figures.map(([name, percent]) => ({ name, percent, valid: percent === null ? null : 50 })),
      'đơn vị',
    ),
  );

test('the highest and the lowest are told with their distance on the printed figures [N-06]', () => {
  // The best province of 2024 and Vĩnh Long: 9,35 and not the 12,93 of the press.
  expect(
    told([
      ['Vĩnh Long', '81.75'],
      ['Hải Phòng', '91.10'],
      ['Hà Nội', '86.50'],
      ['Xã ẩn', null],
    ]),
  ).toBe(
    'Trong 3 đơn vị có chỉ số được công bố, cao nhất là Hải Phòng (91,10 %, n = 50); thấp nhất là Vĩnh Long (81,75 %, n = 50); chênh lệch 9,35 điểm %.',
  );
});

test('ties share the sentence; all alike are said to be alike [N-06]', () => {
  expect(
    told([
      ['A', '81.00'],
      ['B', '81.00'],
      ['C', '9.00'],
    ]),
  ).toBe(
    'Trong 3 đơn vị có chỉ số được công bố, cao nhất là A và B (cùng 81,00 %); thấp nhất là C (9,00 %, n = 50); chênh lệch 72,00 điểm %.',
  );
  expect(
    told([
      ['A', '81.00'],
      ['B', '81.00'],
    ]),
  ).toBe('Cả 2 đơn vị cùng đạt 81,00 %.');
});

test('one is said to be alone and none to be none [N-06]', () => {
  expect(told([['A', '100.00']])).toBe(
    'Chỉ một đơn vị có chỉ số được công bố: A (100,00 %, n = 50).',
  );
  expect(told([['A', null]])).toBe('Không đơn vị nào có chỉ số được công bố.');
  expect(told([])).toBe('Không đơn vị nào có chỉ số được công bố.');
});
