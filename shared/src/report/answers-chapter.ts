import type { AnswerRow } from '../wire/index.ts';
import { nameWithin } from './figure-words.ts';
import {
  type DraftBlock,
  type DraftChapter,
  type ReportMaterial,
  heading,
  note,
} from './material.ts';
import {
  countCell,
  figureCells,
  figureColumn,
  figureColumns,
  textCell,
  textColumn,
} from './score-cells.ts';

/** Answers: the questions outside the index: interest, experience, needs, and who answered. */
export function answersChapter({ answers }: ReportMaterial): DraftChapter {
  const blocks = answers.flatMap(({ label, table }) => topicBlocks(label, table));
  return {
    id: 'cau-hoi-khac',
    title: 'Nhận định, nhu cầu và các câu hỏi ngoài chỉ số',
    blocks: blocks.length > 0 ? blocks : [note('Không có số liệu của toàn tỉnh để nêu ở đây.')],
  };
}

function topicBlocks(
  label: string,
  { rows, severalAnswers }: ReportMaterial['answers'][number]['table'],
): DraftBlock[] {
  const units = new Map(rows.map((row) => [row.unit, row.unitName]));
  return [...units].flatMap(([unit, name], place) => [
    ...(place === 0 ? [heading(label)] : []),
    ...answerTable(
      rows.filter((row) => row.unit === unit),
      `${label}, ${nameWithin(name)}`,
    ),
    ...(severalAnswers
      ? [note('Một người có thể chọn nhiều phương án, nên tổng có thể trên 100\u00a0%.')]
      : []),
  ]);
}

function answerTable(rows: readonly AnswerRow[], caption: string): DraftBlock[] {
  const isGrid = new Set(rows.map(({ question }) => question)).size > 1;
  const isRanked = rows.some(({ rank }) => rank !== null);
  const [, interval, base] = figureColumns;
  if (interval === undefined || base === undefined) return [];
  return [
    {
      kind: 'table',
      caption,
      isWide: false,
      columns: [
        ...(isGrid ? [textColumn('Nội dung')] : []),
        textColumn('Phương án'),
        figureColumn('Tỉ lệ (%)'),
        interval,
        base,
        ...(isRanked ? [figureColumn('Thứ tự')] : []),
      ],
      rows: rows.map((row, place) => [
        ...(isGrid
          ? [textCell(rows[place - 1]?.question === row.question ? '' : row.questionLabel)]
          : []),
        textCell(row.optionLabel),
        ...figureCells(row),
        ...(isRanked ? [countCell(row.rank)] : []),
      ]),
    },
  ];
}
