import { expect, test } from 'vitest';
import type { ScoreRow } from '../wire/index.ts';
import { placeSentence, tellPlace } from './place-words.ts';
import { scoreRow } from '../../test/report/tables.ts';

const row = (unitName: string, percent: string | null, rank: number | null, more = {}): ScoreRow =>
  scoreRow({ unit: unitName, unitName, percent, rank, ...more });

const rows = [
  row('Xã Một', '91.10', 1),
  row('Xã Hai', '81.75', 2),
  row('Xã Ba', '81.75', 2),
  row('Xã Bốn', '80.21', 4),
  row('Xã Năm', null, null, { status: 'insufficient' }),
  row('Xã Sáu', null, null, { status: 'suppressed' }),
];
const place = (index: number): string => tellPlace(rows[index] as ScoreRow, rows, true);

test('a unit stands at its place among those with a rank [N-05]', () => {
  expect(place(0)).toBe('đứng thứ nhất trong 4 đơn vị được xếp hạng');
  expect(place(3)).toBe('đứng thứ 4 trong 4 đơn vị được xếp hạng');
});

test('a tie names whom the place is shared with [N-05]', () => {
  expect(place(1)).toBe('đứng thứ 2 trong 4 đơn vị được xếp hạng, cùng hạng với xã Ba');
  const many = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => row(name, '81.00', 1));
  expect(tellPlace(many[0] as ScoreRow, many, true)).toBe(
    'đứng thứ nhất trong 6 đơn vị được xếp hạng, cùng hạng với B, C, D và 2 đơn vị khác',
  );
});

test('one unit alone has no competitors, and without a rank the reason is told [N-05]', () => {
  const alone = [row('Tỉnh Vĩnh Long', '81.75', 1)];

  expect(placeSentence(alone[0] as ScoreRow, alone, true)).toBe(
    'Tỉnh Vĩnh Long là đơn vị duy nhất được xếp hạng.',
  );
  expect(place(4)).toBe('không xếp hạng, vì không đủ mẫu');
  expect(place(5)).toBe('không xếp hạng, vì được ẩn');
});

test('who sees a part of the units is told no number of them all [N-05]', () => {
  expect(tellPlace(rows[1] as ScoreRow, rows.slice(1, 2), false)).toBe(
    'đứng thứ 2 trong mọi đơn vị của đợt',
  );
});
