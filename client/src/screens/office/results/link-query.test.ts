import type { Uuid7 } from '@sipas/shared/kernel';
import { expect, test } from 'vitest';
import { linkQuery } from './link-query.ts';

const table = {
  wave: '019ab0d4-7b60-7000-8000-0000000000aa' as Uuid7,
  instrument: 'household-2022',
  level: 'commune',
  by: 'factor',
  scheme: 'criterion_mean',
  group: null,
} as const;
const format = { shape: 'long', decimal: 'comma', separator: 'semicolon', bom: true } as const;

test('a link to a table asks for the table on the screen, written as the dialog says', () => {
  expect(linkQuery('scores.csv', table, format)).toEqual({
    instrument: 'household-2022',
    level: 'commune',
    by: 'factor',
    scheme: 'criterion_mean',
    shape: 'long',
    decimal: 'comma',
    separator: 'semicolon',
    bom: '1',
  });
  expect(linkQuery('scores.json', { ...table, group: 'sex' }, format)).toEqual({
    instrument: 'household-2022',
    level: 'commune',
    by: 'factor',
    scheme: 'criterion_mean',
    group: 'sex',
  });
});

test('a link to the workbook keeps the grouping on the screen as its areas', () => {
  expect(linkQuery('workbook.xlsx', table, format)['area']).toBe('district');
  expect(
    linkQuery('workbook.xlsx', { ...table, level: 'grouping:buu-dien-khu-vuc' }, format)['area'],
  ).toBe('grouping:buu-dien-khu-vuc');
});
