import { expect, test } from 'vitest';
import { catalogue2025, catalogueBefore, groupings } from '../../test/scoring/admin-files.ts';
import { communesInArea } from './area.ts';
import { communesOf } from './catalogue.ts';

const codesOf = (catalogue: typeof catalogue2025, area: string) => {
  const communes = communesInArea(catalogue, groupings, area);
  if (!communes.ok) throw new Error(communes.error.code);
  return communes.value;
};

test('covers a whole province by its code [U-03]', () => {
  expect(codesOf(catalogue2025, '86')).toEqual(communesOf(catalogue2025).map(({ code }) => code));
  expect(codesOf(catalogueBefore, '86')).toHaveLength(102);
});

test('covers one commune by its code [U-03]', () => {
  expect(codesOf(catalogue2025, '29551')).toEqual(['29551']);
});

test('covers a district by its code before the reform and by the old district after it [U-03]', () => {
  // Thành phố Vĩnh Long: 10 communes on 30 June 2025 (11 less Phường 1 and 2, merged on 1 November 2024).
  expect(codesOf(catalogueBefore, '855')).toHaveLength(10);
  // After: Long Châu 29551, Phước Hậu 29557, Tân Ngãi 29566, Thanh Đức 29590, Tân Hạnh 29593.
  expect(codesOf(catalogue2025, '855')).toEqual(['29551', '29557', '29566', '29590', '29593']);
});

test('covers a node of a grouping by its full name [U-03]', () => {
  expect(codesOf(catalogue2025, 'grouping:huyen-cu:855')).toEqual(codesOf(catalogue2025, '855'));
  // Old Vĩnh Long went from 102 units to 35 in the restructuring scheme.
  expect(codesOf(catalogue2025, 'grouping:buu-dien-khu-vuc:vinh-long')).toHaveLength(35);
});

test.each(['', '1', '83', '99999', 'grouping:huyen-cu:', 'grouping:huyen-cu:1', 'grouping:x:855'])(
  'refuses the unknown area "%s" [U-03]',
  (area) => {
    expect(communesInArea(catalogue2025, groupings, area)).toEqual({
      ok: false,
      error: { code: 'unit.unknown', unit: area },
    });
  },
);
