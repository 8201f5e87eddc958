import { expect, test } from 'vitest';
import { catalogue2025, oldDistricts, postAreas } from '../../test/scoring/admin-files.ts';
import { communesOf } from './catalogue.ts';
import { readGrouping } from './groupings.ts';

test('puts each of the 124 communes into one of the 26 old districts [U-04]', () => {
  expect(oldDistricts.nodes).toHaveLength(26);
  expect([...oldDistricts.nodeByCommune.keys()]).toEqual(
    communesOf(catalogue2025).map(({ code }) => code),
  );
});

test.each([
  // Resolution 1687: Phường 6 and Sơn Đông (Thành phố Bến Tre) with Tam Phước (Châu Thành): two to one.
  ['28783', '829'],
  // Phường 8 and Tân Hạnh: one to one; 15,438 people of Thành phố Vĩnh Long against 15,120 of Long Hồ in 2019.
  ['29593', '855'],
  // Phường 5 of Trà Vinh and Hòa Thuận of Châu Thành: one to one; 11,196 against 13,660.
  ['29398', '847'],
  // Ngũ Lạc (Duyên Hải, 18,496) and Thạnh Hòa Sơn (Cầu Ngang, 7,965).
  ['29530', '850'],
  // Loan Mỹ and Bình Ninh whole and Ngãi Tứ in part from Tam Bình, thị trấn Trà Ôn in part from Trà Ôn.
  ['29767', '860'],
])('puts commune %s into old district %s [U-04]', (commune, district) => {
  expect(oldDistricts.nodeByCommune.get(commune)).toBe(district);
});

test('tells the two old districts named Châu Thành apart [U-04]', () => {
  const titles = oldDistricts.nodes.map(({ title }) => title);

  expect(titles.filter((title) => title.startsWith('Huyện Châu Thành'))).toEqual([
    'Huyện Châu Thành (Tỉnh Bến Tre)',
    'Huyện Châu Thành (Tỉnh Trà Vinh)',
  ]);
  expect(new Set(titles).size).toBe(26);
});

test('reads the editable areas of the post office [U-05]', () => {
  expect(postAreas.nodes.map(({ code }) => code)).toEqual(['ben-tre', 'tra-vinh', 'vinh-long']);
  expect(postAreas.nodeByCommune.size).toBe(124);
  expect(postAreas.nodeByCommune.get('29551')).toBe('vinh-long');
});

test('refuses a grouping that misses a commune, repeats one, or names a foreign one [U-05]', () => {
  const rows = [...postAreas.nodeByCommune].map(([commune, node]) => ({
    commune,
    node,
    node_title: node,
  }));
  const read = (changed: typeof rows) => () =>
    readGrouping({ id: 'x', title: 'x' }, catalogue2025, changed);

  expect(read(rows)).not.toThrow();
  expect(read(rows.slice(1))).toThrow('28756 is in no area');
  expect(read([...rows, ...rows.slice(0, 1)])).toThrow('28756 stands twice');
  expect(read([...rows, { commune: '1', node: 'x', node_title: 'x' }])).toThrow(
    '1 is no commune of the catalogue',
  );
});
