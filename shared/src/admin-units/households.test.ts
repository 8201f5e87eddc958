import { expect, test } from 'vitest';
import { catalogueOf, history } from '../../test/scoring/admin-files.ts';
import { addFractions, type Day } from '../kernel/index.ts';
import { communesOf } from './catalogue.ts';
import { householdsOn, readCensusHouseholds } from './households.ts';

const on = (day: string) => householdsOn(history, day as Day);
const of = (day: string, code: string) => {
  const households = on(day).get(code);
  return [households?.numerator, households?.denominator];
};

test('adds up the households of what was merged, and halves what was split [U-09]', () => {
  // Phường 1 since November 2024: the old Phường 1 and Phường 2, 2,811 + 4,384.
  expect(of('2024-10-31', '29551')).toEqual([4384n, 1n]);
  expect(of('2024-11-01', '29551')).toEqual([7195n, 1n]);
  // Long Châu: that and Phường 9 (4,013) and Trường An (2,599).
  expect(of('2025-07-01', '29551')).toEqual([13_807n, 1n]);
  // Xã Ngãi Tứ of 2025: Loan Mỹ 3,397, Bình Ninh 2,671, half of Ngãi Tứ 3,778/2, half of thị trấn Trà Ôn, which had
  // taken in Thiện Mỹ: (2,763 + 3,215)/2.
  expect(of('2025-07-01', '29767')).toEqual([10_946n, 1n]);
  // Xã Tam Bình: Mỹ Thạnh Trung 3,197 and half of (1,500 + 2,949) = 10,843/2.
  expect(of('2025-07-01', '29719')).toEqual([10_843n, 2n]);
});

test.each(['2019-01-01', '2019-04-01', '2020-02-01', '2024-11-01', '2025-07-01', '2026-11-26'])(
  'keeps all 985,926 households of the census on %s [U-09]',
  (day) => {
    // Column sums of census-2019.csv by province: 298,391 + 402,860 + 284,675.
    const all = [...on(day).values()].reduce(addFractions);

    expect(all.numerator).toBe(985_926n * all.denominator);
    expect([...on(day).keys()].sort()).toEqual(
      communesOf(catalogueOf(day)).map((unit) => unit.code),
    );
  },
);

test('says less where the successor of a day is not on record, never more [U-09]', () => {
  // The five communes of 31 December 2024 whose direct successor is not known.
  const all = [...on('2025-01-01').values()].reduce(addFractions);

  expect(all.numerator < 985_926n * all.denominator).toBe(true);
});

test('names the broken line of the census [U-09]', () => {
  const row = { code_2019: '29551', households: '4384' };

  expect(() => readCensusHouseholds([row, row])).toThrow('line 3: 29551 stands twice');
  expect(() => readCensusHouseholds([{ ...row, households: '0' }])).toThrow('line 2: households');
  expect(() =>
    householdsOn({ ...history, censusHouseholds: new Map() }, '2025-07-01' as Day),
  ).toThrow('has no households');
});
