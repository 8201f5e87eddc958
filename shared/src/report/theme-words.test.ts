import { expect, test } from 'vitest';
import { tellThemes } from './theme-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const told = (
  comments: number | null,
  themes: readonly (readonly [string, number | null])[],
  responses = 3000,
): string =>
  plain(
    tellThemes(
      { unitName: 'Tỉnh Vĩnh Long', responses, comments },
      themes.map(([title, count]) => ({ title, comments: count })),
      30,
    ),
  );

test('the theme most spoken of is told with its number, and the next one [N-20]', () => {
  expect(
    told(1812, [
      ['Thời gian', 90],
      ['Thái độ', 1201],
      ['Phí', 12],
      ['An ninh', null],
    ]),
  ).toBe(
    'Có 1.812 ý kiến trên 3.000 phiếu của tỉnh Vĩnh Long. Trong 3 chủ đề có số được nêu, nhiều nhất là “Thái độ” (1.201 ý kiến); tiếp theo là “Thời gian” (90 ý kiến).',
  );
});

test('themes alike share their place, at the top and next to it [N-20]', () => {
  const alike = [
    ['A', 40],
    ['B', 40],
    ['C', 20],
    ['D', 20],
  ] as const;
  expect(told(100, alike)).toContain(
    'nhiều nhất là “A” và “B” (cùng 40 ý kiến); tiếp theo là “C” và “D” (cùng 20 ý kiến).',
  );
  expect(told(100, alike.slice(0, 2))).toContain('Cả 2 chủ đề có số được nêu cùng có 40 ý kiến.');
});

test('what nobody spoke of stands in no second place [N-20]', () => {
  expect(
    told(100, [
      ['A', 40],
      ['B', 0],
    ]),
  ).toContain('Trong 2 chủ đề có số được nêu, nhiều nhất là “A” (40 ý kiến).');
});

test('one alone, none told and none spoken of are told as such [N-20]', () => {
  expect(
    told(50, [
      ['A', 40],
      ['B', null],
    ]),
  ).toContain('Chỉ một chủ đề có số được nêu: “A” (40 ý kiến).');
  expect(told(50, [['A', null]])).toContain('Không chủ đề nào có số được nêu.');
  expect(told(50, [['A', 0]])).toContain('Không ý kiến nào thuộc một chủ đề đã định.');
  expect(
    told(50, [
      ['A', 0],
      ['B', null],
    ]),
  ).toContain('Chủ đề nào có số được nêu thì không ý kiến nào nói đến.');
});

test('a unit without comments, with a hidden number or too few forms says which [N-20]', () => {
  expect(told(0, [['A', 0]])).toBe(
    'Không phiếu nào trên 3.000 phiếu của tỉnh Vĩnh Long có ý kiến.',
  );
  expect(told(null, [['A', null]])).toBe(
    'Số ý kiến của tỉnh Vĩnh Long trên 3.000 phiếu được ẩn. Không chủ đề nào có số được nêu.',
  );
  expect(told(null, [['A', null]], 29)).toBe(
    'Số ý kiến của tỉnh Vĩnh Long không được nêu: không đủ mẫu.',
  );
});
