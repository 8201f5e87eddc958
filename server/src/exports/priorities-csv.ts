import type { PublishedPriorityTable } from '@sipas/shared/wire';
import { type Cell, type CsvFormat, count, csvBytes, decimal, text } from './csv-format.ts';

type Table = PublishedPriorityTable;
type Row = Table['rows'][number];

const columns: readonly (readonly [string, (row: Row, table: Table) => Cell])[] = [
  ['wave_id', (_, { wave }) => text(wave.id)],
  ['wave_name', (_, { wave }) => text(wave.name)],
  ['catalogue', (_, { catalogue }) => text(catalogue)],
  ['instrument_id', (_, { instrument }) => text(instrument.id)],
  ['instrument_version', (_, { instrument }) => text(instrument.version)],
  ['scheme', (_, { scheme }) => text(scheme)],
  ['level', (_, { level }) => text(level)],
  ['unit_code', ({ unit }) => text(unit)],
  ['unit_name', ({ unitName }) => text(unitName)],
  ['place', ({ place }) => count(place)],
  ['factor', ({ factor }) => text(factor)],
  ['code', ({ code }) => text(code)],
  ['label', ({ label }) => text(label)],
  ['percent', ({ percent }) => decimal(percent)],
  ['numerator', ({ numerator }) => count(numerator)],
  ['denominator', ({ denominator }) => count(denominator)],
  ['n_valid', ({ valid }) => count(valid)],
  ['interval_status', ({ intervalStatus }) => text(intervalStatus)],
  ['interval_low', ({ interval }) => decimal(interval?.low ?? null)],
  ['interval_high', ({ interval }) => decimal(interval?.high ?? null)],
  ['weight_numerator', ({ weight }) => count(weight?.numerator ?? null)],
  ['weight_denominator', ({ weight }) => count(weight?.denominator ?? null)],
  ['gain_points', ({ gainPoints }) => decimal(gainPoints)],
  ['gain_low', ({ gainInterval }) => decimal(gainInterval?.low ?? null)],
  ['gain_high', ({ gainInterval }) => decimal(gainInterval?.high ?? null)],
  ['province_percent', ({ line }) => decimal(line)],
  ['gap_points', ({ gapPoints }) => decimal(gapPoints)],
  ['standing', ({ standing }) => text(standing)],
  ['status', ({ status }) => text(status)],
  ['minimum_base', (_, { minimumBase }) => count(minimumBase)],
  ['minimum_cell', (_, { minimumCell }) => count(minimumCell)],
];

/**
 * Answers: what each criterion would bring, as a spreadsheet file: with weight and counts, so that the gain can be
 *          computed again.
 * Shape:   one row a unit and criterion, in the table's order.
 * Missing: what is not published is empty, with its reason in `status`.
 * Rule:    F-08
 */
export const prioritiesCsv = (table: Table, format: CsvFormat): AsyncGenerator<Uint8Array> =>
  csvBytes(
    columns.map(([name]) => name),
    table.rows.map((row) => columns.map(([, cell]) => cell(row, table))),
    format,
  );
