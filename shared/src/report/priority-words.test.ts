import { expect, test } from 'vitest';
import { tellFirstPriority } from './priority-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const row = (label: string, place: number | null, percent: string | null, gain: string | null) => ({
  ...{ label, place, percent, gainPoints: gain },
  weight: gain === null ? null : { numerator: 1, denominator: 33 },
});
const told = (...rows: readonly ReturnType<typeof row>[]): string =>
  plain(tellFirstPriority('Tỉnh Vĩnh Long', rows));

test('the criterion that would bring most is told with its arithmetic [N-22]', () => {
  // 37,60 ÷ 33 = 1,139…
  expect(told(row('Phí', 2, '70.00', '0.91'), row('Chờ', 1, '62.40', '1.14'))).toBe(
    'Chỉ số chung của tỉnh Vĩnh Long có thể tăng nhiều nhất ở tiêu chí “Chờ”: (100 − 62,40) × 1/33 = 1,14 điểm.',
  );
});

test('criteria alike share the sentence [N-22]', () => {
  expect(told(row('Phí', 1, '62.40', '1.14'), row('Chờ', 1, '62.41', '1.14'))).toBe(
    'Chỉ số chung của tỉnh Vĩnh Long có thể tăng nhiều nhất, cùng 1,14 điểm, ở 2 tiêu chí: “Phí” và “Chờ”.',
  );
});

test('where all is hidden, or nothing is left to gain, that is told [N-22]', () => {
  const none =
    'Không xếp được ưu tiên của tỉnh Vĩnh Long: không tiêu chí nào có chỉ số được công bố.';
  expect(told(row('Phí', null, null, null))).toBe(none);
  expect(told()).toBe(none);
  expect(told(row('Phí', 1, '100.00', '0.00'))).toBe(
    'Chỉ số chung của tỉnh Vĩnh Long không còn tăng được ở tiêu chí nào có chỉ số được công bố.',
  );
});
