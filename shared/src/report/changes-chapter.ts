import type { ChangeRow, ChangeTable, ReportCell } from '../wire/index.ts';
import { changeVerdict, tellChange } from './change-words.ts';
import { beginSentence, nameWithin, noBreak, printDay, printDecimal } from './figure-words.ts';
import {
  type DraftBlock,
  type DraftChapter,
  type ReportMaterial,
  note,
  paragraph,
} from './material.ts';
import { printedDifference, signedPoints, tellSteps } from './points.ts';
import { figureCell, figureColumn, textCell, textColumn, wordCell } from './score-cells.ts';

/** Answers: what became of each unit since an earlier wave, or why nothing can be said of it. */
export function changesChapter({ change }: ReportMaterial): DraftChapter {
  const about = { id: 'thay-doi', title: 'Thay đổi so với đợt trước' };
  switch (change.kind) {
    case 'no-earlier-wave':
      return { ...about, blocks: [note('Chưa có đợt trước dùng cùng bộ phiếu để so sánh.')] };
    case 'series-broken':
      return {
        ...about,
        blocks: [
          note(
            `Không so sánh được với đợt “${change.before}”, vì hai đợt hỏi bằng hai phiếu khác nhau quá nhiều.`,
          ),
        ],
      };
    case 'tables':
      return { ...about, blocks: change.tables.flatMap(changeBlocks) };
  }
}

function changeBlocks(table: ChangeTable): DraftBlock[] {
  if (table.rows.length === 0) return [];
  const isProvince = table.level === 'province';
  const sentences = isProvince
    ? table.rows.map((row) =>
        paragraph(
          `Chỉ số hài lòng chung của ${nameWithin(row.unitName)} ${tellChange(row, table)}.`,
        ),
      )
    : [paragraph(countVerdicts(table))];
  return [
    ...sentences,
    {
      kind: 'table',
      caption: `Thay đổi của chỉ số chung, “${table.before.name}” → “${table.after.name}”`,
      isWide: false,
      columns: [
        textColumn('Đơn vị'),
        figureColumn('Trước (%)'),
        figureColumn('Nay (%)'),
        figureColumn(`Thay đổi (điểm${noBreak}%)`),
        textColumn('Bậc'),
        textColumn('Kết luận'),
      ],
      rows: table.rows.map(changeCells),
    },
    note(
      `Hai đợt được đặt trên đơn vị của danh mục ngày ${printDay(table.on)}. “Có ý nghĩa”: khoảng tin cậy 95${noBreak}% của thay đổi không chứa 0.`,
    ),
  ];
}

function changeCells(row: ChangeRow): ReportCell[] {
  const { before, after, steps } = row;
  return [
    textCell(row.unitName),
    sideCell(before),
    sideCell(after),
    before.percent === null || after.percent === null
      ? wordCell('–')
      : figureCell(signedPoints(printedDifference(before.percent, after.percent))),
    steps === null ? wordCell('–') : textCell(tellSteps(steps)),
    textCell(changeVerdict(row)),
  ];
}

const sideCell = ({ percent, standing }: ChangeRow['before']): ReportCell =>
  percent === null ? wordCell(sideWords[standing]) : figureCell(printDecimal(percent));

const sideWords: Readonly<Record<ChangeRow['standing'], string>> = {
  exact: '–',
  approximate: '–',
  'not-enough-base': 'không đủ mẫu',
  suppressed: 'được ẩn',
  'not-comparable': 'không so sánh được',
};

const order = [
  'tăng có ý nghĩa',
  'giảm có ý nghĩa',
  'chưa rõ tăng hay giảm',
  'không đổi',
  'chưa tính được khoảng tin cậy',
  'không so sánh được',
  'không đủ mẫu',
  'được ẩn',
];

function countVerdicts({ rows, before }: ChangeTable): string {
  const verdicts = rows.map((row) => changeVerdict(row).replace(' (gần đúng)', ''));
  const told = order
    .map((word) => ({ word, count: verdicts.filter((verdict) => verdict === word).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${String(count)} đơn vị ${word}`);
  return beginSentence(`so với đợt “${before.name}”: ${told.join('; ')}.`);
}
