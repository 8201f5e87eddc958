import type { Action } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { contentOf, differingFields, draftOf, emptyAction, missingIn } from './action-draft.ts';

const action = {
  instrument: { id: 'household-2022', title: 'Phiếu hộ' },
  level: { code: 'commune', label: 'Xã, phường' },
  what: 'Thêm ghế chờ',
  responsible: 'UBND phường Long Châu',
  dueDay: '2026-12-31',
  status: 'planned',
  evidence: '',
  units: [
    { code: '29551', label: 'Phường Long Châu' },
    { code: '29590', label: 'Phường Thanh Đức' },
  ],
  criteria: [{ code: 'c9_17', label: 'Trụ sở sạch sẽ' }],
} as unknown as Action;

describe('an action that is being typed', () => {
  it('lacks everything at first, blanks included', () => {
    expect(missingIn({ ...emptyAction, what: '  ' })).toEqual([
      'what',
      'responsible',
      'dueDay',
      'criteria',
      'units',
    ]);
  });

  it('lacks nothing once it reads as one that is kept, and sends its codes', () => {
    const draft = draftOf(action);

    expect(missingIn(draft)).toEqual([]);
    expect(contentOf(draft)).toEqual({
      level: 'commune',
      what: 'Thêm ghế chờ',
      responsible: 'UBND phường Long Châu',
      dueDay: '2026-12-31',
      status: 'planned',
      evidence: '',
      units: ['29551', '29590'],
      criteria: ['c9_17'],
    });
  });

  it('tells what a newer version has otherwise; the order of units is nothing', () => {
    const draft = { ...draftOf(action), units: ['29590', '29551'], what: ' Thêm ghế chờ' };

    expect(differingFields(draft, action)).toEqual([]);
    expect(differingFields(draft, { ...action, status: 'doing', what: 'Khác' })).toEqual([
      'status',
      'what',
    ]);
  });
});
