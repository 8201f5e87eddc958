import { expect, test } from 'vitest';
import { action, material, priorityRow, priorityTable } from '../../test/report/tables.ts';
import type { ReportTable } from '../wire/index.ts';
import { prioritiesChapter } from './priorities-chapter.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const tablesOf = (given: Parameters<typeof material>[0]): string[][][] =>
  (
    prioritiesChapter(material(given)).blocks.filter(
      (block) => block.kind === 'table',
    ) as ReportTable[]
  ).map(({ rows }) => rows.map((cells) => cells.map(({ text }) => plain(text))));
const words = (given: Parameters<typeof material>[0]): string =>
  plain(JSON.stringify(prioritiesChapter(material(given)).blocks));

test('criteria stand with what they would bring and what it is reckoned from, to the tenth place [N-24]', () => {
  const rows = Array.from({ length: 12 }, (_, index) =>
    priorityRow({
      code: `k${String(index)}`,
      label: `Tiêu chí ${String(index)}`,
      place: index + 1,
    }),
  );
  const [priorities] = tablesOf({ priorities: priorityTable(rows), actions: [] });

  expect(priorities).toHaveLength(10);
  expect(priorities?.[1]).toEqual([
    ...['2', 'Tiêu chí 1', '62,40', '3.000', '1/33', '1,14', '1,02–1,25'],
  ]);
});

test('hidden criteria are counted, and an unknown interval is a dash [N-24]', () => {
  const hidden = { percent: null, weight: null, gainPoints: null, gainInterval: null, place: null };
  const priorities = priorityTable([
    priorityRow({ gainInterval: null }),
    priorityRow({ code: 'k2', status: 'suppressed', ...hidden }),
  ]);

  expect(words({ priorities })).toContain(
    '1 tiêu chí không có chỉ số được công bố nên không được xếp.',
  );
  expect(tablesOf({ priorities, actions: [] })[0]?.map((cells) => cells.at(-1))).toEqual(['–']);
});

test('open actions stand with how late they are on the day of the report; the others are a number [N-24]', () => {
  const actions = [
    action({ dueDay: '2026-11-15', status: 'doing' }),
    action({ status: 'done', what: 'Đã xong' }),
  ];

  expect(tablesOf({ actions })[1]).toEqual([
    [
      ...['Làm biển chỉ dẫn', 'Biển hiệu', 'xã Một', 'Sở Nội vụ', '15/11/2026'],
      'đang làm, quá hạn 12 ngày',
    ],
  ]);
  expect(tablesOf({ actions, day: '2026-11-15' })[1]?.[0]?.at(-1)).toBe('đang làm');
  expect(words({ actions })).toContain('1 việc đã xong');
});

test('who sees no province is told so, and still of their actions [N-24]', () => {
  const given = { priorities: priorityTable([]), actions: [action()] };
  expect(words(given)).toContain('Không có số liệu của toàn tỉnh để nêu ở đây.');
  expect(tablesOf(given)).toHaveLength(1);
});
