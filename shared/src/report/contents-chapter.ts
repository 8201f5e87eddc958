import type { ScoreTable } from '../wire/index.ts';
import { nameWithin } from './figure-words.ts';
import {
  type DraftBlock,
  type DraftChapter,
  type ReportMaterial,
  heading,
  note,
} from './material.ts';
import {
  figureCells,
  figureColumn,
  figureColumns,
  countCell,
  textCell,
  textColumn,
} from './score-cells.ts';

/** Answers: the factors and the criteria of each province, in the order of the form. */
export function contentsChapter({ factors, criteria }: ReportMaterial): DraftChapter {
  const blocks = [
    ...contentBlocks(factors, { title: 'Theo yếu tố', column: 'Yếu tố' }),
    ...contentBlocks(criteria, { title: 'Theo tiêu chí', column: 'Tiêu chí' }),
  ];
  return {
    id: 'theo-noi-dung',
    title: 'Kết quả theo yếu tố và tiêu chí',
    blocks: blocks.length > 0 ? blocks : [note('Không có số liệu của toàn tỉnh để nêu ở đây.')],
  };
}

function contentBlocks(
  { rows }: ScoreTable,
  words: { readonly title: string; readonly column: string },
): DraftBlock[] {
  const units = new Map(rows.map((row) => [row.unit, row.unitName]));
  return [...units].flatMap(([unit, name], place) => [
    ...(place === 0 ? [heading(words.title)] : []),
    {
      kind: 'table' as const,
      caption: `${words.title}, ${nameWithin(name)}`,
      isWide: false,
      columns: [figureColumn('TT'), textColumn(words.column), ...figureColumns],
      rows: rows
        .filter((row) => row.unit === unit)
        .map((row, index) => [countCell(index + 1), textCell(row.label), ...figureCells(row)]),
    },
  ]);
}
