import type { InstrumentDiff } from '@sipas/shared/wire';
import { type Cell, type CsvFormat, count, csvBytes, text } from './csv-format.ts';
import { exportFileName } from './file-name.ts';

type Row = InstrumentDiff['rows'][number];

const about: readonly (readonly [string, (diff: InstrumentDiff) => Cell])[] = [
  ['instrument_id', ({ instrument }) => text(instrument)],
  ['before_number', ({ before }) => count(before.number)],
  ['before_version', ({ before }) => text(before.version)],
  ['after_number', ({ after }) => count(after.number)],
  ['after_version', ({ after }) => text(after.version)],
  ['verdict', ({ verdict }) => text(verdict)],
];

const columns: readonly (readonly [string, (row: Row) => Cell])[] = [
  ['part', (row) => text(row.part)],
  ['section', (row) => text(row.section)],
  ['code', (row) => text(row.code)],
  ['label', (row) => text(row.label)],
  ['kind', (row) => text(row.kind)],
  ['member', (row) => text(row.member)],
  ['item', (row) => text(row.item)],
  ['language', (row) => text(row.language)],
  ['before', (row) => text(row.before)],
  ['after', (row) => text(row.after)],
  ['effect', (row) => text(row.effect)],
  ['grade', (row) => text(row.grade)],
  ['figures', ({ figures }) => text(figures.map(printFigure).join(' '))],
];

const printFigure = ({ kind, code }: Row['figures'][number]): string =>
  code === '' ? kind : `${kind}:${code}`;

/**
 * Answers: what two versions of an instrument say differently, as a spreadsheet file.
 * Shape:   one row a difference, in the order of the screen; no row where they are the same.
 * Missing: what a version does not say is an empty cell.
 * Source:  decision 101.
 * Rule:    W-42
 */
export const instrumentDiffCsv = (
  diff: InstrumentDiff,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> =>
  csvBytes(
    [...about, ...columns].map(([name]) => name),
    diff.rows.map((row) => [
      ...about.map(([, cell]) => cell(diff)),
      ...columns.map(([, cell]) => cell(row)),
    ]),
    format,
  );

/** Answers: the name of that file. */
export const instrumentDiffFileName = ({ instrument, before, after }: InstrumentDiff): string =>
  exportFileName('instrument', instrument, `${String(before.number)}-${String(after.number)}`);
