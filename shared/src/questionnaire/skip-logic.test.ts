import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import { questionByCode, questionsOf } from './lookup.ts';
import {
  answerIn,
  irrelevantQuestions,
  isRelevant,
  relevantAnswers,
  relevantQuestions,
} from './skip-logic.ts';

const skipped = (answers: Record<string, unknown>): readonly string[] => [
  ...irrelevantQuestions(questionsOf(smallInstrument), answers),
];

describe('skip logic', () => {
  it('skips every question whose condition does not hold [Q-02]', () => {
    expect(skipped({ channels: ['1'], visited: '2' })).toEqual([
      'channels_other',
      's1',
      's2',
      'why',
    ]);
    expect(skipped({ channels: ['1', '3'], visited: '1', s1: '5' })).toEqual([]);
  });

  it('takes the answer of a skipped question for empty, so that skips chain [Q-02]', () => {
    // s1 was answered before "visited" was changed to "no": its stale answer must not keep "why" alive.
    expect(skipped({ channels: ['3'], visited: '2', s1: '1' })).toEqual(['s1', 's2', 'why']);
  });

  it('asks the questions that are left in the order of the form [Q-02]', () => {
    const codes = relevantQuestions(smallInstrument, { visited: '1' }).map(({ code }) => code);

    expect(codes).toEqual(['sex', 'age', 'channels', 'visited', 's1', 's2']);
  });

  it('says of one question what it says of all [Q-02]', () => {
    const answers = { visited: '1', s1: '2' };
    const asked = relevantQuestions(smallInstrument, answers);

    for (const question of questionsOf(smallInstrument))
      expect(isRelevant(smallInstrument, question, answers)).toBe(asked.includes(question));
    expect(asked).toContain(questionByCode(smallInstrument, 'why'));
  });

  it('leaves the answers of skipped questions out [Q-02]', () => {
    const answers = { visited: '2', s1: '1' };

    expect(relevantAnswers(answers, new Set(['s1']))).toEqual({ visited: '2' });
    expect(relevantAnswers(answers, new Set())).toBe(answers);
    expect(relevantAnswers(answers, new Set(['why']))).toBe(answers);
  });

  it('sees no answer in what every object inherits [Q-02]', () => {
    expect(answerIn({}, 'constructor')).toBeUndefined();
    expect(answerIn({ constructor: '1' }, 'constructor')).toBe('1');
  });

  it('never depends on the order in which answers were given [Q-02]', () => {
    const option = fc.constantFrom('1', '2', '3');
    fc.assert(
      fc.property(
        fc.record(
          { channels: fc.array(option), visited: option, s1: option },
          { requiredKeys: [] },
        ),
        (answers) => {
          const reversed = Object.fromEntries(Object.entries(answers).reverse());
          expect(skipped(reversed)).toEqual(skipped(answers));
        },
      ),
    );
  });
});
