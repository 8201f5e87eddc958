import { expect, test } from 'vitest';
import type { ChangeRow, ChangeTable } from '../wire/index.ts';
import { changeVerdict, tellChange } from './change-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const wave = (name: string, minimumBase: number) => ({
  ...{ id: '019ab0d4-7b60-7000-8000-000000000001' as ChangeTable['before']['id'], name },
  ...{ catalogue: '2025-07-01', minimumBase },
});
const table = {
  before: wave('2023', 30),
  after: wave('2024', 30),
  minimumOverlapPercent: 80,
};
const side = (percent: string | null, standing: ChangeRow['standing'] = 'exact', valid = 560) => ({
  ...{ percent, valid, low: null, high: null, rank: null, overlapPercent: '100.00', standing },
  intervalStatus: 'insufficient' as const,
});
const row = (
  before: ChangeRow['before'],
  after: ChangeRow['after'],
  interval: ChangeRow['interval'] = null,
): ChangeRow => ({
  ...{ unit: '86', unitName: 'Tỉnh Vĩnh Long', code: 'overall', label: 'Chỉ số', points: null },
  ...{ before, after, steps: null, interval },
  standing:
    before.standing === 'exact' || after.standing !== 'exact' ? after.standing : before.standing,
});
const told = (one: ChangeRow): string => plain(tellChange(one, table));

test('a rise and a fall are told with both figures and the verdict of the interval [N-04]', () => {
  expect(
    told(row(side('77.17'), side('80.11'), { low: '0.50', high: '5.38', isClear: true })),
  ).toBe(
    'tăng 2,94 điểm % so với đợt “2023” (từ 77,17 % lên 80,11 %; khoảng tin cậy 95 % của thay đổi: +0,50 đến +5,38 điểm %), tăng có ý nghĩa',
  );
  expect(
    told(row(side('80.11'), side('77.17'), { low: '-5.38', high: '-0.50', isClear: true })),
  ).toBe(
    'giảm 2,94 điểm % so với đợt “2023” (từ 80,11 % xuống 77,17 %; khoảng tin cậy 95 % của thay đổi: \u22125,38 đến \u22120,50 điểm %), giảm có ý nghĩa',
  );
});

test('a change that may be chance is not called one [N-04]', () => {
  const unclear = row(side('80.11'), side('81.75'), { low: '-0.40', high: '3.68', isClear: false });

  expect(told(unclear)).toMatch(/^tăng 1,64 điểm % .*, chưa rõ tăng hay giảm$/);
  expect(told(row(side('80.11'), side('81.75')))).toMatch(/, chưa tính được khoảng tin cậy$/);
});

test('equal printed figures are no change, whatever the interval [N-04]', () => {
  const same = row(side('81.00'), side('81.00'), { low: '0.01', high: '0.02', isClear: true });

  expect(told(same)).toBe('không đổi so với đợt “2023” (cùng 81,00 %)');
  expect(changeVerdict(same)).toBe('không đổi');
});

test('a figure that was shared out is said to be rough [N-04]', () => {
  const rough = row(side('80.11', 'approximate'), side('81.75'));

  expect(told(rough)).toContain('gần đúng, vì có xã bị chia theo số hộ');
  expect(changeVerdict(rough)).toBe('chưa tính được khoảng tin cậy (gần đúng)');
});

test('where nothing can be told, the wave and the reason are [N-04]', () => {
  expect(told(row(side(null, 'not-comparable'), side('81.75')))).toBe(
    'không so sánh được, vì đợt “2023” khảo sát nơi có dưới 80 % số hộ của đơn vị',
  );
  expect(told(row(side('80.11'), side(null, 'not-enough-base', 12)))).toBe(
    'không so sánh được, vì đợt “2024” không đủ mẫu (n = 12, cần ít nhất 30)',
  );
  expect(told(row(side('80.11'), side(null, 'suppressed')))).toBe(
    'không nêu thay đổi, vì chỉ số của đợt “2024” được ẩn',
  );
  expect(
    [side(null, 'not-comparable'), side(null, 'not-enough-base'), side(null, 'suppressed')].map(
      (after) => changeVerdict(row(side('80.11'), after)),
    ),
  ).toEqual(['không so sánh được', 'không đủ mẫu', 'được ẩn']);
});
