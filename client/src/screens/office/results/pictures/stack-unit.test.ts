import { expect, it } from 'vitest';
import { chooseStackUnit } from './stack-unit.ts';

const units = [
  { code: '829', name: 'Thành phố Bến Tre' },
  { code: '855', name: 'Thành phố Vĩnh Long' },
];

it.each([
  [{}, '829'],
  [{ donvi: '855' }, '855'],
  [{ donvi: '999' }, undefined],
])('draws the unit of the address, else the first: %j', (choices, code) => {
  expect(chooseStackUnit(units, choices).unit?.code).toBe(code);
});

it('says which unit was asked for in vain', () => {
  expect(chooseStackUnit(units, { donvi: '999' }).asked).toBe('999');
});
