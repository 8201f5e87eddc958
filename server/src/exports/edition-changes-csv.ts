import type { EditionChange, EditionFigure, Published } from '@sipas/shared/scoring';
import { type Cell, type CsvFormat, count, csvBytes, decimal, text } from './csv-format.ts';
import { exportFileName } from './file-name.ts';

/** What an edition changed, as a file takes it: only rows that passed the gate. */
export interface EditionChangesFile {
  readonly wave: { readonly name: string };
  readonly instrument: { readonly id: string };
  readonly level: string;
  readonly by: string;
  readonly scheme: string;
  readonly before: EditionName;
  readonly after: EditionName & {
    readonly reason: string;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
  };
  readonly rows: Published<readonly EditionChange[]>;
}
interface EditionName {
  readonly edition: number;
  readonly at: string;
  readonly responses: number;
  readonly dataHash: string;
}

const side = (name: 'before' | 'after') => {
  const of = (row: EditionChange): EditionFigure => row[name];
  return [
    [`${name}_percent`, (row: EditionChange) => decimal(of(row).percent)],
    [`${name}_valid`, (row: EditionChange) => count(of(row).valid)],
    [`${name}_rank`, (row: EditionChange) => count(of(row).rank)],
    [`${name}_status`, (row: EditionChange) => text(of(row).status)],
  ] as const;
};

const about: readonly (readonly [string, (file: EditionChangesFile) => Cell])[] = [
  ['wave', ({ wave }) => text(wave.name)],
  ['instrument_id', ({ instrument }) => text(instrument.id)],
  ['scheme', ({ scheme }) => text(scheme)],
  ['before_edition', ({ before }) => count(before.edition)],
  ['before_responses', ({ before }) => count(before.responses)],
  ['before_data_hash', ({ before }) => text(before.dataHash)],
  ['after_edition', ({ after }) => count(after.edition)],
  ['after_responses', ({ after }) => count(after.responses)],
  ['after_data_hash', ({ after }) => text(after.dataHash)],
  ['reason', ({ after }) => text(after.reason)],
  ['forms_added', ({ after }) => count(after.added)],
  ['forms_removed', ({ after }) => count(after.removed)],
  ['forms_changed', ({ after }) => count(after.changed)],
];

const columns: readonly (readonly [string, (row: EditionChange) => Cell])[] = [
  ['unit_code', (row) => text(row.unit)],
  ['unit_name', (row) => text(row.unitName)],
  ['kind', (row) => text(row.kind)],
  ['figure_code', (row) => text(row.code)],
  ['figure_label', (row) => text(row.label)],
  ...side('before'),
  ...side('after'),
  ['change_points', (row) => decimal(row.points)],
];

/**
 * Answers: what an edition changed, as a spreadsheet file.
 * Shape:   one row a unit and figure that differs, with both editions, their hashes and the reason.
 * Missing: a figure that an edition withholds is an empty cell with its status beside it.
 * Source:  decision 90.
 * Rule:    W-29
 */
export const editionChangesCsv = (
  file: EditionChangesFile,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> =>
  csvBytes(
    [...about, ...columns].map(([name]) => name),
    file.rows.map((row) => [
      ...about.map(([, cell]) => cell(file)),
      ...columns.map(([, cell]) => cell(row)),
    ]),
    format,
  );

/** Answers: the name of that file. */
export const editionChangesFileName = ({
  wave,
  instrument,
  level,
  by,
  after,
}: EditionChangesFile) =>
  exportFileName('edition', wave.name, `ban-${String(after.edition)}`, instrument.id, level, by);
