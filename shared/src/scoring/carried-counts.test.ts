import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueOf, history } from '../../test/scoring/admin-files.ts';
import { arbitraryAnswers, countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { communesOf, linkUnits } from '../admin-units/index.ts';
import type { Day } from '../kernel/index.ts';
import { type CarriedCounts, carryCounts } from './carried-counts.ts';

const { length } = layout;
const itself = (commune: string) => commune;
const forms = (count: number, option: string) =>
  countAnswers(Array.from({ length: count }, () => ({ a1: option })));
/** Responses: the first cell of every table. */
const people = (carried: CarriedCounts | undefined) =>
  carried && `${String(carried.cells[0])}/${String(carried.scale)}`;

function carry(
  from: string,
  to: string,
  countsByCommune: ReadonlyMap<string, ReturnType<typeof forms>>,
  unitOf = itself,
) {
  const links = linkUnits(history, from as Day, to as Day);
  return carryCounts({ countsByCommune, links, unitOf, length });
}

test('adds up whole communes exactly [S-12]', () => {
  const { byUnit, unplaced } = carry(
    '2024-06-01',
    '2025-07-01',
    new Map([
      ['29548', forms(3, '4')],
      ['29551', forms(2, '1')],
    ]),
  );

  expect([...byUnit.keys()]).toEqual(['29551']);
  expect(people(byUnit.get('29551'))).toBe('5/1');
  expect(byUnit.get('29551')?.isExact).toBe(true);
  expect(people(unplaced)).toBe('0/1');
});

test('shares a split commune out, marked as not exact [S-12]', () => {
  const { byUnit } = carry('2025-06-30', '2025-07-01', new Map([['29764', forms(3, '4')]]));

  expect(people(byUnit.get('29767'))).toBe('3/2');
  expect(people(byUnit.get('29770'))).toBe('3/2');
  expect(byUnit.get('29770')?.isExact).toBe(false);
});

test('is exact where both halves lie in the unit that is wanted [S-12]', () => {
  const both = carry('2025-06-30', '2025-07-01', new Map([['29764', forms(3, '4')]]), () => '86');

  expect(people(both.byUnit.get('86'))).toBe('6/2');
  expect(both.byUnit.get('86')?.isExact).toBe(true);
});

test('shares new communes out to old ones by households [S-12]', () => {
  // Long Châu: 13,807 households, of which 2,599 in Trường An. 10 forms.
  const { byUnit } = carry('2025-07-01', '2025-06-30', new Map([['29551', forms(10, '4')]]));

  expect(people(byUnit.get('29572'))).toBe('25990/13807');
  expect(byUnit.get('29572')?.isExact).toBe(false);
});

test('is not exact where borders were redrawn [S-12]', () => {
  const { byUnit } = carry('2020-01-31', '2020-02-01', new Map([['29800', forms(3, '4')]]));

  expect([people(byUnit.get('29800')), byUnit.get('29800')?.isExact]).toEqual(['3/1', false]);
});

test('keeps apart what has no place on that day [S-12]', () => {
  const { byUnit, unplaced } = carry(
    '2024-06-01',
    '2025-01-01',
    new Map([['28825', forms(7, '4')]]),
  );

  expect([byUnit.size, people(unplaced)]).toEqual([0, '7/1']);
});

test('throws on a commune that is in no catalogue of the day [S-12]', () => {
  expect(() => carry('2025-06-30', '2025-07-01', new Map([['99999', forms(1, '4')]]))).toThrow(
    '99999 is no commune',
  );
});

const days = fc.constantFrom('2019-04-01', '2020-02-01', '2024-06-01', '2025-01-01', '2025-07-01');

test('loses and makes no answer, cell by cell, whatever the days and the counts [S-12]', () => {
  fc.assert(
    fc.property(
      days,
      days,
      fc.array(fc.tuple(fc.nat(), fc.array(arbitraryAnswers, { minLength: 1, maxLength: 4 })), {
        minLength: 1,
        maxLength: 12,
      }),
      (from, to, places) => {
        const communes = communesOf(catalogueOf(from)).map(({ code }) => code);
        const countsByCommune = new Map(
          places.map(([place, responses]) => [
            communes[place % communes.length] ?? '',
            countAnswers(responses),
          ]),
        );

        const { byUnit, unplaced } = carry(from, to, countsByCommune);

        const carried = [...byUnit.values(), unplaced];
        const scale = carried.reduce((product, one) => product * one.scale, 1n);
        for (let cell = 0; cell < length; cell++) {
          const given = [...countsByCommune.values()].reduce(
            (sum, one) => sum + (one[cell] ?? 0),
            0,
          );
          const kept = carried.reduce(
            (sum, one) => sum + (one.cells[cell] ?? 0n) * (scale / one.scale),
            0n,
          );
          expect(kept).toBe(BigInt(given) * scale);
        }
      },
    ),
    { numRuns: 60 },
  );
});
