import type { UnitPair, UnitPairRow } from '@sipas/shared/wire';
import { type Cell, type CsvFormat, count, csvBytes, decimal, text } from './csv-format.ts';

const side = (name: 'first' | 'second') =>
  [
    [`${name}_percent`, (row: UnitPairRow) => decimal(row[name].percent)],
    [`${name}_low`, (row: UnitPairRow) => decimal(row[name].low)],
    [`${name}_high`, (row: UnitPairRow) => decimal(row[name].high)],
    [`${name}_valid`, (row: UnitPairRow) => count(row[name].valid)],
    [`${name}_status`, (row: UnitPairRow) => text(row[name].status)],
    [`${name}_interval_status`, (row: UnitPairRow) => text(row[name].intervalStatus)],
  ] as const;

const about: readonly (readonly [string, (pair: UnitPair) => Cell])[] = [
  ['wave', ({ wave }) => text(wave.name)],
  ['catalogue', ({ catalogue }) => text(catalogue)],
  ['instrument_id', ({ instrument }) => text(instrument)],
  ['scheme', ({ scheme }) => text(scheme)],
  ['level', ({ level }) => text(level)],
  ['minimum_base', ({ minimumBase }) => count(minimumBase)],
  ['first_unit', ({ first }) => text(first.unit)],
  ['first_name', ({ first }) => text(first.unitName)],
  ['second_unit', ({ second }) => text(second.unit)],
  ['second_name', ({ second }) => text(second.unitName)],
  ['second_is_rest', ({ second }) => text(String(second.isRest))],
];

const columns: readonly (readonly [string, (row: UnitPairRow) => Cell])[] = [
  ['figure_kind', ({ kind }) => text(kind)],
  ['figure_code', ({ code }) => text(code)],
  ['figure_label', ({ label }) => text(label)],
  ...side('first'),
  ...side('second'),
  ['difference_points', ({ points }) => decimal(points)],
  ['difference_low_points', ({ interval }) => decimal(interval?.low ?? null)],
  ['difference_high_points', ({ interval }) => decimal(interval?.high ?? null)],
  [
    'difference_is_clear',
    ({ interval }) => text(interval === null ? null : String(interval.isClear)),
  ],
];

/**
 * Answers: two units beside each other as a spreadsheet file.
 * Shape:   one row a figure, in the table's order, with the units, scheme and bounds that it rests on. Withheld figures have
 *          empty cells and their reason beside.
 * Rule:    P-92
 */
export const unitPairCsv = (pair: UnitPair, format: CsvFormat): AsyncGenerator<Uint8Array> =>
  csvBytes(
    [...about, ...columns].map(([name]) => name),
    pair.rows.map((row) => [
      ...about.map(([, cell]) => cell(pair)),
      ...columns.map(([, cell]) => cell(row)),
    ]),
    format,
  );
