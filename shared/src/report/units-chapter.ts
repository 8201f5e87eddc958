import type { ReportCell, ScoreRow } from '../wire/index.ts';
import { nameWithin, noBreak, printCount, printDecimal, withheldWords } from './figure-words.ts';
import {
  type DraftBlock,
  type DraftChapter,
  type LevelMaterial,
  type ReportMaterial,
  heading,
  note,
  paragraph,
} from './material.ts';
import { tellExtremes } from './extremes-words.ts';
import { placeSentence } from './place-words.ts';
import {
  countCell,
  figureCell,
  figureCells,
  figureColumn,
  figureColumns,
  textCell,
  textColumn,
  wordCell,
} from './score-cells.ts';

/** Units of a level that are few enough to be told of one by one. */
const toldAtMost = 12;

/**
 * Answers: the units of the chosen level and the communes, each in its place.
 * Shape:   tables in the order of ranks, units without one last; the factors of the chosen level beside each other.
 * Rule:    N-09
 */
export function unitsChapter(material: ReportMaterial): DraftChapter {
  const { units, communes, isWhole } = material;
  return {
    id: 'theo-don-vi',
    title: 'Kết quả theo đơn vị',
    blocks: [
      ...(units === null
        ? []
        : [...levelBlocks(units, isWhole), ...placeBlocks(units, isWhole), ...factorBlocks(units)]),
      ...(communes === null ? [] : levelBlocks(communes, isWhole)),
      ...(units === null && communes === null
        ? [note('Báo cáo này không chia theo đơn vị dưới tỉnh.')]
        : []),
    ],
  };
}

const noRank = Number.MAX_SAFE_INTEGER;
const inOrder = (rows: readonly ScoreRow[]): readonly ScoreRow[] =>
  rows.toSorted((a, b) => (a.rank ?? noRank) - (b.rank ?? noRank));

function levelBlocks(
  { label, overall }: Pick<LevelMaterial, 'label' | 'overall'>,
  isWhole: boolean,
): DraftBlock[] {
  const { rows } = overall;
  const withheld = (status: ScoreRow['status']) =>
    rows.filter((row) => row.status === status).length;
  const left = (['insufficient', 'suppressed'] as const)
    .filter((status) => withheld(status) > 0)
    .map((status) => `${printCount(withheld(status))} đơn vị ${withheldWords[status]}`);
  return [
    heading(label),
    ...(isWhole ? [] : [note('Chỉ nêu các đơn vị thuộc địa bàn của người lập báo cáo.')]),
    paragraph(
      tellExtremes(
        rows.map(({ unitName, percent, valid }) => ({
          name: nameWithin(unitName),
          percent,
          valid,
        })),
        'đơn vị',
      ) + (left.length === 0 ? '' : ` Không nêu chỉ số: ${left.join(', ')}.`),
    ),
    {
      kind: 'table',
      caption: `Chỉ số hài lòng chung, cấp “${label}”`,
      isWide: false,
      columns: [figureColumn('Hạng'), textColumn('Đơn vị'), ...figureColumns],
      rows: inOrder(rows).map((row) => [
        countCell(row.rank),
        textCell(row.unitName),
        ...figureCells(row),
      ]),
    },
  ];
}

function placeBlocks({ overall: { rows } }: LevelMaterial, isWhole: boolean): DraftBlock[] {
  if (rows.length === 0 || rows.length > toldAtMost) return [];
  return [{ kind: 'list', items: inOrder(rows).map((row) => placeSentence(row, rows, isWhole)) }];
}

function factorBlocks({ label, factors }: LevelMaterial): DraftBlock[] {
  const codes = new Map(factors.rows.map((row) => [row.code, row.label]));
  const units = new Map(factors.rows.map((row) => [row.unit, row.unitName]));
  if (codes.size === 0) return [];
  const cellAt = new Map(factors.rows.map((row) => [`${row.unit}/${row.code}`, row]));
  return [
    {
      kind: 'table',
      caption: `Chỉ số của từng yếu tố (%; trong ngoặc là n), cấp “${label}”`,
      isWide: true,
      columns: [textColumn('Đơn vị'), ...[...codes.values()].map(figureColumn)],
      rows: [...units].map(([unit, name]) => [
        textCell(name),
        ...[...codes.keys()].map((code) => shortCell(cellAt.get(`${unit}/${code}`))),
      ]),
    },
  ];
}

function shortCell(row: ScoreRow | undefined): ReportCell {
  if (row === undefined || row.percent === null)
    return wordCell(withheldWords[row?.status === 'suppressed' ? 'suppressed' : 'insufficient']);
  const base = row.valid === null ? '' : `${noBreak}(${printCount(row.valid)})`;
  return figureCell(`${printDecimal(row.percent)}${base}`);
}
