import { noProvinceWords, summaries } from './cover.ts';
import { beginSentence, nameWithin, printInterval, printPercentage } from './figure-words.ts';
import {
  type DraftBlock,
  type DraftChapter,
  type ReportMaterial,
  heading,
  note,
  paragraph,
} from './material.ts';
import { tellExtremes } from './extremes-words.ts';
import { announcedBlocks } from './announced-words.ts';
import { figureCells, figureColumns, textCell, textColumn } from './score-cells.ts';

/** Answers: the index of the province, its blocks, its strong and weak points, and what was announced of earlier years. */
export function overviewChapter(material: ReportMaterial): DraftChapter {
  const { overall, announced, instrument } = material;
  const sentences = summaries(overall.rows);
  return {
    id: 'ket-qua-chung',
    title: 'Kết quả chung',
    blocks: [
      ...(sentences.length === 0 ? [note(noProvinceWords)] : sentences.map(paragraph)),
      ...overall.rows.flatMap((row) => provinceBlocks(row, material)),
      ...announcedBlocks(announced, instrument.id),
    ],
  };
}

function provinceBlocks(
  row: ReportMaterial['overall']['rows'][number],
  { blocks, factors, criteria }: ReportMaterial,
): DraftBlock[] {
  const of = (table: ReportMaterial['overall']) =>
    table.rows.filter(({ unit }) => unit === row.unit);
  const named = (table: ReportMaterial['overall']) =>
    of(table).map(({ label, percent, valid }) => ({ name: `“${label}”`, percent, valid }));
  const weighted =
    row.weighted === null
      ? []
      : [
          paragraph(
            `Ước lượng có quyền số của cùng chỉ số là ${printPercentage(row.weighted.percent)} (khoảng tin cậy 95\u00a0%: ${printInterval(row.weighted)}).`,
          ),
        ];
  const name = beginSentence(nameWithin(row.unitName));
  return [
    ...weighted,
    ...(of(blocks).length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: `Chỉ số chung và các khối, ${nameWithin(row.unitName)}`,
            isWide: false,
            columns: [textColumn('Nội dung'), ...figureColumns],
            rows: [row, ...of(blocks)].map((one, place) => [
              textCell(place === 0 ? 'Chỉ số hài lòng chung' : one.label),
              ...figureCells(one),
            ]),
          },
        ]),
    heading(`${name}: nội dung cao nhất và thấp nhất`),
    paragraph(tellExtremes(named(factors), 'yếu tố')),
    paragraph(tellExtremes(named(criteria), 'tiêu chí')),
  ];
}
