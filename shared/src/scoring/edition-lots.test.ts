import { expect, it } from 'vitest';
import { takeLots } from './edition-lots.ts';

/** Villages a1, a2 and b1 in communes a and b of one province. */
const unitsOf = (place: string) => ['province', place.charAt(0), place];
const sizesOf = (sizes: Readonly<Record<string, readonly [before: number, after: number]>>) =>
  new Map(Object.entries(sizes).map(([place, [before, after]]) => [place, { before, after }]));
const many = (count: number, before: string | null, after: string | null) =>
  Array.from({ length: count }, () => ({ before, after }));
const taken = (
  changes: ReturnType<typeof many>,
  sizes: Readonly<Record<string, readonly [number, number]>>,
) => takeLots({ changes, sizes: sizesOf(sizes), unitsOf, minimumCell: 3 });

it('takes a village in which as many people changed as a cell needs, and lets the others wait [W-22]', () => {
  const changes = [...many(3, null, 'a1'), ...many(2, null, 'a2'), ...many(3, 'b1', 'b1')];

  expect(taken(changes, { a1: [10, 13], a2: [10, 12], b1: [10, 10] })).toEqual([
    ...many(3, null, 'a1'),
    ...many(3, 'b1', 'b1'),
  ]);
});

it('takes nobody whose move would be told from one village alone [W-22]', () => {
  // One of the four of a1 came from a2, where nobody else changed.
  const changes = [...many(3, null, 'a1'), ...many(1, 'a2', 'a1')];

  expect(taken(changes, { a1: [10, 14], a2: [10, 9] })).toEqual([]);
  expect(taken([...changes, ...many(2, null, 'a2')], { a1: [10, 14], a2: [10, 11] })).toHaveLength(
    6,
  );
});

it('leaves no unit smaller than a cell that was not so before [W-22]', () => {
  // Commune a would keep the two of a2 alone.
  const sizes = { a1: [8, 0], a2: [2, 2], b1: [10, 10] } as const;
  expect(taken(many(8, 'a1', null), sizes)).toEqual([]);
  // Nobody at all is no secret, and a unit that was too small already tells no more by being so still.
  expect(taken(many(8, 'a1', null), { a1: [8, 0], b1: [10, 10] })).toHaveLength(8);
  expect(taken(many(3, null, 'a1'), { a1: [0, 3], b1: [10, 10] })).toHaveLength(3);
});

it('takes all or nothing of a chain of moves [W-22]', () => {
  const chain = [...many(3, 'a1', 'a2'), ...many(3, 'a2', 'b1'), ...many(1, 'b1', 'c1')];
  const sizes = { a1: [10, 7], a2: [10, 10], b1: [10, 12], c1: [10, 11] } as const;

  expect(taken(chain, sizes)).toEqual([]);
  expect(taken(chain.slice(0, 6), { ...sizes, b1: [10, 13] })).toHaveLength(6);
});
