import { describe, expect, it } from 'vitest';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import { differencesBetween } from './difference.ts';
import type { InstrumentDifference } from './instrument-difference.ts';
import type { Instrument, Question } from './instrument.ts';

/** The small instrument with some of its questions changed, left out (null) or put elsewhere. */
function withQuestions(change: (question: Question) => readonly Question[]): Instrument {
  return {
    ...smallInstrument,
    sections: smallInstrument.sections.map((section) => ({
      ...section,
      questions: section.questions.flatMap(change),
    })),
  };
}
const withQuestion = (code: string, change: Partial<Question> | null): Instrument =>
  withQuestions((question) => {
    if (question.code !== code) return [question];
    return change === null ? [] : [{ ...question, ...change }];
  });
const withList = (name: string, codes: readonly string[]): Instrument => ({
  ...smallInstrument,
  choiceLists: {
    ...smallInstrument.choiceLists,
    [name]: codes.flatMap(
      (code) => smallInstrument.choiceLists[name]?.find((option) => option.code === code) ?? [],
    ),
  },
});
const added: Question = { code: 'phone', kind: 'text', text: { vi: 'Số điện thoại?' } };
const withAdded = (question: Question): Instrument =>
  withQuestions((one) => (one.code === 'visited' ? [one, question] : [one]));

/** A difference on one line: part, kind, member, before → after, effect, figures. */
const print = (one: InstrumentDifference): string =>
  [
    `${one.part} ${one.code}`.trim(),
    one.kind,
    [one.member, one.item, one.language].filter((part) => part !== '').join('.'),
    `${one.before ?? '∅'} → ${one.after ?? '∅'}`,
    [one.effect, ...one.figures.map(({ kind, code }) => `${kind}:${code}`)].join(' '),
  ].join(' | ');
const between = (after: Instrument): readonly string[] =>
  differencesBetween(smallInstrument, after).map(print);

