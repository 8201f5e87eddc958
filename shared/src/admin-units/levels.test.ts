import { expect, test } from 'vitest';
import { catalogue2025, catalogueBefore, groupings } from '../../test/scoring/admin-files.ts';
import { createReportLevel, createUnitLadder, offeredLevels } from './levels.ts';

const levelOf = (catalogue: typeof catalogue2025, level: string) => {
  const created = createReportLevel(catalogue, groupings, level);
  if (!created.ok) throw new Error(created.error.code);
  return created.value;
};

test('offers a stand-in for the district after the reform [U-07]', () => {
  expect(offeredLevels(catalogue2025, groupings).map(({ level }) => level)).toEqual([
    'province',
    'district',
    'commune',
    'village',
    'grouping:huyen-cu',
    'grouping:buu-dien-khu-vuc',
  ]);
  expect(offeredLevels(catalogueBefore, []).map(({ level }) => level)).toEqual([
    'province',
    'district',
    'commune',
    'village',
  ]);
});

test('offers no grouping of another time, whose codes may stand for other communes [U-07]', () => {
  expect(offeredLevels(catalogueBefore, groupings).map(({ level }) => level)).toEqual([
    'province',
    'district',
    'commune',
    'village',
  ]);
});

test.each([
  ['province', 1],
  ['district', 26],
  ['commune', 124],
  ['village', 0],
  ['grouping:huyen-cu', 26],
  ['grouping:buu-dien-khu-vuc', 3],
])('level %s of 2025 lists %i units [U-07]', (level, count) => {
  expect(levelOf(catalogue2025, level).units).toHaveLength(count);
});

test('finds the unit of a commune at every level [U-07]', () => {
  const nameAt = (level: string) => levelOf(catalogue2025, level).unitOf('29593', 'khom-1').name;

  expect(nameAt('province')).toBe('Tỉnh Vĩnh Long');
  expect(nameAt('district')).toBe('Thành phố Vĩnh Long');
  expect(nameAt('grouping:buu-dien-khu-vuc')).toBe('Khu vực Vĩnh Long');
  expect(nameAt('village')).toBe('khom-1, Phường Tân Hạnh');
  expect(levelOf(catalogue2025, 'commune').unitOf('29593', 'khom-1')).toEqual({
    code: '29593',
    name: 'Phường Tân Hạnh',
    validFrom: '2025-07-01',
    validTo: null,
  });
  expect(levelOf(catalogueBefore, 'district').unitOf('29551', '').code).toBe('855');
});

test('tells the units of a village at all levels, from the coarsest down [U-40]', () => {
  const ladder = createUnitLadder(catalogue2025, groupings);

  expect(ladder.levels).toEqual([
    'province',
    'grouping:buu-dien-khu-vuc',
    'district',
    'grouping:huyen-cu',
    'commune',
    'village',
  ]);
  expect(ladder.unitsOf('29593', 'khom-1')).toEqual([
    '86',
    'vinh-long',
    '855',
    '855',
    '29593',
    '29593/khom-1',
  ]);
  expect(() => ladder.unitsOf('855', '')).toThrow(RangeError);
});

test('refuses a level that the catalogue does not offer [U-07]', () => {
  expect(createReportLevel(catalogueBefore, [], 'grouping:huyen-cu')).toEqual({
    ok: false,
    error: { code: 'level.unknown', level: 'grouping:huyen-cu' },
  });
  expect(() => levelOf(catalogue2025, 'commune').unitOf('855', '')).toThrow(RangeError);
});
