import { describe, expect, it } from 'vitest';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import { compareInstruments } from './compatibility.ts';
import type { Instrument, Question } from './instrument.ts';

const before: Instrument = {
  ...smallInstrument,
  choiceLists: {
    scale: ['1', '2', '3', '4', '5'].map((code) => ({ code, label: { vi: `mức ${code}` } })),
  },
  blocks: [{ code: 'service', title: { vi: 'Dịch vụ' } }],
  factors: [
    { code: 'F', block: 'service', title: { vi: 'Một' } },
    { code: 'G', block: 'service', title: { vi: 'Hai' } },
  ],
  satisfiedOptions: ['4', '5'],
  sections: [
    {
      code: 'C',
      role: 'criteria',
      title: { vi: 'Tiêu chí' },
      questions: [criterion('q1', 'F'), criterion('q2', 'G')],
    },
    {
      code: 'O',
      role: 'other',
      title: { vi: 'Khác' },
      questions: [{ code: 'why', kind: 'text', text: { vi: 'Vì sao?' } }],
    },
  ],
};

function criterion(code: string, factor: string): Question {
  return { code, kind: 'single', text: { vi: `Câu ${code}` }, choices: 'scale', factor };
}

/** The instrument with one question changed, left out (null) or added. */
function withQuestion(code: string, change: Partial<Question> | null): Instrument {
  return {
    ...before,
    sections: before.sections.map((section) => ({
      ...section,
      questions: section.questions.flatMap((question) => {
        if (question.code !== code) return [question];
        return change === null ? [] : [{ ...question, ...change }];
      }),
    })),
  };
}
const withAdded = (question: Question): Instrument => ({
  ...before,
  sections: before.sections.map((section, place) =>
    place === 1 ? { ...section, questions: [...section.questions, question] } : section,
  ),
});
const added: Question = { code: 'new', kind: 'text', text: { vi: 'Thêm' } };
const always = { value: true } as const;

describe('a new version of an instrument', () => {
  it.each<[string, Instrument, string, readonly string[]]>([
    ['with nothing changed', { ...before }, 'same', []],
    ['with another title', { ...before, title: { vi: 'Mới' } }, 'comparable', ['texts']],
    [
      'with another word in a question',
      withQuestion('q1', { text: { vi: 'Câu một' } }),
      'comparable',
      ['texts'],
    ],
    [
      'with another word on an option',
      {
        ...before,
        choiceLists: {
          scale: ['1', '2', '3', '4', '5'].map((code) => ({ code, label: { vi: code } })),
        },
      },
      'comparable',
      ['texts'],
    ],
    [
      'with another consent',
      { ...before, consent: { version: '9', text: { vi: 'Khác' } } },
      'comparable',
      ['texts'],
    ],
    [
      'with a question that nobody must answer',
      withAdded(added),
      'extends',
      ['question-added new'],
    ],
    [
      'with its questions in another order',
      {
        ...before,
        sections: before.sections.map((section) => ({
          ...section,
          questions: [...section.questions].reverse(),
        })),
      },
      'extends',
      ['order'],
    ],
    [
      'with a question that must be answered',
      withAdded({ ...added, required: always }),
      'breaks',
      ['question-added new'],
    ],
    ['with a new criterion', withAdded(criterion('q3', 'F')), 'breaks', ['question-added q3']],
    ['without a criterion', withQuestion('q2', null), 'breaks', ['question-removed q2']],
    ['with a new code', withQuestion('q2', { code: 'q9' }), 'breaks', ['question-renamed q2 → q9']],
    ['with another kind', withQuestion('why', { kind: 'number' }), 'breaks', ['question-kind why']],
    [
      'with an option less',
      { ...before, choiceLists: { scale: before.choiceLists['scale']?.slice(1) ?? [] } },
      'breaks',
      ['options q1', 'options q2'],
    ],
    [
      'with the options turned round',
      { ...before, choiceLists: { scale: [...(before.choiceLists['scale'] ?? [])].reverse() } },
      'breaks',
      ['options q1', 'options q2'],
    ],
    [
      'that offers “don’t know”',
      withQuestion('q1', { offers: ['dont-know'] }),
      'breaks',
      ['options q1'],
    ],
    [
      'with a criterion in another factor',
      withQuestion('q1', { factor: 'G' }),
      'breaks',
      ['factor q1'],
    ],
    ['with a condition', withQuestion('why', { relevant: always }), 'breaks', ['condition why']],
    ['with a duty', withQuestion('why', { required: always }), 'breaks', ['condition why']],
    [
      'with a constraint',
      withQuestion('why', { constraint: { holds: always, message: { vi: 'x' } } }),
      'breaks',
      ['condition why'],
    ],
    [
      'where “3” counts as satisfied',
      { ...before, satisfiedOptions: ['3', '4', '5'] },
      'breaks',
      ['index'],
    ],
    [
      'with a factor less in its list',
      { ...before, factors: before.factors.slice(0, 1) },
      'breaks',
      ['index'],
    ],
  ])('%s [Q-20]', (_what, after, verdict, changes) => {
    const found = compareInstruments(before, after);

    expect(found.verdict).toBe(verdict);
    expect(
      found.changes.map(({ kind, where }) => (where === after.id ? kind : `${kind} ${where}`)),
    ).toEqual(changes);
  });

  it('is as grave as its gravest change [Q-20]', () => {
    const after = { ...withAdded(added), satisfiedOptions: ['5'] };

    expect(compareInstruments(before, after)).toMatchObject({
      verdict: 'breaks',
      changes: [{ grade: 'extends' }, { grade: 'breaks' }],
    });
  });
});
