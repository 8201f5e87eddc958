import { expect, test } from 'vitest';
import { type GroupingRow, groupingChanges, judgeGrouping } from './judge-grouping.ts';

const communes = new Set(['29551', '29590', '28756']);
const row = (line: number | null, commune: string, node: string, nodeTitle: string) =>
  ({ line, commune, node, nodeTitle }) satisfies GroupingRow;
const good = [
  row(2, '29590', 'vl', 'Khu vực Vĩnh Long'),
  row(3, '28756', 'bt', 'Khu vực Bến Tre'),
  row(4, '29551', 'vl', ' Khu vực Vĩnh Long '),
];
const faultOf = (rows: readonly GroupingRow[]) => {
  const judged = judgeGrouping(communes, rows);
  return judged.ok ? 'a grouping' : `${judged.error.code} ${judged.error.detail}`.trim();
};
const replaced = (place: number, changes: Partial<GroupingRow>) =>
  good.map((one, at) => (at === place ? { ...one, ...changes } : one));

test('rows in any order are areas and communes by code [U-60]', () => {
  expect(judgeGrouping(communes, good)).toEqual({
    ok: true,
    value: {
      nodes: [
        { code: 'bt', title: 'Khu vực Bến Tre' },
        { code: 'vl', title: 'Khu vực Vĩnh Long' },
      ],
      members: [
        { commune: '28756', node: 'bt' },
        { commune: '29551', node: 'vl' },
        { commune: '29590', node: 'vl' },
      ],
    },
  });
});

test('the same name in two ways of writing its accents is one name [U-60]', () => {
  const apart = 'Khu vực Vĩnh Long'.normalize('NFD');
  expect(faultOf(replaced(2, { nodeTitle: apart }))).toBe('a grouping');
});

test.each([
  ['no row', [], 'grouping.empty'],
  ['a blank area', replaced(1, { node: '' }), 'grouping.blank-cell 3: 28756 ·  · Khu vực Bến Tre'],
  ['a blank name', replaced(1, { nodeTitle: '  ' }), 'grouping.blank-cell 3: 28756 · bt ·'],
  ['an area code with a colon', replaced(1, { node: 'b:t' }), 'grouping.bad-code 3: b:t'],
  ['a name of two lines', replaced(1, { nodeTitle: 'a\nb' }), 'grouping.bad-code 3: a\nb'],
  ['a commune that is none', replaced(2, { commune: '1' }), 'grouping.unknown-commune 4: 1'],
  ['a commune twice', replaced(2, { commune: '29590' }), 'grouping.repeated-commune 4: 29590'],
  [
    'two names of one area',
    replaced(2, { nodeTitle: 'Khác' }),
    'grouping.two-names 4: vl: Khu vực Vĩnh Long ≠ Khác',
  ],
  [
    'two areas of one name',
    replaced(1, { nodeTitle: 'Khu vực Vĩnh Long' }),
    'grouping.same-name 3: Khu vực Vĩnh Long: vl, bt',
  ],
  ['a commune that lacks', good.slice(0, 2), 'grouping.missing-communes 29551'],
] as const)('%s is refused, with its line where it has one [U-60]', (_, rows, fault) => {
  expect(faultOf(rows)).toBe(fault);
});

test('what came from no file names no line, and of many communes that lack a few are named [U-60]', () => {
  expect(faultOf([row(null, 'x', 'a', 'A')])).toBe('grouping.unknown-commune x');
  const many = new Set(['1', '2', '3', '4', '5', '6', '7']);
  const judged = judgeGrouping(many, [row(null, '1', 'a', 'A')]);
  expect(judged).toMatchObject({ error: { detail: '2, 3, 4, 5, 6, … (6)' } });
});

test('a version is told by what moved and which areas are new, gone or renamed [U-61]', () => {
  const content = (rows: readonly GroupingRow[]) => {
    const judged = judgeGrouping(communes, rows);
    if (!judged.ok) throw new Error(judged.error.code);
    return judged.value;
  };
  const before = content(good);
  const after = content([
    row(null, '29590', 'vl', 'Vĩnh Long'),
    row(null, '28756', 'tv', 'Khu vực Trà Vinh'),
    row(null, '29551', 'vl', 'Vĩnh Long'),
  ]);

  expect(groupingChanges(before, after)).toEqual({
    moved: 1,
    added: ['Khu vực Trà Vinh'],
    removed: ['Khu vực Bến Tre'],
    renamed: ['Vĩnh Long'],
  });
  expect(groupingChanges(before, before)).toEqual({
    moved: 0,
    added: [],
    removed: [],
    renamed: [],
  });
});
