import { expect, test } from 'vitest';
import { catalogue2025, catalogueBefore, history } from '../../test/scoring/admin-files.ts';
import { type Day, printPercent } from '../kernel/index.ts';
import { communesOf } from './catalogue.ts';
import { measuredShares } from './overlap.ts';
import { linkUnits } from './unit-links.ts';

const [eve, day] = ['2025-06-30', '2025-07-01'] as const;
const itself = (commune: string) => commune;

const shares = (measured: readonly string[], unitOf = itself, from = eve as Day, to = day as Day) =>
  measuredShares({
    history,
    measuredOn: from,
    measured: new Set(measured),
    wantedOn: to,
    links: linkUnits(history, from, to),
    unitOf,
  });
const percent = (unit: string, ...rest: Parameters<typeof shares>) => {
  const share = shares(...rest).get(unit);
  return share && printPercent(share);
};

test('is the share of households that live where was measured [U-11]', () => {
  // Long Châu 13,807 households without the 2,599 of Trường An: 11208/13807 = 0.811762….
  expect(percent('29551', ['29542', '29551'])).toBe('81.18');
  expect(percent('29551', ['29542', '29551', '29572'])).toBe('100.00');
  expect(percent('29551', [])).toBe('0.00');
  // Of a split commune the half that came: 1,889 of 10,946 = 0.172574….
  expect(percent('29767', ['29764'])).toBe('17.26');
});

test('counts old Vĩnh Long as three tenths of the new one [U-11]', () => {
  // 298,391 of 985,926 households = 0.302650….
  const old = communesOf(catalogueBefore).map(({ code }) => code);
  const provinceOf = (code: string) =>
    catalogueBefore.unitsByCode.get(catalogueBefore.unitsByCode.get(code)?.parentCode ?? '')
      ?.parentCode;

  expect(
    percent(
      '86',
      old.filter((code) => provinceOf(code) === '86'),
      () => '86',
    ),
  ).toBe('30.27');
  // All of them but the five communes of Bến Tre of which no successor is on record for that half year:
  // 4,183 + 1,281 + 1,612 + 1,390 + 768 = 9,234 households; 976692/985926 = 0.990634….
  expect(percent('86', old, () => '86')).toBe('99.06');
});

test('looks back as well: new communes measured, old ones wanted [U-11]', () => {
  const back = (measured: readonly string[]) => shares(measured, itself, day as Day, eve as Day);
  const printed = (unit: string, measured: readonly string[]) => {
    const share = back(measured).get(unit);
    return share && printPercent(share);
  };

  // Trường An lies wholly in Long Châu; Ngãi Tứ half in xã Ngãi Tứ.
  expect(printed('29572', ['29551'])).toBe('100.00');
  expect(printed('29764', ['29767'])).toBe('50.00');
  expect(back(communesOf(catalogue2025).map(({ code }) => code)).size).toBe(354);
});
