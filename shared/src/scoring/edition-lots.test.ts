import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type LotChange, changedSlots, takeLots } from './edition-lots.ts';

/** Villages a1, a2 and b1 in communes a and b of one province. */
const unitsOf = (place: string) => ['province', place.charAt(0), place];
const many = (count: number, before: string | null, after: string | null): LotChange[] =>
  Array.from({ length: count }, () => ({ before, after, slots: 'all' }));
const mended = (count: number, place: string, ...slots: number[]): LotChange[] =>
  Array.from({ length: count }, () => ({ before: place, after: place, slots }));
const taken = (changes: readonly LotChange[], sizes: Readonly<Record<string, number>>) =>
  takeLots({ changes, sizes: new Map(Object.entries(sizes)), unitsOf, minimumCell: 3 });

it('takes what as many people of a village changed as a cell needs, and lets the others wait [W-22]', () => {
  const changes = [...many(3, null, 'a1'), ...many(2, null, 'a2'), ...mended(3, 'b1', 5)];

  expect(taken(changes, { a1: 10, a2: 10, b1: 10 })).toEqual([
    ...many(3, null, 'a1'),
    ...mended(3, 'b1', 5),
  ]);
});

it('takes nobody in whose answers stand alone among those that others mended [W-22]', () => {
  // Two of three mended another answer: what the third said is all by which two editions differ there.
  expect(taken([...many(1, null, 'a1'), ...mended(2, 'a1', 5)], { a1: 10 })).toEqual([]);
  const changes = [...mended(3, 'a1', 5), ...mended(1, 'a1', 5, 6), ...mended(2, 'a1', 7)];
  expect(taken(changes, { a1: 10 })).toEqual(mended(3, 'a1', 5));
});

it('takes nobody whose move would be told from one village alone [W-22]', () => {
  // One of the four of a1 came from a2, where nobody else changed.
  const changes = [...many(3, null, 'a1'), ...many(1, 'a2', 'a1')];

  expect(taken(changes, { a1: 10, a2: 10 })).toEqual(many(3, null, 'a1'));
  expect(taken([...changes, ...many(2, null, 'a2')], { a1: 10, a2: 10 })).toHaveLength(6);
});

it('leaves no unit smaller than a cell that was not so before [W-22]', () => {
  // Commune a would keep the two of a2 alone.
  expect(taken(many(8, 'a1', null), { a1: 8, a2: 2, b1: 10 })).toEqual([]);
  // Nobody at all is no secret, and a unit that was too small already tells no more by being so still.
  expect(taken(many(8, 'a1', null), { a1: 8, b1: 10 })).toHaveLength(8);
  expect(taken(many(3, null, 'a1'), { b1: 10 })).toHaveLength(3);
});

it('takes of a chain of moves what holds at both ends [W-22]', () => {
  const chain = [...many(3, 'a1', 'a2'), ...many(3, 'a2', 'b1'), ...many(1, 'b1', 'c1')];

  expect(taken(chain, { a1: 10, a2: 10, b1: 10, c1: 10 })).toEqual(chain.slice(0, 6));
  expect(taken(chain.slice(2), { a1: 10, a2: 10, b1: 10, c1: 10 })).toEqual(chain.slice(3, 6));
});

it('tells by no figure of any unit what a few changed, whoever came, went, moved or mended [W-22]', () => {
  const place = fc.constantFrom(null, 'a1', 'a2', 'b1');
  const change = fc
    .record({ before: place, after: place, slots: fc.uniqueArray(fc.nat({ max: 2 })) })
    .filter(({ before, after, slots }) => before !== after || slots.length > 0)
    .map(({ before, after, slots }): LotChange => ({
      ...{ before, after },
      slots: before === after ? slots : 'all',
    }))
    .filter(({ before, after }) => before !== null || after !== null);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const found = taken(changes, { a1: 20, a2: 20, b1: 20 });
      for (const village of ['a1', 'a2', 'b1'])
        for (const slot of [0, 1, 2, 3]) {
          const people = found.filter(
            ({ before, after, slots }) =>
              (before === village || after === village) &&
              (slots === 'all' || slots.includes(slot)),
          ).length;
          expect(people === 0 || people >= 3).toBe(true);
        }
    }),
  );
});

it('finds where packed answers differ [W-22]', () => {
  expect(changedSlots('2D1015.rd-', '2D1014.rd1')).toEqual([5, 9]);
  expect(changedSlots('12', '12')).toEqual([]);
});