describe('two versions of an instrument differ', () => {
  it.each<[string, Instrument, readonly string[]]>([
    [
      'in one word of a question, in one language',
      withQuestion('s1', { text: { vi: 'Dễ thấy', en: 'Dễ tìm (en)' } }),
      ['question s1 | changed | text.vi | Dễ tìm → Dễ thấy | none'],
    ],
    [
      'in a translation that is gone',
      withQuestion('s1', { text: { vi: 'Dễ tìm' } }),
      ['question s1 | changed | text.en | Dễ tìm (en) → ∅ | none'],
    ],
    [
      'in a criterion of another factor',
      withQuestion('s1', { factor: 'G' }),
      [
        'question s1 | changed | criterion-of | F Tiếp cận / service Dịch vụ → G Kết quả / service Dịch vụ | index criterion:s1 factor:F factor:G block:service overall:',
      ],
    ],
    [
      'in a new question that nobody must answer',
      withAdded(added),
      ['question phone | added | question.vi | ∅ → Số điện thoại? | apart'],
    ],
    [
      'in a new question that must be answered',
      withAdded({ ...added, required: { value: true } }),
      ['question phone | added | question.vi | ∅ → Số điện thoại? | new answers:phone'],
    ],
    [
      'in a criterion that is gone',
      withQuestion('s2', null),
      [
        'question s2 | removed | question.vi | Đúng hẹn → ∅ | gone criterion:s2 factor:G block:service overall:',
      ],
    ],
    [
      'in a new code of a question',
      withQuestion('channels', { code: 'media' }),
      ['question media | renamed | code | channels → media | renamed answers:media'],
    ],
    [
      'in an option that is gone, in both languages',
      withList('channels', ['1', '2']),
      [
        'question channels | changed | option.3.vi | Khác → ∅ | scale answers:channels',
        'question channels | changed | option.3.en | Khác (en) → ∅ | scale answers:channels',
      ],
    ],
    [
      'in options turned round',
      withList('yes_no', ['2', '1']),
      ['question visited | changed | option-order | 1, 2 → 2, 1 | scale answers:visited'],
    ],
    [
      'in the words of an option',
      {
        ...smallInstrument,
        choiceLists: {
          ...smallInstrument.choiceLists,
          yes_no: [
            { code: '1', label: { vi: 'Rồi', en: 'Có (en)' } },
            { code: '2', label: { vi: 'Không', en: 'Không (en)' } },
          ],
        },
      },
      ['question visited | changed | option.1.vi | Có → Rồi | none'],
    ],
    [
      'in what is offered beside the options',
      withQuestion('s1', { offers: ['refused', 'dont-know'] }),
      [
        'question s1 | changed | offers | dont-know → refused, dont-know | scale criterion:s1 factor:F block:service overall:',
      ],
    ],
    [
      'in a condition and a duty, which read as in XLSForm',
      withQuestion('channels_other', {
        relevant: { selected: [{ answer: 'channels' }, '2'] },
        required: { compare: '=', left: { answer: 'sex' }, right: { value: '1' } },
      }),
      [
        "question channels_other | changed | relevant | selected(${channels}, '3') → selected(${channels}, '2') | asked answers:channels_other",
        "question channels_other | changed | required | true() → ${sex} = '1' | asked answers:channels_other",
      ],
    ],
    [
      'in a constraint and its message',
      withQuestion('age', {
        constraint: {
          holds: { compare: '>=', left: { self: true }, right: { value: 15 } },
          message: { vi: 'Từ 15 tuổi.', en: 'Từ 18 đến 120 tuổi. (en)' },
        },
      }),
      [
        'question age | changed | constraint | (. >= 18) and (. <= 120) → . >= 15 | asked answers:age',
        'question age | changed | constraint-message.vi | Từ 18 đến 120 tuổi. → Từ 15 tuổi. | none',
      ],
    ],
    [
      'in which options are satisfied',
      { ...smallInstrument, satisfiedOptions: ['3', '4', '5'] },
      ['form | changed | satisfied | 4, 5 → 3, 4, 5 | index all:'],
    ],
    [
      'in who may see the answers',
      withQuestion('sex', { sensitive: true }),
      ['question sex | changed | sensitive | ∅ → true | shown answers:sex'],
    ],
    [
      'in the list of factors, of which the names alone are harmless',
      {
        ...smallInstrument,
        factors: [
          { code: 'G', block: 'service', title: { vi: 'Kết quả', en: 'Kết quả (en)' } },
          { code: 'F', block: 'service', title: { vi: 'Cửa', en: 'Tiếp cận (en)' } },
        ],
      },
      [
        'form | changed | factor.F.vi | Tiếp cận → Cửa | none',
        'form | moved | factor-order | F, G → G, F | index all:',
      ],
    ],
    [
      'in one question that stands elsewhere in its section',
      {
        ...smallInstrument,
        sections: smallInstrument.sections.map((section) => {
          const [first, ...rest] = section.questions;
          return section.code === 'profile' && first !== undefined
            ? { ...section, questions: [...rest, first] }
            : section;
        }),
      },
      // sex, age, channels, channels_other → age, channels, channels_other, sex: one was moved, from place 1 to 4.
      ['question sex | moved | order | 1 → 4 | apart'],
    ],
    [
      'in the title and role of a section',
      {
        ...smallInstrument,
        sections: smallInstrument.sections.map((section) =>
          section.code === 'visit'
            ? { ...section, role: 'profile' as const, title: { ...section.title, vi: 'Lần đến' } }
            : section,
        ),
      },
      [
        'section visit | changed | section-title.vi | Đã đến → Lần đến | none',
        'section visit | changed | section-role | other → profile | apart',
      ],
    ],
    [
      'in a section that is gone, whose question is in another of the same role',
      {
        ...smallInstrument,
        sections: smallInstrument.sections
          .filter(({ code }) => code !== 'visit')
          .map((section) =>
            section.code === 'end'
              ? {
                  ...section,
                  questions: [
                    ...(smallInstrument.sections[1]?.questions ?? []),
                    ...section.questions,
                  ],
                }
              : section,
          ),
      },
      [
        // visited stood 5th, before s1 and s2; now 7th, after them.
        'question visited | moved | place | visit Đã đến → end Kết thúc | none',
        'question visited | moved | order | 5 → 7 | apart',
        'section visit | removed | section.vi | Đã đến → ∅ | none',
      ],
    ],
  ])('%s [Q-40]', (_what, after, expected) => {
    expect(between(after)).toEqual(expected);
  });

  it('in nothing, whatever the order of members in the file [Q-40]', () => {
    const { title, sections, ...rest } = smallInstrument;

    expect(differencesBetween(smallInstrument, { sections, ...rest, title })).toEqual([]);
  });

  it('in the form as a whole: its title, consent, languages, source and lists that no question uses [Q-40]', () => {
    const after: Instrument = {
      ...smallInstrument,
      title: { vi: 'Phiếu mới', en: 'Phiếu nhỏ (en)' },
      source: 'Made anew.',
      languages: ['vi', 'en', 'km'],
      consent: { version: 'small/2', text: smallInstrument.consent.text },
      choiceLists: {
        ...smallInstrument.choiceLists,
        spare: [{ code: '1', label: { vi: 'Một', en: 'One' } }],
      },
    };

    expect(between(after)).toEqual([
      'form | changed | title.vi | Phiếu nhỏ → Phiếu mới | none',
      'form | changed | source | Made for tests. → Made anew. | none',
      'form | changed | languages | vi, en → vi, en, km | none',
      'form | changed | consent-version | small/1 → small/2 | none',
      'form | changed | unused-list.spare | ∅ → 1 Một | none',
    ]);
  });

  it('and a factor in another block, or gone, touches the whole index [Q-41]', () => {
    const other = { code: 'policy', title: { vi: 'Chính sách', en: 'Policy' } };
    const after: Instrument = {
      ...smallInstrument,
      blocks: [...smallInstrument.blocks, other],
      factors: smallInstrument.factors.map((factor) =>
        factor.code === 'G' ? { ...factor, block: 'policy' } : factor,
      ),
    };

    expect(between(after)).toEqual([
      'form | changed | block.policy.vi | ∅ → Chính sách | index all:',
      'form | changed | block.policy.en | ∅ → Policy | index all:',
      'form | changed | factor-block.G | service → policy | index all:',
    ]);
  });

  it('and a criterion that leaves a factor of another block touches both blocks [Q-41]', () => {
    const before: Instrument = {
      ...smallInstrument,
      blocks: [...smallInstrument.blocks, { code: 'policy', title: { vi: 'Chính sách' } }],
      factors: smallInstrument.factors.map((factor) =>
        factor.code === 'G' ? { ...factor, block: 'policy' } : factor,
      ),
    };
    const after: Instrument = {
      ...before,
      sections: before.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) =>
          question.code === 's1' ? { ...question, factor: 'G' } : question,
        ),
      })),
    };

    const [found] = differencesBetween(before, after);

    expect(found?.figures.map(({ kind, code }) => `${kind}:${code}`)).toEqual([
      ...['criterion:s1', 'factor:F', 'factor:G', 'block:service', 'block:policy', 'overall:'],
    ]);
  });
});
