import { expect, test } from 'vitest';
import { protectIntervals } from './interval-protection.ts';
import { createUnitTree } from './unit-tree.ts';

type People = number | 'told';

/** Villages by path "district commune", with their hidden people; those of "told" are in print. */
function hiddenIn(communes: Readonly<Record<string, readonly People[]>>, units: string): string[] {
  const villages = Object.entries(communes).flatMap(([path, own]) =>
    own.map((people, at) => {
      const [district = '', commune = ''] = path.split(' ');
      return { units: ['P', district, commune, `${path} ${String(at)}`], people };
    }),
  );
  const tree = createUnitTree(villages.map(({ units: path }) => path));
  const peopleOf = new Map(
    villages.map(({ people }, at) => [tree.rowOfPlace[at] ?? -1, people] as const),
  );
  const isHidden = protectIntervals(tree, {
    isHidden: (row) => peopleOf.get(row) !== 'told',
    isSmall: (row) => Number(peopleOf.get(row)) < 10,
  });
  const levelOf = (unit: string): number => ['P', 'D', 'C'].indexOf(unit.charAt(0));
  return units.split(' ').filter((unit) => isHidden(levelOf(unit), unit));
}

/** The first has five people, the others twelve. */
const hidden = (count: number): People[] => [5, ...Array.from({ length: count - 1 }, () => 12)];

test('hides how far a figure may be off where a small village is among few hidden ones [S-45]', () => {
  const villages = {
    'D1 C1': [5, 12, 'told'],
    'D1 C2': ['told', 'told'],
    'D1 C3': [12, 12],
  } as const;

  expect(hiddenIn(villages, 'C1 C2 C3')).toEqual(['C1']);
});

test('tells it where a small village is one of sixteen hidden ones [S-45]', () => {
  expect(hiddenIn({ 'D1 C1': hidden(15), 'D1 C2': hidden(16) }, 'C1 C2')).toEqual(['C1']);
});

test('hides it in the units above, until fifteen villages are free of which nothing smaller tells [S-45]', () => {
  // D1 less C2, of which it is told, would tell of the five of C1; of 8 and 9 of D2 one each follows from their figure.
  const villages = {
    ...{ 'D1 C1': hidden(5), 'D1 C2': hidden(20), 'D1 C3': ['told'] as const },
    ...{ 'D2 C4': hidden(8), 'D2 C5': hidden(9) },
  };

  expect(hiddenIn(villages, 'C1 C2 C3 C4 C5 D1 D2')).toEqual(['C1', 'C4', 'C5', 'D1']);
  // The province less D2 would tell of the five of C1.
  expect(hiddenIn(villages, 'P')).toEqual(['P']);
  expect(hiddenIn({ ...villages, 'D3 C6': hidden(12) }, 'P D3 C6')).toEqual(['D3', 'C6']);
});

test('hides it in a unit that lies across others, where a small village is in it [S-45]', () => {
  // C1 has ten villages in each of two districts: its parts are no units of a table.
  const villages = { 'D1 C1': hidden(20), 'D2 C1': hidden(20), 'D2 C2': ['told'] as const };

  expect(hiddenIn(villages, 'C1 D1 D2 P')).toEqual(['C1']);
});
