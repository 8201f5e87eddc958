import { type Instrument, type Question, optionsOf } from '@sipas/shared/questionnaire';
import { type Answer, isMissing } from '@sipas/shared/response';
import { type Cell, type CsvFormat, count, csvBytes, text } from './csv-format.ts';

interface ResponseTable {
  readonly instrument: { readonly id: string; readonly version: string };
  readonly definition: Instrument;
  readonly waveId: string;
  readonly questions: readonly Question[];
  readonly rows: AsyncIterable<{
    readonly responseId: string;
    readonly revision: number;
    readonly commune: string;
    readonly communeName: string;
    readonly mode: string;
    readonly answers: Readonly<Record<string, Answer>>;
  }>;
}

const placeNames = [
  'response_id',
  'revision',
  'wave_id',
  'instrument_id',
  'instrument_version',
  'commune_code',
  'commune_name',
  'mode',
];

/**
 * Answers: counted responses as a spreadsheet file, a row each.
 * Shape:   a column per question with one answer; per option of a question with several (`c2_3`: 1 chosen, 0 not).
 * Missing: the kind stands in the cell: not-asked, left-blank, refused, dont-know.
 * Rule:    X-05
 */
export function responsesCsv(table: ResponseTable, format: CsvFormat): AsyncGenerator<Uint8Array> {
  const header = [
    ...placeNames,
    ...table.questions.flatMap((question) => columnNames(table.definition, question)),
  ];
  return csvBytes(header, cells(table), format);
}

/** Answers: under which names does an answer stand in an export of rows? */
export const columnNames = (instrument: Instrument, question: Question): readonly string[] =>
  question.kind === 'multiple'
    ? optionsOf(instrument, question).map((option) => `${question.code}_${option.code}`)
    : [question.code];

async function* cells(table: ResponseTable): AsyncGenerator<readonly Cell[]> {
  const { instrument, definition, questions, waveId } = table;
  const about = [text(waveId), text(instrument.id), text(instrument.version)];
  const columns = questions.map((question) => ({
    code: question.code,
    cellsOf: createAnswerCells(definition, question),
  }));
  for await (const row of table.rows)
    yield [
      text(row.responseId),
      count(row.revision),
      ...about,
      text(row.commune),
      text(row.communeName),
      text(row.mode),
      ...columns.flatMap(({ code, cellsOf }) => cellsOf(row.answers[code])),
    ];
}

/** Prepares once what is the same in every row. */
function createAnswerCells(
  definition: Instrument,
  question: Question,
): (answer: Answer | undefined) => readonly Cell[] {
  const names = columnNames(definition, question);
  const options = question.kind === 'multiple' ? optionsOf(definition, question) : [];
  return (answer) => {
    if (answer === undefined || isMissing(answer)) {
      const kind = text(answer?.missing ?? 'not-asked');
      return names.map(() => kind);
    }
    if (question.kind !== 'multiple') return [text(String(answer))];
    const chosen = Array.isArray(answer) ? (answer as readonly string[]) : [];
    return options.map(({ code }) => count(chosen.includes(code) ? 1 : 0));
  };
}
