import { expect, test } from 'vitest';
import { material, themeCounts, themes } from '../../test/report/tables.ts';
import type { ReportTable } from '../wire/index.ts';
import { commentsChapter } from './comments-chapter.ts';

const of = (table: Parameters<typeof themeCounts>) =>
  commentsChapter(
    material({ comments: [{ label: 'Còn ý kiến nào?', table: themeCounts(...table), themes }] }),
  ).blocks;
const rows = (blocks: ReturnType<typeof of>): string[][] =>
  (blocks.filter((block) => block.kind === 'table') as ReportTable[]).flatMap((table) =>
    table.rows.map((cells) => cells.map(({ text }) => text)),
  );

test('themes stand by how many comments speak of them, hidden ones last and as a word [N-21]', () => {
  const blocks = of([[201, null, 1450]]);

  expect(rows(blocks)).toEqual([
    ['An ninh', '1.450'],
    ['Thái độ cán bộ', '201'],
    ['Phí', 'được ẩn'],
  ]);
  expect(blocks[0]).toEqual({ kind: 'heading', text: 'Còn ý kiến nào?' });
  expect(JSON.stringify(blocks)).toContain('không trích nguyên văn');
});

test('where no number can be told, or none is above 0, there is no table [N-21]', () => {
  expect(rows(of([[null, null, 0]]))).toEqual([]);
});

test('a form without an open question, or a reader without a province, has a note [N-21]', () => {
  const none = [{ kind: 'note', text: 'Không có số liệu của toàn tỉnh để nêu ở đây.' }];
  expect(commentsChapter(material({ comments: [] })).blocks).toEqual(none);
  const empty = { ...themeCounts([]), rows: [] };
  expect(
    commentsChapter(material({ comments: [{ label: 'Ý kiến?', table: empty, themes }] })).blocks,
  ).toEqual(none);
});
