import { expect, test } from 'vitest';
import { packing } from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { createBreakdown, profileQuestions } from './breakdown.ts';
import { packAnswers } from './packed-answers.ts';

test('divides people by a profile question, those without an answer as a group of their own [S-09]', () => {
  const breakdown = createBreakdown(smallInstrument, packing, 'sex');
  if (!breakdown.ok) throw new Error(breakdown.error.code);
  const { groups, groupOf } = breakdown.value;
  const codeOf = (answers: Parameters<typeof packAnswers>[1]) =>
    groups[groupOf(packAnswers(packing, answers))]?.code;

  expect(groups).toEqual([
    { code: '1', label: 'Nam' },
    { code: '2', label: 'Nữ' },
    { code: 'no-answer', label: 'Không có câu trả lời' },
  ]);
  expect(codeOf({ sex: '2' })).toBe('2');
  expect(codeOf({ sex: { missing: 'refused' } })).toBe('no-answer');
  expect(codeOf({})).toBe('no-answer');
});

test.each(['a1', 'c2', 'age', 'nothing'])('refuses to divide people by %s [S-09]', (question) => {
  expect(createBreakdown(smallInstrument, packing, question)).toEqual({
    ok: false,
    error: { code: 'question.not-profile', question },
  });
});

test('offers the profile questions with one answer [S-09]', () => {
  expect(profileQuestions(smallInstrument).map(({ code }) => code)).toEqual(['sex', 'job']);
});
