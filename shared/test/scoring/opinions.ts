import type { Instrument, Section } from '../../src/questionnaire/index.ts';
import type { Answers } from '../../src/response/index.ts';
import { askQuestion } from '../../src/scoring/answer-distribution.ts';
import {
  type AnswerCounts,
  addResponse,
  createCountLayout,
  createCounts,
  createPacking,
  packAnswers,
} from '../../src/scoring/index.ts';
import { smallInstrument } from './small-instrument.ts';

const options = (...codes: string[]) =>
  codes.map((code) => ({ code, label: { vi: `Mức ${code}` } }));
const inGrid = (code: string, choices: string) => ({
  code,
  kind: 'single' as const,
  stem: { vi: 'Điều dưới đây' },
  text: { vi: `Việc ${code}` },
  choices,
});

/** The small instrument with questions that are no part of the index: opinions, experiences, needs. */
export const opinions: Instrument = {
  ...smallInstrument,
  choiceLists: {
    ...smallInstrument.choiceLists,
    ethnicity: options('1', '2'),
    trouble: options('1', '2', '3'),
    done: options('1', '2'),
    priority: options('1', '2', '3'),
  },
  sections: smallInstrument.sections.flatMap((section): Section | Section[] => {
    if (section.code === 'profile')
      return {
        ...section,
        questions: [
          ...section.questions,
          {
            code: 'people',
            kind: 'single' as const,
            text: { vi: 'Dân tộc' },
            choices: 'ethnicity',
            sensitive: true,
          },
        ],
      };
    if (section.code !== 'other') return section;
    return [
      {
        ...section,
        questions: [
          ...section.questions,
          { code: 'c3', kind: 'single' as const, text: { vi: 'Phiền hà' }, choices: 'trouble' },
        ],
      },
      {
        code: 'c8',
        title: { vi: 'Trải nghiệm' },
        role: 'other' as const,
        questions: [inGrid('c8_1', 'done'), inGrid('c8_2', 'done')],
      },
      {
        code: 'c10',
        title: { vi: 'Nhu cầu' },
        role: 'other' as const,
        questions: ['c10_1', 'c10_2', 'c10_3'].map((code) => inGrid(code, 'priority')),
      },
    ];
  }),
};

/** The same form with a question that leads to another: who did not come in through the door is not asked about the room. */
const routed: Instrument = {
  ...opinions,
  sections: [
    ...opinions.sections,
    {
      code: 'way',
      title: { vi: 'Đường vào' },
      role: 'other',
      questions: [
        { code: 'door', kind: 'single', text: { vi: 'Có vào không' }, choices: 'done' },
        {
          code: 'room',
          kind: 'single',
          text: { vi: 'Bên trong' },
          choices: 'trouble',
          relevant: { selected: [{ answer: 'door' }, '1'] },
        },
      ],
    },
  ],
};

export const opinionPacking = createPacking(routed);
export const opinionLayout = createCountLayout(routed, opinionPacking);
export const ask = (code: string) => askQuestion(routed, opinionLayout, { code });

/** The counts of these responses. */
export function countOpinions(responses: readonly Answers[]): AnswerCounts {
  const counts = createCounts(opinionLayout);
  for (const answers of responses)
    addResponse(opinionLayout, counts, packAnswers(opinionPacking, answers), 1);
  return counts;
}

/** So many people with the same answers. */
export const times = (count: number, answers: Answers): Answers[] =>
  Array.from({ length: count }, () => answers);
