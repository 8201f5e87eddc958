import { expect, test } from 'vitest';
import { hideCubes } from './answer-cubes.ts';
import type { HiddenAnswers } from './cheapest-cube.ts';

/** Communes of one district (row 0); of each its groups with the people of each part, and those without an answer. */
type Commune = readonly (readonly [first: number, second: number, silent: number])[];

const cellOf = (row: number, group: number, part: number): string =>
  [row, group, part].map(String).join('/');
const baseOf = (row: number, group: number): string => [row, group].map(String).join('/');

/** What is hidden besides, in the order in which it is named above. */
function cover(
  communes: readonly Commune[],
  hidden: { readonly cells?: readonly string[]; readonly bases?: readonly string[] },
) {
  const [first] = communes;
  const district = (first ?? []).map((_, group) =>
    [0, 1, 2].map((part) => communes.reduce((sum, one) => sum + (one[group]?.[part] ?? 0), 0)),
  );
  const rows = [district, ...communes];
  const cells = new Set(hidden.cells);
  const bases = new Set(hidden.bases);
  const answers: HiddenAnswers = {
    parents: [-1, ...communes.map(() => 0)],
    groupCount: district.length,
    parts: [0, 1],
    sizeOf: (row, group, part) => rows[row]?.[group]?.[part] ?? 0,
    silentOf: (row, group) => rows[row]?.[group]?.[2] ?? 0,
    minimumCell: 10,
    isHidden: (row, group, part) => cells.has(cellOf(row, group, part)),
    isBaseHidden: (row, group) => bases.has(baseOf(row, group)),
    isWholeHidden: () => false,
    isGroupHidden: () => false,
    hide: (row, group, part) => cells.add(cellOf(row, group, part)),
    hideBase(row, group) {
      bases.add(baseOf(row, group));
      for (const part of [0, 1]) cells.add(cellOf(row, group, part));
    },
  };
  hideCubes(answers);
  return { cells: [...cells].sort(), bases: [...bases].sort() };
}

test('a small answer that the other group tells is covered by a cube of eight [S-36]', () => {
  // In group 0 a ring of communes 1 and 2 is hidden, but each cell is what all less group 1 leave. Commune 3 would cost more.
  const communes: Commune[] = [
    [
      [9, 20, 0],
      [30, 30, 0],
    ],
    [
      [20, 20, 0],
      [30, 30, 0],
    ],
    [
      [40, 40, 0],
      [40, 40, 0],
    ],
  ];
  const ring = ['1/0/0', '1/0/1', '2/0/0', '2/0/1'];

  expect(cover(communes, { cells: ring }).cells).toEqual([
    ...['1/0/0', '1/0/1', '1/1/0', '1/1/1'],
    ...['2/0/0', '2/0/1', '2/1/0', '2/1/1'],
  ]);
});

test('a corner in which nobody is covers nothing: the dearer commune does [S-36]', () => {
  const communes: Commune[] = [
    [
      [9, 20, 0],
      [30, 30, 0],
    ],
    [
      [20, 20, 0],
      [0, 30, 0],
    ],
    [
      [40, 40, 0],
      [40, 40, 0],
    ],
  ];

  expect(cover(communes, { cells: ['1/0/0'] }).cells).toEqual([
    ...['1/0/0', '1/0/1', '1/1/0', '1/1/1'],
    ...['3/0/0', '3/0/1', '3/1/0', '3/1/1'],
  ]);
});

test('a small answer that nothing tells costs nothing [S-36]', () => {
  const communes: Commune[] = [0, 1].map(() => [
    [9, 20, 0],
    [30, 30, 0],
  ]);
  const cube = [1, 2].flatMap((row) =>
    [0, 1].flatMap((group) => [0, 1].map((part) => cellOf(row, group, part))),
  );

  expect(cover(communes, { cells: cube }).cells).toEqual([...cube].sort());
});

test('how many of a small group answered is covered with those who did not [S-36]', () => {
  // 4 + 5 of group 0 in commune 1 answered; that group has 19 people in all, told by its own report. All other numbers
  // are in print, so 9 is what commune 2 leaves of the district.
  const communes: Commune[] = [0, 1].map(() => [
    [4, 5, 10],
    [30, 30, 10],
  ]);
  const cells = ['1/0/0', '1/0/1'];

  const { bases } = cover(communes, { cells, bases: ['1/0'] });

  expect(bases).toEqual(['1/0', '1/1', '2/0', '2/1']);
});

test('where no cube has all its corners, the unit and what holds it tell no groups [S-36]', () => {
  // Nobody of group 1 gave the first answer. The only commune of a district tells what the district tells.
  const communes: Commune[] = [
    [
      [9, 20, 0],
      [0, 30, 0],
    ],
  ];

  expect(cover(communes, { cells: ['1/0/0'] }).bases).toEqual(['0/0', '0/1', '1/0', '1/1']);
});
