import type { ScoreKind, ScoreRow } from '@sipas/shared/wire';
import { type Cell, count, text } from './csv-format.ts';
import {
  type LevelTables,
  type WaveTables,
  figureCell,
  schemeWords,
  statusWords,
  wholeCell,
} from './workbook-tables.ts';
import type { Sheet, SheetColumn } from './xlsx-file.ts';

const kinds: readonly ScoreKind[] = ['overall', 'block', 'factor', 'criterion'];
const kindWords: Readonly<Record<ScoreKind, string>> = {
  overall: 'Chung',
  block: 'Khối',
  factor: 'Yếu tố',
  criterion: 'Tiêu chí',
};

const column = (heading: string, width: number): SheetColumn => ({ heading, width });

const lead = ({ wave, instrument, scheme }: WaveTables, title: string): readonly string[] => [
  `${title} – ${wave.name}`,
  `${instrument.title}. Cách tổng hợp: ${schemeWords[scheme]}. Tỷ lệ %, khoảng tin cậy 95 %; n là số phiếu.`,
];

/** What stands beside a figure: why it is withheld, or that its interval is not its own (S-46). */
const noteOf = ({ status, intervalStatus }: ScoreRow): string =>
  status === 'published' && intervalStatus === 'borrowed'
    ? 'khoảng tin cậy ước theo cả đợt'
    : statusWords[status];

/** Columns of a figure with all that it rests on. */
const figureColumns = [
  column('Chỉ số, %', 12),
  column('Cận dưới', 12),
  column('Cận trên', 12),
  column('n', 9),
  column('Số câu hài lòng', 12),
  column('Số câu hợp lệ', 12),
];

const figureCells = (row: ScoreRow): readonly Cell[] => [
  figureCell(row.status, row.percent),
  figureCell(row.status, row.interval?.low ?? null),
  figureCell(row.status, row.interval?.high ?? null),
  wholeCell(row.status, row.valid),
  wholeCell(row.status, row.numerator),
  wholeCell(row.status, row.denominator),
];

const nameCells = (row: ScoreRow): readonly Cell[] => [
  text(kindWords[row.kind]),
  text(row.code),
  text(row.label),
];
const nameColumns = [column('Loại', 10), column('Mã', 12), column('Nội dung', 60)];

/** Answers: the whole, figure by figure. */
export function overviewSheet(tables: WaveTables): Sheet {
  const [whole] = tables.levels;
  return {
    name: 'Tổng quan',
    lead: lead(tables, 'Tổng quan'),
    columns: [column('Đơn vị', 26), ...nameColumns, ...figureColumns, column('Ghi chú', 16)],
    rows: kinds.flatMap((kind) =>
      whole.scores[kind].rows.map((row) => [
        text(row.unitName),
        ...nameCells(row),
        ...figureCells(row),
        text(noteOf(row)),
      ]),
    ),
  };
}

/** Answers: the units of a level with index, rank, blocks and factors. */
export function levelSheet(tables: WaveTables, { label, shortLabel, scores }: LevelTables): Sheet {
  const parts = [...scores.block.rows, ...scores.factor.rows];
  const named = headings(parts);
  const byUnit = rowsByUnit(parts);
  return {
    name: `Theo ${shortLabel}`,
    lead: lead(tables, `Chỉ số theo ${label}`),
    columns: [
      ...unitColumns,
      column('Chỉ số chung', 12),
      column('Cận dưới', 10),
      column('Cận trên', 10),
      column('Hạng', 8),
      ...named.map(({ heading }) => column(heading, 16)),
      column('Ghi chú', 16),
      column('Hiệu lực từ', 12),
      column('Hiệu lực đến', 12),
    ],
    rows: scores.overall.rows.map((row, index) => [
      ...unitCells(row, index),
      figureCell(row.status, row.percent),
      figureCell(row.status, row.interval?.low ?? null),
      figureCell(row.status, row.interval?.high ?? null),
      wholeCell(row.status, row.rank),
      ...named.map(({ key }) => partCell(byUnit.get(row.unit)?.get(key))),
      text(noteOf(row)),
      text(row.unitValidFrom),
      text(row.unitValidTo),
    ]),
  };
}

/** Answers: the units of a level with every criterion. */
export function criteriaSheet(
  tables: WaveTables,
  { label, shortLabel, scores }: LevelTables,
): Sheet {
  const named = headings(scores.criterion.rows);
  const byUnit = rowsByUnit(scores.criterion.rows);
  return {
    name: `Tiêu chí theo ${shortLabel}`,
    lead: lead(tables, `Tiêu chí theo ${label}`),
    columns: [...unitColumns, ...named.map(({ heading }) => column(heading, 18))],
    rows: scores.overall.rows.map((row, index) => [
      ...unitCells(row, index),
      ...named.map(({ key }) => partCell(byUnit.get(row.unit)?.get(key))),
    ]),
  };
}

/** Answers: every figure of every level in a row of its own, with its base and interval. */
export const figuresSheet = (tables: WaveTables): Sheet => ({
  name: 'Số liệu',
  lead: lead(tables, 'Số liệu đầy đủ'),
  columns: [
    column('Cấp', 18),
    column('Mã đơn vị', 11),
    column('Đơn vị', 28),
    ...nameColumns,
    ...figureColumns,
    column('Hạng', 8),
    column('Ghi chú', 16),
  ],
  rows: tables.levels.flatMap(({ label, scores }) =>
    kinds.flatMap((kind) =>
      scores[kind].rows.map((row) => [
        text(label),
        text(row.unit),
        text(row.unitName),
        ...nameCells(row),
        ...figureCells(row),
        wholeCell(row.status, row.rank),
        text(noteOf(row)),
      ]),
    ),
  ),
});

const unitColumns = [
  column('TT', 6),
  column('Mã', 9),
  column('Đơn vị', 28),
  column('Số phiếu (n)', 9),
];

const unitCells = (row: ScoreRow, index: number): readonly Cell[] => [
  count(index + 1),
  text(row.unit),
  text(row.unitName),
  wholeCell(row.status, row.valid),
];

const keyOf = ({ kind, code }: ScoreRow): string => `${kind} ${code}`;

/** The figures of the rows, each once, in their order. */
function headings(rows: readonly ScoreRow[]) {
  const found = new Map(rows.map((row) => [keyOf(row), headingOf(row)]));
  return [...found].map(([key, heading]) => ({ key, heading }));
}

const headingOf = ({ kind, code, label }: ScoreRow): string =>
  kind === 'block' ? `Khối: ${label}` : `${code}. ${label}`;

function rowsByUnit(rows: readonly ScoreRow[]): ReadonlyMap<string, ReadonlyMap<string, ScoreRow>> {
  const byUnit = new Map<string, Map<string, ScoreRow>>();
  for (const row of rows) {
    const ofUnit = byUnit.get(row.unit) ?? new Map<string, ScoreRow>();
    byUnit.set(row.unit, ofUnit.set(keyOf(row), row));
  }
  return byUnit;
}

const partCell = (row: ScoreRow | undefined): Cell =>
  row === undefined ? text(null) : figureCell(row.status, row.percent);
