import type { Comment, CommentList, ThemeCounts } from '@sipas/shared/wire';
import { type Cell, type CsvFormat, count, csvBytes, text } from './csv-format.ts';
import { editionName, exportFileName } from './file-name.ts';

/** Of which wave and form the comments are. */
type About = Pick<CommentList, 'wave' | 'instrument'>;
type Columns<Row, Table> = readonly (readonly [string, (row: Row, table: Table) => Cell])[];

const aboutColumns: Columns<unknown, About> = [
  ['wave_id', (_, { wave }) => text(wave.id)],
  ['wave_name', (_, { wave }) => text(wave.name)],
  ['instrument_id', (_, { instrument }) => text(instrument.id)],
  ['instrument_version', (_, { instrument }) => text(instrument.version)],
];

const commentColumns: Columns<Comment, About> = [
  ...aboutColumns,
  ['comment_id', ({ id }) => text(id)],
  ['question', ({ question }) => text(question)],
  ['level', ({ unit }) => text(unit.level)],
  ['unit_code', ({ unit }) => text(unit.code)],
  ['unit_name', ({ unit }) => text(unit.name)],
  ['comment', ({ parts }) => text(printParts(parts))],
  ['themes', ({ themes }) => text(themes.join(' '))],
  ['themes_by', ({ by }) => text(by)],
  ['coders', ({ coders }) => count(coders)],
];

/** What was hidden is told by its kind in brackets. */
const printParts = (parts: Comment['parts']): string =>
  parts.map((part) => ('text' in part ? part.text : `[${part.hidden}]`)).join('');

/**
 * Answers: what people said, as a spreadsheet file: as the screen shows it, with names and numbers hidden.
 * Shape:   the comments page by page → one row a comment, themes by their codes with a space between.
 * Rule:    T-20
 */
export function commentsCsv(
  about: About,
  pages: AsyncIterable<readonly Comment[]>,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  const rows = async function* () {
    for await (const page of pages)
      for (const comment of page) yield commentColumns.map(([, cell]) => cell(comment, about));
  };
  return csvBytes(
    commentColumns.map(([name]) => name),
    rows(),
    format,
  );
}

/** One count of a unit: of a theme, or of all its comments. */
interface CountRow {
  readonly unit: ThemeCounts['rows'][number];
  readonly theme: string | null;
  readonly comments: number | null;
}

const countColumns: Columns<CountRow, ThemeCounts> = [
  ...aboutColumns,
  ['level', (_, { level }) => text(level)],
  ['unit_code', ({ unit }) => text(unit.unit)],
  ['unit_name', ({ unit }) => text(unit.unitName)],
  ['question', (_, { question }) => text(question)],
  ['theme', ({ theme }) => text(theme)],
  ['n_responses', ({ unit }) => count(unit.responses)],
  ['n_comments', ({ comments }) => count(comments)],
  ['status', ({ comments }) => text(comments === null ? 'suppressed' : 'published')],
  ['minimum_base', (_, { minimumBase }) => count(minimumBase)],
  ['minimum_cell', (_, { minimumCell }) => count(minimumCell)],
];

/**
 * Answers: how many comments speak of each theme, as a spreadsheet file.
 * Shape:   for each unit a row of all its comments, with no theme, then one a theme.
 * Missing: a number that is not told is empty, with `suppressed` in `status`.
 * Rule:    T-21
 */
export function themeCountsCsv(table: ThemeCounts, format: CsvFormat): AsyncGenerator<Uint8Array> {
  const rows = table.rows.flatMap((unit): readonly CountRow[] => [
    { unit, theme: null, comments: unit.comments },
    ...unit.themes.map(({ theme, comments }) => ({ unit, theme, comments })),
  ]);
  return csvBytes(
    countColumns.map(([name]) => name),
    rows.map((row) => countColumns.map(([, cell]) => cell(row, table))),
    format,
  );
}

/** Answers: the name of a file of comments, by what it was narrowed to. */
export const commentsFileName = (
  { wave, instrument }: About,
  ...narrowed: readonly (string | undefined)[]
): string =>
  exportFileName('comments', wave.name, instrument.id, ...narrowed.map((part) => part ?? ''));

/** Answers: the name of a file of counts of themes. */
export const themeCountsFileName = (table: ThemeCounts): string => {
  const { wave, instrument, level, question } = table;
  return exportFileName(
    ...(['comment-themes', wave.name, editionName(table)] as const),
    ...[instrument.id, level, question],
  );
};
