import type { ThemeCounts } from '../wire/index.ts';
import { nameWithin, noBreak, withheldWords } from './figure-words.ts';
import {
  type DraftBlock,
  type DraftChapter,
  type ReportMaterial,
  heading,
  note,
  paragraph,
} from './material.ts';
import { countCell, figureColumn, textCell, textColumn, wordCell } from './score-cells.ts';
import { type CountedTheme, tellThemes } from './theme-words.ts';

/**
 * Answers: of what did people speak in their own words?
 * Shape:   a heading for each open question, for each province its sentences and its themes by how many comments speak of
 *          them. No comment is quoted: rules find names and numbers, but not who is meant by what was done to them, and a
 *          report cannot be called back.
 * Missing: hidden numbers stand last, as a word.
 * Rule:    N-21
 */
export function commentsChapter({ comments }: ReportMaterial): DraftChapter {
  const blocks = comments.flatMap(({ label, table, themes }) => {
    const titles = new Map(themes.map(({ code, title }) => [code, title]));
    return [
      ...(table.rows.length === 0 ? [] : [heading(label)]),
      ...table.rows.flatMap((row) => unitBlocks(row, titles, table)),
    ];
  });
  return {
    id: 'y-kien',
    title: 'Ý kiến người dân theo chủ đề',
    blocks:
      blocks.length === 0
        ? [note('Không có số liệu của toàn tỉnh để nêu ở đây.')]
        : [
            ...blocks,
            note(
              'Một ý kiến có thể thuộc nhiều chủ đề hoặc không chủ đề nào, nên các số không cộng lại thành tổng. Chủ đề do người đọc gán; ý kiến chưa có người gán thì theo từ khóa. Báo cáo không trích nguyên văn ý kiến nào, để không ai bị nhận ra.',
            ),
          ],
  };
}

function unitBlocks(
  row: ThemeCounts['rows'][number],
  titles: ReadonlyMap<string, string>,
  { minimumBase }: Pick<ThemeCounts, 'minimumBase'>,
): DraftBlock[] {
  const themes = row.themes
    .map(({ theme, comments }): CountedTheme => ({ title: titles.get(theme) ?? theme, comments }))
    .toSorted((a, b) => (b.comments ?? -1) - (a.comments ?? -1));
  const sentences = paragraph(tellThemes(row, themes, minimumBase));
  if (themes.every(({ comments }) => comments === null || comments === 0)) return [sentences];
  return [
    sentences,
    {
      kind: 'table',
      caption: `Số ý kiến theo chủ đề, ${nameWithin(row.unitName)}`,
      isWide: false,
      columns: [textColumn('Chủ đề'), figureColumn(`Số${noBreak}ý${noBreak}kiến`)],
      rows: themes.map(({ title, comments }) => [
        textCell(title),
        comments === null ? wordCell(withheldWords.suppressed) : countCell(comments),
      ]),
    },
  ];
}
