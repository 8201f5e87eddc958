import { expect, test } from 'vitest';
import {
  catalogue2025,
  catalogueBefore,
  catalogueOf,
  units,
} from '../../test/scoring/admin-files.ts';
import type { Day } from '../kernel/index.ts';
import { childrenOf, communesOf, createCatalogue, findUnit } from './catalogue.ts';

test('lists the 124 communes of new Vĩnh Long, 105 xã and 19 phường [U-02]', () => {
  // Resolution 1687/NQ-UBTVQH15, article 1, clause 121.
  const communes = communesOf(catalogue2025);

  expect(communes).toHaveLength(124);
  expect(communes.filter((unit) => unit.kind === 'xa')).toHaveLength(105);
  expect(communes.filter((unit) => unit.kind === 'phuong')).toHaveLength(19);
  expect(catalogue2025.levels).toEqual(['province', 'commune']);
});

test('lists 26 districts and 354 communes on the eve of the reform [U-02]', () => {
  expect(communesOf(catalogueBefore)).toHaveLength(354);
  expect(catalogueBefore.units.filter((unit) => unit.level === 'district')).toHaveLength(26);
  expect(catalogueBefore.levels).toEqual(['province', 'district', 'commune']);
});

test.each([
  // 860/NQ-UBTVQH14 holds from 1 February 2020, the change of 2024 from 1 November 2024.
  ['2020-01-31', 109],
  ['2020-02-01', 107],
  ['2024-10-31', 107],
  ['2024-11-01', 102],
  ['2025-06-30', 102],
])('counts the communes of old Vĩnh Long on %s as %i [U-02]', (day, count) => {
  const catalogue = catalogueOf(day);

  const communes = childrenOf(catalogue, '86').flatMap(({ code }) => childrenOf(catalogue, code));

  expect(communes).toHaveLength(count);
});

test.each([
  ['2024-10-31', 'Phường 2'],
  ['2024-11-01', 'Phường 1'],
  ['2025-06-30', 'Phường 1'],
  ['2025-07-01', 'Phường Long Châu'],
])('finds under code 29551 on %s %s [U-02]', (day, name) => {
  expect(findUnit(catalogueOf(day), '29551')?.name).toBe(name);
});

test('does not find a unit that is not in force [U-02]', () => {
  expect(findUnit(catalogue2025, '855')).toBeUndefined();
  expect(childrenOf(catalogue2025, '855')).toEqual([]);
});

test('orders units by code whatever the order of the files [U-02]', () => {
  const reversed = createCatalogue([...units].reverse(), '2025-07-01' as Day);

  expect(reversed.units).toEqual(catalogue2025.units);
});

test('throws on data in which a code holds twice or a parent is missing [U-02]', () => {
  const day = '2025-07-01' as Day;

  expect(() => createCatalogue([...units, ...units], day)).toThrow('in force twice');
  expect(() => createCatalogue(communesOf(catalogue2025), day)).toThrow('not in force');
});
