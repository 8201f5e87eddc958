import {
  type Expression,
  type Instrument,
  type Option,
  type Question,
  type Section,
  type Text,
  optionsOf,
  printXlsForm,
} from '@sipas/shared/questionnaire';
import { answerColumns } from './answer-columns.ts';
import { boundColumns, figureColumns, figureNameColumns, placeColumns } from './columns.ts';
import { type CsvFormat, csvBytes, text } from './csv-format.ts';

/** A line of the codebook; what a line has nothing to say of stays empty. */
type CodebookLine = Readonly<Partial<Record<(typeof columns)[number], string>>>;

const columns = [
  'part',
  'instrument_id',
  'instrument_version',
  'code',
  'kind',
  'section',
  'section_title',
  'factor',
  'factor_title',
  'block',
  'block_title',
  'text',
  'text_en',
  'option_code',
  'option_label',
  'option_label_en',
  'required',
  'relevant',
  'constraint',
  'constraint_message',
  'missing_codes',
  'sensitive',
] as const;

const missingKinds = {
  'not-asked': { vi: 'Không được hỏi', en: 'Not asked' },
  'left-blank': { vi: 'Để trống', en: 'Left blank' },
  refused: { vi: 'Từ chối trả lời', en: 'Refused' },
  'dont-know': { vi: 'Không biết', en: "Don't know" },
} as const;

/**
 * Answers: what does every question, code and figure column of the exports mean?
 * Shape:   parts in this order: a `question` line per question and option (one line where there is none), the `missing`
 *          kinds, the `figure` columns of the table of scores and the `answer` columns of the table of answers, with
 *          their definitions.
 * Rule:    X-04
 */
export function codebookCsv(
  instrument: { readonly id: string; readonly version: string; readonly definition: Instrument },
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  const { id, version, definition } = instrument;
  const lines = [...questionLines(definition), ...missingLines(), ...columnLines()];
  const rows = lines.map((line) =>
    columns.map((name) =>
      text({ ...line, instrument_id: id, instrument_version: version }[name] ?? null),
    ),
  );
  return csvBytes(columns, rows, format);
}

function questionLines(instrument: Instrument): readonly CodebookLine[] {
  return instrument.sections.flatMap((section) =>
    section.questions.flatMap((question) => {
      const line = questionLine(instrument, section, question);
      const options = optionsOf(instrument, question);
      return options.length === 0
        ? [line]
        : options.map((option) => ({ ...line, ...optionLine(option) }));
    }),
  );
}

function questionLine(instrument: Instrument, section: Section, question: Question): CodebookLine {
  return {
    part: 'question',
    code: question.code,
    kind: question.kind,
    section: section.code,
    section_title: section.title.vi,
    ...placeInIndex(instrument, question),
    text: withStem(question, 'vi'),
    text_en: withStem(question, 'en'),
    required: printed(question.required),
    relevant: printed(question.relevant),
    constraint: printed(question.constraint?.holds),
    constraint_message: question.constraint?.message.vi ?? '',
    missing_codes: ['not-asked', 'left-blank', ...(question.offers ?? [])].join(' '),
    sensitive: question.sensitive === true ? 'yes' : 'no',
  };
}

function placeInIndex(instrument: Instrument, question: Question): CodebookLine {
  const factor = instrument.factors.find(({ code }) => code === question.factor);
  if (factor === undefined) return {};
  const block = instrument.blocks.find(({ code }) => code === factor.block);
  return {
    factor: factor.code,
    factor_title: factor.title.vi,
    block: factor.block,
    block_title: block?.title.vi ?? '',
  };
}

const printed = (condition: Expression | undefined): string =>
  condition === undefined ? '' : printXlsForm(condition);

const textOf = (value: Text | undefined, language: string): string => value?.[language] ?? '';

const withStem = (question: Question, language: string): string =>
  [textOf(question.stem, language), textOf(question.text, language)]
    .filter((part) => part !== '')
    .join(' ');

const optionLine = ({ code, label }: Option): CodebookLine => ({
  option_code: code,
  option_label: label.vi,
  option_label_en: label['en'] ?? '',
});

const missingLines = (): readonly CodebookLine[] =>
  Object.entries(missingKinds).map(([code, { vi, en }]) => ({
    part: 'missing',
    code,
    text: vi,
    text_en: en,
  }));

const scoreColumns = [...placeColumns, ...figureNameColumns, ...figureColumns, ...boundColumns];

const columnLines = (): readonly CodebookLine[] =>
  [
    ...scoreColumns.map((column) => ({ ...column, part: 'figure' })),
    ...answerColumns.map((column) => ({ ...column, part: 'answer' })),
  ].map(({ part, name, vi, en }) => ({ part, code: name, text: vi, text_en: en }));
