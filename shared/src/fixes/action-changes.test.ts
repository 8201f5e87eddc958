import { expect, test } from 'vitest';
import { type ActionContent, actionChanges } from './action-changes.ts';

const action: ActionContent = {
  what: 'Thêm ghế chờ',
  responsible: 'UBND phường Long Châu',
  dueDay: '2026-12-31',
  status: 'planned',
  evidence: '',
  level: 'commune',
  units: ['29551', '29590'],
  criteria: ['t1_1'],
};

test('tells what reads otherwise, the status first [F-06]', () => {
  const after: ActionContent = {
    ...action,
    dueDay: '2027-01-31',
    status: 'doing',
    evidence: 'Biên bản ngày 20/11',
    units: ['29551'],
  };

  expect(actionChanges(action, after)).toEqual([
    { field: 'status', before: ['planned'], after: ['doing'] },
    { field: 'dueDay', before: ['2026-12-31'], after: ['2027-01-31'] },
    { field: 'units', before: ['29551', '29590'], after: ['29551'] },
    { field: 'evidence', before: [], after: ['Biên bản ngày 20/11'] },
  ]);
});

test('takes the same units in another order for no change [F-06]', () => {
  expect(actionChanges(action, { ...action, units: ['29590', '29551'] })).toEqual([]);
});

test('sees one unit put in place of another [F-06]', () => {
  expect(actionChanges(action, { ...action, units: ['29551', '28756'] })).toEqual([
    { field: 'units', before: ['29551', '29590'], after: ['29551', '28756'] },
  ]);
});
