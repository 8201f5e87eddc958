import { basename, join, resolve } from 'node:path';
import { readdir } from 'node:fs/promises';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import { type AnswerScore, type RecomputedRow, createAnswerScore } from '@sipas/shared/scoring';
import { schemes, scoreKinds } from '@sipas/shared/wire';
import { readInstrument } from '../reference-data/read-instrument.ts';
import { shippedData } from '../reference-data/read-reference.ts';
import { type TableRefusal, noRow, streamColumns } from '../reference-data/stream-columns.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { oneOf, optional, required, takePositionals } from './arguments.ts';
import { bundleTable } from './bundle-table.ts';
import { type Command, UsageFault } from './command.ts';
import { confirmBundle } from './confirm-bundle.ts';
import { done } from './with-storage.ts';

export const scoreCommand: Command = {
  words: ['score'],
  summary:
    'recompute the indices of a table of answers, or confirm the tables of a bundle, without a store',
  usage: `FILE.csv --instrument ID [--scheme SCHEME] [--unit-column COLUMN] [--missing-columns allow]
       score --confirm BUNDLE.zip
       score --bundle BUNDLE.zip [--level LEVEL] [--by KIND] [--group QUESTION] [--scheme SCHEME] [--question CODE]
  FILE.csv               a row a response; columns are question codes; comma, semicolon or tab; any size
  --instrument ID        a shipped instrument
  --scheme SCHEME        ${schemes.join(', ')} (criterion_mean)
  --unit-column COLUMN   figures for each value of this column; all together without it
  --missing-columns allow   a table that lacks the column of a criterion is refused; with this, figures are of the criteria that
                         are there, and what is lacking is told beside them
  --bundle BUNDLE.zip    writes one published table anew from the data of a bundle, byte for byte as \`sipas export\` does:
                         of scores by LEVEL (province), KIND (${scoreKinds.join(', ')}; overall) and GROUP, or with --question
                         of the answers to it; --out FILE puts it into a file
  --confirm BUNDLE.zip   computes the tables of a bundle from its data and compares them byte for byte; exit 1 and the first
                         file, row and column where they differ`,
  options: {
    instrument: { type: 'string' },
    scheme: { type: 'string' },
    'unit-column': { type: 'string' },
    'missing-columns': { type: 'string' },
    confirm: { type: 'string' },
    bundle: { type: 'string' },
    level: { type: 'string' },
    by: { type: 'string' },
    group: { type: 'string' },
    question: { type: 'string' },
    out: { type: 'string' },
  },
  async run({ values, positionals, folder, note }) {
    const bundle = optional(values, 'confirm');
    if (bundle !== undefined) {
      takePositionals(positionals, 0, 0);
      return confirmBundle(resolve(folder, bundle));
    }
    const data = optional(values, 'bundle');
    if (data !== undefined) {
      takePositionals(positionals, 0, 0);
      const out = optional(values, 'out');
      const wanted = {
        level: optional(values, 'level') ?? 'province',
        by: oneOf(values, 'by', scoreKinds) ?? 'overall',
        group: optional(values, 'group'),
        scheme: oneOf(values, 'scheme', schemes),
        question: optional(values, 'question'),
      } as const;
      return bundleTable(resolve(folder, data), wanted, out && resolve(folder, out));
    }
    const [file = ''] = takePositionals(positionals, 1, 1);
    const id = required(values, 'instrument');
    const scheme = oneOf(values, 'scheme', schemes) ?? 'criterion_mean';
    const unitColumn = optional(values, 'unit-column');
    const mayLack = oneOf(values, 'missing-columns', ['allow']) !== undefined;
    const instrument = await shippedInstrument(id);
    if (!instrument.ok) return instrument;
    const score = createAnswerScore(instrument.value, scheme);
    const read = await scoreTable(resolve(folder, file), score, { unitColumn, mayLack });
    if (!read.ok) return read;
    const { rows, withoutUnit, absent } = read.value;
    if (rows - withoutUnit === score.emptyRows())
      return refuse({ code: 'score.no-answers', detail: file });
    if (absent.length > 0) note(tellAbsent(absent, score.criteria.length));
    if (score.emptyRows() > 0)
      note(`${String(score.emptyRows())} dòng không có câu trả lời hợp lệ nào, không tính.`);
    if (withoutUnit > 0)
      note(`${unitColumn ?? ''}: ${String(withoutUnit)} dòng để trống đơn vị, không tính.`);
    const figures = score.figures();
    return done(figures, figures.map(printRow).join('\n'));
  },
};

const allUnits = 'all';

/** What was read, beside the figures. */
interface ReadTable {
  readonly rows: number;
  readonly withoutUnit: number;
  /** Criteria that the table has no column for. */
  readonly absent: readonly string[];
}

const tellAbsent = (absent: readonly string[], all: number): string =>
  `Tệp thiếu cột của ${String(absent.length)} trong ${String(all)} tiêu chí (${absent.join(', ')}): chỉ số yếu tố, khối và chung chỉ tính trên các tiêu chí có trong tệp.`;

/**
 * Errors: those of streamColumns; design.empty; score.missing-columns, naming the criteria; file.bad-row with line and column of a cell that is no option, or where no
 *         column is a criterion.
 */
async function scoreTable(
  file: string,
  score: AnswerScore,
  { unitColumn, mayLack }: { readonly unitColumn: string | undefined; readonly mayLack: boolean },
): Promise<Result<ReadTable, TableRefusal>> {
  let rows = 0;
  let withoutUnit = 0;
  let absent: readonly string[] = [];
  const streamed = await streamColumns(
    file,
    unitColumn === undefined ? [] : [unitColumn],
    (_, found) => {
      const places = new Map(found.map((name, place) => [name, place]));
      if (!score.criteria.some((code) => places.has(code)))
        return badRow(1, 'no column is a criterion');
      absent = score.criteria.filter((code) => !places.has(code));
      if (absent.length > 0 && !mayLack) {
        const share = `${String(absent.length)} of ${String(score.criteria.length)}`;
        const detail = `${basename(file)}: line 1, ${share}: ${absent.join(', ')}`;
        return { code: 'score.missing-columns', detail };
      }
      let cells: readonly string[] = [];
      const cellOf = (code: string): string | undefined => cells[places.get(code) ?? -1];
      return (row, line) => {
        rows += 1;
        cells = row;
        const unit = unitColumn === undefined ? allUnits : (row[0] ?? '').trim();
        if (unit === '') {
          withoutUnit += 1;
          return null;
        }
        const fault = score.add(unit, cellOf);
        return fault && badRow(line, `${fault.column}: "${fault.cell}"`);
      };
    },
    score.criteria,
  );
  if (!streamed.ok) return streamed;
  return rows === 0 ? refuse(noRow(file)) : ok({ rows, withoutUnit, absent });
}

const badRow = (line: number, what: string): TableRefusal => ({
  code: 'file.bad-row',
  detail: `line ${String(line)}, ${what}`,
});

/** Throws UsageFault for an id that is not shipped. */
async function shippedInstrument(id: string): Promise<Result<Instrument, Refusal>> {
  const folder = join(shippedData, 'questionnaires');
  const ids = (await readdir(folder))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .map((file) => file.slice(0, -'.json'.length));
  if (!ids.includes(id)) throw new UsageFault(`--instrument is one of ${ids.join(', ')}`);
  const read = await readInstrument(join(folder, `${id}.json`));
  return read.ok ? ok(read.value) : read;
}

const printRow = ({ unit, kind, code, percent, valid }: RecomputedRow): string =>
  `${unit}\t${kind}\t${code}\t${percent ?? '–'}\tn = ${String(valid)}`;
