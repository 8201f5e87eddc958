import { expect, test } from 'vitest';
import { opinions } from '../../test/scoring/opinions.ts';
import { questionByCode } from '../questionnaire/index.ts';
import { answerTopics, groupsFor } from './answer-topics.ts';

const codesOf = (questions: readonly { readonly code: string }[]) =>
  questions.map(({ code }) => code);
const groupsOf = (...asked: string[]) =>
  codesOf(
    groupsFor(
      opinions,
      asked.flatMap((code) => questionByCode(opinions, code) ?? []),
    ),
  );

test('topics are the closed questions outside the index, and the grids they make [S-34]', () => {
  expect(answerTopics(opinions).map(({ code, questions }) => [code, codesOf(questions)])).toEqual([
    ['sex', ['sex']],
    ['job', ['job']],
    ['people', ['people']],
    ['c2', ['c2']],
    ['c3', ['c3']],
    ['c8', ['c8_1', 'c8_2']],
    ['c8_1', ['c8_1']],
    ['c8_2', ['c8_2']],
    ['c10', ['c10_1', 'c10_2', 'c10_3']],
    ['c10_1', ['c10_1']],
    ['c10_2', ['c10_2']],
    ['c10_3', ['c10_3']],
  ]);
});

test('two questions are put together in the order of the form only, and sensitive ones divide nothing [S-34]', () => {
  expect(groupsOf('c3')).toEqual(['sex', 'job', 'c8_1', 'c8_2']);
  expect(groupsOf('c8_2')).toEqual(['sex', 'job', 'c8_1']);
  expect(groupsOf('c8_1', 'c8_2')).toEqual(['sex', 'job']);
  expect(groupsOf('sex')).toEqual([]);
  expect(groupsOf('people')).toEqual(['sex', 'job', 'c8_1', 'c8_2']);
});
