import type { PriorityRow } from '../wire/index.ts';
import { isOpen, tellProgress, tellRegister, tellUnits } from './action-words.ts';
import {
  joinNames,
  nameWithin,
  noBreak,
  printCount,
  printDay,
  printDecimal,
} from './figure-words.ts';
import {
  type DraftBlock,
  type DraftChapter,
  type ReportMaterial,
  heading,
  note,
  paragraph,
} from './material.ts';
import { printWeight, tellFirstPriority } from './priority-words.ts';
import {
  countCell,
  figureCell,
  figureColumn,
  percentCell,
  textCell,
  textColumn,
} from './score-cells.ts';

/** A reader acts on the first few; the console has them all. */
const shownPlaces = 10;

/**
 * Answers: where would each province gain most, and what was decided and is not done yet?
 * Shape:   for each province its first criteria by what they would bring, each with what its gain is reckoned from; then the open actions of
 *          the register in their order, with how late they are on the day of the report.
 * Missing: hidden criteria are counted; a register without open actions is a sentence.
 * Rule:    N-24
 */
export function prioritiesChapter({ priorities, actions, day }: ReportMaterial): DraftChapter {
  const units = new Map(priorities.rows.map(({ unit, unitName }) => [unit, unitName]));
  const blocks = [...units].flatMap(([unit, name]) =>
    unitBlocks(
      name,
      priorities.rows.filter((row) => row.unit === unit),
    ),
  );
  return {
    id: 'uu-tien',
    title: 'Ưu tiên cải thiện',
    blocks: [
      heading('Nơi chỉ số chung có thể tăng'),
      ...(blocks.length === 0
        ? [note('Không có số liệu của toàn tỉnh để nêu ở đây.')]
        : [
            ...blocks,
            note(
              'Nếu mọi người đều hài lòng với một tiêu chí, chỉ số chung tăng (100 − chỉ số của tiêu chí) × hệ số của tiêu chí trong chỉ số chung. Tính từ số đếm nguyên, chỉ làm tròn số cuối cùng. Đây không phải là dự báo; hai tiêu chí có khoảng tin cậy chồng lên nhau nhiều thì thứ tự giữa chúng chưa chắc.',
            ),
          ]),
      heading('Sổ hành động'),
      paragraph(tellRegister(actions, day)),
      ...actionTable(actions.filter(isOpen), day),
    ],
  };
}

function unitBlocks(unitName: string, rows: readonly PriorityRow[]): DraftBlock[] {
  const placed = rows.filter(({ place }) => place !== null && place <= shownPlaces);
  const hidden = rows.filter(({ place }) => place === null).length;
  const sentence = tellFirstPriority(unitName, rows);
  const left =
    hidden === 0 || placed.length === 0
      ? ''
      : ` ${printCount(hidden)} tiêu chí không có chỉ số được công bố nên không được xếp.`;
  if (placed.length === 0) return [paragraph(sentence)];
  return [
    paragraph(sentence + left),
    {
      kind: 'table',
      caption: `Tiêu chí có thể làm chỉ số chung tăng nhiều nhất, ${nameWithin(unitName)}`,
      isWide: false,
      columns: [
        figureColumn('Thứ'),
        textColumn('Tiêu chí'),
        figureColumn(`Chỉ số (%)`),
        figureColumn('n'),
        figureColumn('Hệ số'),
        figureColumn('Tăng (điểm)'),
        figureColumn(`Khoảng tin cậy 95${noBreak}% của mức tăng`),
      ],
      rows: placed.map((row) => [
        countCell(row.place),
        textCell(row.label),
        percentCell(row),
        countCell(row.valid),
        figureCell(printWeight(row.weight)),
        figureCell(printDecimal(row.gainPoints ?? '')),
        row.gainInterval === null
          ? countCell(null)
          : figureCell(
              `${printDecimal(row.gainInterval.low)}–${printDecimal(row.gainInterval.high)}`,
            ),
      ]),
    },
  ];
}

function actionTable(open: ReportMaterial['actions'], day: string): DraftBlock[] {
  if (open.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Việc chưa xong trong sổ hành động',
      isWide: false,
      columns: ['Việc làm', 'Tiêu chí', 'Đơn vị', 'Chịu trách nhiệm', 'Hạn', 'Trạng thái'].map(
        textColumn,
      ),
      rows: open.map((action) =>
        [
          action.what,
          joinNames(action.criteria.map(({ label }) => label)),
          tellUnits(action),
          action.responsible,
          printDay(action.dueDay),
          tellProgress(action, day),
        ].map(textCell),
      ),
    },
  ];
}
