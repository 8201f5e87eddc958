import { expect, it } from 'vitest';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import type { Question } from './instrument.ts';
import {
  criteriaOf,
  criteriaOfFactor,
  factorsOfBlock,
  optionsOf,
  optionsOfList,
  profileQuestionsOf,
  questionByCode,
  questionsOf,
} from './lookup.ts';

const codes = (things: readonly { code: string }[]): readonly string[] =>
  things.map(({ code }) => code);

it('lists questions in the order of the form, and finds them by role, factor and code', () => {
  expect(codes(questionsOf(smallInstrument))).toEqual([
    'sex',
    'age',
    'channels',
    'channels_other',
    'visited',
    's1',
    's2',
    'why',
  ]);
  expect(codes(profileQuestionsOf(smallInstrument))).toEqual([
    'sex',
    'age',
    'channels',
    'channels_other',
  ]);
  expect(codes(criteriaOf(smallInstrument))).toEqual(['s1', 's2']);
  expect(codes(criteriaOfFactor(smallInstrument, 'G'))).toEqual(['s2']);
  expect(codes(factorsOfBlock(smallInstrument, 'service'))).toEqual(['F', 'G']);
  expect(questionByCode(smallInstrument, 'age')?.kind).toBe('number');
  expect(questionByCode(smallInstrument, 'nothing')).toBeUndefined();
});

it('finds the printed answers of a question, and none for a text or an unknown list', () => {
  const question = (code: string): Question => {
    const found = questionByCode(smallInstrument, code);
    if (found === undefined) throw new Error(code);
    return found;
  };

  expect(codes(optionsOf(smallInstrument, question('sex')))).toEqual(['1', '2']);
  expect(optionsOf(smallInstrument, question('why'))).toEqual([]);
  expect(optionsOfList(smallInstrument, 'constructor')).toEqual([]);
});
