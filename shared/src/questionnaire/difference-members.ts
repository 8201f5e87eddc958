import { canonicalJson } from '../kernel/index.ts';
import type { Expression } from './expression.ts';
import type { Instrument, Question, Section, Text } from './instrument.ts';
import { optionsOf } from './lookup.ts';
import { printXlsForm } from './xlsform.ts';

/** What can differ between two versions, by name. */
export const memberNames = [
  ...(['id', 'title', 'source', 'languages', 'consent-version', 'consent'] as const),
  ...(['satisfied', 'block', 'factor', 'factor-block', 'block-order', 'factor-order'] as const),
  ...(['unused-list', 'section', 'section-title', 'section-role', 'section-order'] as const),
  ...(['question', 'code', 'place', 'order', 'kind', 'text', 'stem', 'hint', 'choices'] as const),
  ...(['option', 'option-order', 'offers', 'criterion-of', 'relevant', 'required'] as const),
  ...(['constraint', 'constraint-message', 'sensitive'] as const),
] as const;
export type MemberName = (typeof memberNames)[number];

/** One thing that a version says. Two are the same when their keys are; what people read is made only where they are not. */
export interface Member {
  readonly member: MemberName;
  /** Of which option, factor, block or list; '' where there is but one. */
  readonly item: string;
  /** '' for what is in no language. */
  readonly language: string;
  readonly key: string;
  readonly print: () => string;
}

/** Answers: all that a version says of itself, leaving out its sections and their questions. */
export function membersOfForm(instrument: Instrument): readonly Member[] {
  const { id, title, source, languages, consent, satisfiedOptions, blocks, factors } = instrument;
  return [
    plain('id', id),
    ...texts('title', title),
    plain('source', source),
    plain('languages', languages.join(', ')),
    plain('consent-version', consent.version),
    ...texts('consent', consent.text),
    plain('satisfied', satisfiedOptions.join(', ')),
    ...blocks.flatMap(({ code, title: name }) => texts('block', name, code)),
    ...factors.flatMap(({ code, title: name, block }) => [
      ...texts('factor', name, code),
      plain('factor-block', block, code),
    ]),
    ...unusedLists(instrument),
  ];
}

/** Lists that some question uses are told with its options. */
function unusedLists(instrument: Instrument): readonly Member[] {
  const used = new Set(
    instrument.sections.flatMap(({ questions }) => questions.map(({ choices }) => choices)),
  );
  return Object.entries(instrument.choiceLists)
    .filter(([name]) => !used.has(name))
    .map(([name, options]) => ({
      member: 'unused-list',
      item: name,
      language: '',
      key: canonicalJson(options),
      print: () => options.map(({ code, label }) => `${code} ${label.vi}`).join(' · '),
    }));
}

/** Answers: all that a version says of a section, leaving out its questions. */
export const membersOfSection = ({ title, role }: Section): readonly Member[] => [
  ...texts('section-title', title),
  plain('section-role', role),
];

/** Answers: all that a version says of a question, leaving out where it stands. */
export function membersOfQuestion(instrument: Instrument, question: Question): readonly Member[] {
  const { kind, text, stem, hint, choices, offers, factor, constraint, sensitive } = question;
  return [
    plain('kind', kind),
    ...texts('text', text),
    ...texts('stem', stem),
    ...texts('hint', hint),
    ...(choices === undefined ? [] : [plain('choices', choices)]),
    ...optionsOf(instrument, question).flatMap(({ code, label }) => texts('option', label, code)),
    ...(offers === undefined ? [] : [plain('offers', offers.join(', '))]),
    ...(factor === undefined ? [] : [criterionOf(instrument, factor)]),
    ...condition('relevant', question.relevant),
    ...condition('required', question.required),
    ...condition('constraint', constraint?.holds),
    ...texts('constraint-message', constraint?.message),
    ...(sensitive === undefined ? [] : [plain('sensitive', String(sensitive))]),
  ];
}

/** A title of its own or another block of the factor is told of the form. */
const criterionOf = ({ factors, blocks }: Instrument, factor: string): Member => ({
  ...plain('criterion-of', factor),
  print: () => {
    const found = factors.find(({ code }) => code === factor);
    const block = blocks.find(({ code }) => code === found?.block);
    const factorName = `${factor} ${found?.title.vi ?? ''}`.trim();
    return block === undefined ? factorName : `${factorName} / ${block.code} ${block.title.vi}`;
  },
});

const condition = (member: MemberName, expression: Expression | undefined): readonly Member[] =>
  expression === undefined
    ? []
    : [
        {
          ...plain(member, canonicalJson(expression)),
          print: () => printXlsForm(expression),
        },
      ];

const plain = (member: MemberName, words: string, item = ''): Member => ({
  member,
  item,
  language: '',
  key: words,
  print: () => words,
});

const texts = (member: MemberName, text: Text | undefined, item = ''): readonly Member[] =>
  Object.entries(text ?? {}).map(([language, words]) => ({
    ...plain(member, words, item),
    language,
  }));
