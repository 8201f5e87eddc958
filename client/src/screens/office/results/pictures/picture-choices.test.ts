import { describe, expect, it } from 'vitest';
import { type GridRow, scoreGrid } from '../score-lines.ts';
import {
  chooseFigure,
  chooseOutlines,
  choosePicture,
  hasMap,
  tableFor,
} from './picture-choices.ts';

const row = (code: string, group: string | null): GridRow => ({
  unit: '29551',
  unitName: 'Phường Long Châu',
  group: group === null ? null : { code: group, label: group },
  code,
  label: code,
  valid: 40,
  percent: '80.00',
  interval: null,
  intervalStatus: 'insufficient' as const,
  rank: null,
  status: 'published',
});

it('shows the table where the address names no picture that there is', () => {
  expect([{}, { hinh: 'ban-do' }, { hinh: 'pie' }].map(choosePicture)).toEqual([
    'bang',
    'ban-do',
    'bang',
  ]);
});

it('asks for communes where a map is to be drawn, and for the chosen level elsewhere', () => {
  const query = { level: 'district' } as Parameters<typeof tableFor>[1];

  expect(tableFor('ban-do', query).level).toBe('commune');
  expect(tableFor('cot', query).level).toBe('district');
  expect(tableFor('nam-muc', { ...query, level: 'village' }).level).toBe('commune');
});

describe('the figure that is drawn', () => {
  const grid = scoreGrid([row('A', 'nam'), row('B', 'nam'), row('A', 'nu'), row('B', 'nu')]);

  it('is the one in the address [G-09]', () => {
    expect(chooseFigure(grid, { muc: 'B', phan: 'nu' })).toEqual({ code: 'B', group: 'nu' });
  });

  it('is the first where the address names none of the table [G-09]', () => {
    expect(chooseFigure(grid, { muc: 'Z', phan: 'Z' })).toEqual({ code: 'A', group: 'nam' });
    expect(chooseFigure(scoreGrid([row('A', null)]), {})).toEqual({ code: 'A', group: null });
    expect(chooseFigure(scoreGrid([]), {})).toBeNull();
  });
});

it('draws the outlines of the address, else those of the former districts', () => {
  const levels = ['province', 'district', 'commune', 'grouping:buu-dien'].map((level) => ({
    level,
  }));
  const choose = (ranh?: string) => chooseOutlines(levels, ranh === undefined ? {} : { ranh });

  expect([choose(), choose('grouping:buu-dien'), choose('khong'), choose('nowhere')]).toEqual([
    'district',
    'grouping:buu-dien',
    'khong',
    'district',
  ]);
  expect(chooseOutlines([{ level: 'province' }, { level: 'commune' }], {})).toBe('khong');
});

it('knows of which units there is a map', () => {
  expect([hasMap('2025-07-01'), hasMap('2024-12-31')]).toEqual([true, false]);
});
