import { expect, test } from 'vitest';
import type { Day } from '../kernel/index.ts';
import type { UnitHistory } from './forward-links.ts';
import { householdsOn } from './households.ts';
import { onceForHistory } from './once-for-history.ts';
import { linkUnits } from './unit-links.ts';

const emptyHistory = (): UnitHistory => ({ units: [], changes: [], censusHouseholds: new Map() });

test('finds a thing once of one history, and anew of another', () => {
  const [one, other] = [emptyHistory(), emptyHistory()];
  let found = 0;
  const ask = (history: UnitHistory, name: string) =>
    onceForHistory(history, name, () => (found += 1));

  expect([ask(one, 'a'), ask(one, 'a'), ask(one, 'b'), ask(other, 'a'), ask(one, 'a')]).toEqual([
    1, 1, 2, 3, 1,
  ]);
});

test('remembers nothing of a finding that failed', () => {
  const history = emptyHistory();
  const fail = () => {
    throw new RangeError('no households');
  };

  expect(() => onceForHistory(history, 'a', fail)).toThrow('no households');
  expect(onceForHistory(history, 'a', () => 7)).toBe(7);
});

test('keeps links and households of two days apart', () => {
  const unit = { code: '1', level: 'commune', name: 'x', parentCode: null, validTo: null };
  const history = {
    ...emptyHistory(),
    units: [{ ...unit, validFrom: '2025-07-01' }],
  } as unknown as UnitHistory;
  const [early, late] = ['2024-01-01', '2025-07-01'] as [Day, Day];

  expect(linkUnits(history, early, late)).not.toBe(linkUnits(history, late, late));
  expect(linkUnits(history, late, late)).toBe(linkUnits(history, late, late));
  expect(householdsOn(history, early)).not.toBe(householdsOn(history, late));
  expect(householdsOn(history, late)).toBe(householdsOn(history, late));
});
