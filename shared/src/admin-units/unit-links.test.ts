import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueOf, history } from '../../test/scoring/admin-files.ts';
import { addFractions, type Day } from '../kernel/index.ts';
import { communesOf } from './catalogue.ts';
import type { UnitLink } from './forward-links.ts';
import { linkUnits } from './unit-links.ts';

const links = (from: string, to: string) => linkUnits(history, from as Day, to as Day);
const of = (code: string, from: string, to: string) =>
  links(from, to)
    .filter((link) => link.from === code)
    .map(printLink);
const printLink = ({ to, share, basis }: UnitLink) =>
  `${to ?? '–'} ${String(share.numerator)}/${String(share.denominator)} ${basis}`;

test('follows a commune over several changes [U-10]', () => {
  // Phường 1 29548 (2019) → Phường 1 29551 (2024) → Phường Long Châu 29551 (2025).
  expect(of('29548', '2019-04-01', '2024-10-31')).toEqual(['29548 1/1 whole']);
  expect(of('29548', '2019-04-01', '2024-11-01')).toEqual(['29551 1/1 whole']);
  expect(of('29548', '2019-04-01', '2025-07-01')).toEqual(['29551 1/1 whole']);
  // Xã Thiện Mỹ → thị trấn Trà Ôn (2024), which was split in 2025.
  expect(of('29854', '2019-04-01', '2025-07-01')).toEqual([
    '29767 1/2 split-even',
    '29821 1/2 split-even',
  ]);
  expect(of('29800', '2019-04-01', '2025-07-01')).toEqual(['29800 1/1 redrawn']);
});

test('says of what a commune was made, by the households of 2019 [U-10]', () => {
  // Long Châu has 13,807 = Phường 9 4,013 + Phường 1 7,195 + Trường An 2,599.
  expect(of('29551', '2025-07-01', '2025-06-30')).toEqual([
    '29542 4013/13807 census',
    '29551 7195/13807 census',
    '29572 2599/13807 census',
  ]);
  // The same in 2019, before Phường 1 (2,811) and Phường 2 (4,384) were one.
  expect(of('29551', '2025-07-01', '2019-04-01')).toEqual([
    '29542 4013/13807 census',
    '29548 2811/13807 census',
    '29551 4384/13807 census',
    '29572 2599/13807 census',
  ]);
  // Cái Vồn of 2025 with halves of Ngãi Tứ, Cái Vồn and Thành Phước, and Mỹ Hòa:
  // 1,889 + 1,916 + 1,449.5 + 4,335 = 9,589.5; 4335/9589.5 = 2890/6393.
  expect(of('29770', '2025-07-01', '2025-06-30')).toEqual([
    '29764 3778/19179 split-even',
    '29770 3832/19179 split-even',
    '29771 2899/19179 split-even',
    '29815 2890/6393 census',
  ]);
});

test('what was split and came together again is whole [U-10]', () => {
  const day = (text: string) => text as Day;
  const unit = (code: string, validFrom: string | null, validTo: string | null) => ({
    ...{ code, name: code, level: 'commune', kind: 'xa', parentCode: null },
    validFrom: validFrom === null ? null : day(validFrom),
    validTo: validTo === null ? null : day(validTo),
  });
  const change = (fromCode: string, toCode: string, toValidFrom: string, validTo: string) => ({
    ...{ fromCode, toCode, fromValidTo: day(validTo), toValidFrom: day(toValidFrom) },
    kind: 'part' as const,
    share: { numerator: 1n, denominator: fromCode === 'a' ? 3n : 1n },
    basis: fromCode === 'a' ? ('split-even' as const) : ('whole' as const),
  });
  const small = {
    units: [
      unit('a', null, '2020-12-31'),
      ...['b', 'c', 'd'].map((code) => unit(code, '2021-01-01', '2022-12-31')),
      unit('e', '2023-01-01', null),
    ],
    changes: [
      ...['b', 'c', 'd'].map((code) => change('a', code, '2021-01-01', '2020-12-31')),
      ...['b', 'c', 'd'].map((code) => change(code, 'e', '2023-01-01', '2022-12-31')),
    ],
    censusHouseholds: new Map([['a', 90n]]),
  };
  const linked = (from: string, to: string) => linkUnits(small, day(from), day(to)).map(printLink);

  expect(linked('2020-01-01', '2022-01-01')).toEqual(
    ['b', 'c', 'd'].map((code) => `${code} 1/3 split-even`),
  );
  expect(linked('2020-01-01', '2023-01-01')).toEqual(['e 1/1 whole']);
  expect(linked('2023-01-01', '2020-01-01')).toEqual(['a 1/1 whole']);
  // All of b came from a, though a was more than b.
  expect(linked('2022-01-01', '2020-01-01')).toEqual(['b', 'c', 'd'].map(() => 'a 1/1 whole'));
});

test('has no place for what is not on record [U-10]', () => {
  expect(of('28825', '2024-06-01', '2025-01-01')).toEqual(['– 1/1 whole']);
  expect(of('28825', '2024-06-01', '2025-07-01')).toEqual(['28807 1/1 whole']);
});

const days = fc.constantFrom(
  ...['2019-01-01', '2020-01-31', '2020-02-01', '2023-04-10', '2024-10-31', '2024-11-01'],
  ...['2025-01-01', '2025-06-30', '2025-07-01', '2026-11-26'],
);

test('shares out all of every commune, to communes of that day, whatever the days [U-10]', () => {
  fc.assert(
    fc.property(days, days, (from, to) => {
      const sums = new Map<string, UnitLink['share']>();
      const standing = new Set<string | null>(communesOf(catalogueOf(to)).map(({ code }) => code));
      for (const link of links(from, to)) {
        expect(link.to === null || standing.has(link.to)).toBe(true);
        expect(link.share.numerator > 0n).toBe(true);
        const known = sums.get(link.from);
        sums.set(link.from, known ? addFractions(known, link.share) : link.share);
      }
      expect([...sums.keys()]).toEqual(communesOf(catalogueOf(from)).map(({ code }) => code));
      for (const { numerator, denominator } of sums.values()) expect(numerator).toBe(denominator);
    }),
    { numRuns: 40 },
  );
});
