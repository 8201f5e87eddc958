import { expect, test } from 'vitest';
import { readUnits } from './unit.ts';

const row = {
  code: '29551',
  name: 'Phường Long Châu',
  level: 'commune',
  kind: 'phuong',
  parent_code: '86',
  valid_from: '2025-07-01',
  valid_to: '',
};

test('reads a unit that still stands [U-01]', () => {
  expect(readUnits([row])).toEqual([
    {
      code: '29551',
      name: 'Phường Long Châu',
      level: 'commune',
      kind: 'phuong',
      parentCode: '86',
      validFrom: '2025-07-01',
      validTo: null,
    },
  ]);
});

test('keeps names in one form of Unicode [U-01]', () => {
  const [unit] = readUnits([{ ...row, name: row.name.normalize('NFD') }]);

  expect(unit?.name).toBe('Phường Long Châu'.normalize('NFC'));
});

test('names the broken line of a file of units [U-01]', () => {
  expect(() => readUnits([row, { ...row, code: '' }])).toThrow('line 3: code is empty');
  expect(() => readUnits([{ ...row, valid_from: '2025-02-30' }])).toThrow(
    'line 2: valid_from is not a day: 2025-02-30',
  );
});
