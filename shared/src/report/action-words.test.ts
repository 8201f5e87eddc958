import { expect, test } from 'vitest';
import { action } from '../../test/report/tables.ts';
import { tellProgress, tellRegister, tellUnits } from './action-words.ts';

const day = '2026-11-27';
const told = (...actions: readonly Parameters<typeof action>[0][]): string =>
  tellRegister(actions.map(action), day);

test('the register is told with what is open, overdue, done and stopped [N-23]', () => {
  expect(
    told(
      { dueDay: '2026-11-15' },
      { dueDay: '2026-11-26', status: 'doing' },
      { dueDay: '2026-11-27' },
      { status: 'done', dueDay: '2026-01-01' },
      { status: 'stopped' },
    ),
  ).toBe(
    'Đến ngày 27/11/2026, sổ hành động có 3 việc chưa xong, 2 việc trong đó quá hạn, lâu nhất là 12 ngày; 1 việc đã xong, 1 việc đã dừng.',
  );
});

test('one, all and none overdue are told as such [N-23]', () => {
  expect(told({ dueDay: '2026-11-20' }, {})).toBe(
    'Đến ngày 27/11/2026, sổ hành động có 2 việc chưa xong, 1 việc trong đó quá hạn 7 ngày.',
  );
  expect(told({ dueDay: '2026-11-20' })).toBe(
    'Đến ngày 27/11/2026, sổ hành động có 1 việc chưa xong, quá hạn 7 ngày.',
  );
  expect(told({ dueDay: '2026-11-20' }, { dueDay: '2026-11-26' })).toBe(
    'Đến ngày 27/11/2026, sổ hành động có 2 việc chưa xong, đều quá hạn, lâu nhất là 7 ngày.',
  );
  expect(told({})).toBe(
    'Đến ngày 27/11/2026, sổ hành động có 1 việc chưa xong, không việc nào quá hạn.',
  );
});

test('an empty register and one without open actions are told as such [N-23]', () => {
  expect(told()).toBe('Đến ngày 27/11/2026, sổ hành động chưa có việc nào cho phiếu này.');
  expect(told({ status: 'done' }, { status: 'done' })).toBe(
    'Đến ngày 27/11/2026, sổ hành động không còn việc nào chưa xong: 2 việc đã xong.',
  );
});

test('an action says how late it is, and of the units elsewhere only how many [N-23]', () => {
  expect(tellProgress(action({ dueDay: '2026-11-26', status: 'doing' }), day)).toBe(
    'đang làm, quá hạn 1 ngày',
  );
  expect(tellProgress(action({ dueDay: '2026-11-26', status: 'done' }), day)).toBe('xong');
  expect(tellUnits(action({ otherUnits: 2 }))).toBe('xã Một; 2 đơn vị ngoài địa bàn');
});
