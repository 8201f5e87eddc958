import { expect, test } from 'vitest';
import { packing } from '../../test/scoring/arbitrary-answers.ts';
import { opinionPacking, opinions } from '../../test/scoring/opinions.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { createBreakdown, groupQuestions } from './breakdown.ts';
import { packAnswers } from './packed-answers.ts';

test('divides people by a profile question, those without an answer as a group of their own [S-09]', () => {
  const breakdown = createBreakdown(smallInstrument, packing, 'sex');
  if (!breakdown.ok) throw new Error(breakdown.error.code);
  const { groups, groupOf } = breakdown.value;
  const codeOf = (answers: Parameters<typeof packAnswers>[1]) =>
    groups[groupOf({ packed: packAnswers(packing, answers), mode: 'paper' })]?.code;

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

test('offers what tells who answered and what people have done, each with one answer [S-09]', () => {
  expect(groupQuestions(smallInstrument).map(({ code }) => code)).toEqual(['sex', 'job']);
  // c3 is an opinion, c10_1 to c10_3 have three options.
  expect(groupQuestions(opinions).map(({ code }) => code)).toEqual([
    'sex',
    'job',
    'people',
    'c8_1',
    'c8_2',
  ]);
});

test('divides people by what they have done [S-09]', () => {
  const breakdown = createBreakdown(opinions, opinionPacking, 'c8_2');
  if (!breakdown.ok) throw new Error(breakdown.error.code);

  expect(breakdown.value.groups.map(({ code }) => code)).toEqual(['1', '2', 'no-answer']);
  expect(
    breakdown.value.groupOf({
      packed: packAnswers(opinionPacking, { c8_1: '1', c8_2: '2' }),
      mode: 'interview',
    }),
  ).toBe(1);
});

test('divides people by how the form was filled, unknown ways as a group of their own [S-09]', () => {
  const breakdown = createBreakdown(smallInstrument, packing, 'mode');
  if (!breakdown.ok) throw new Error(breakdown.error.code);
  const { groups, groupOf } = breakdown.value;
  const packed = packAnswers(packing, { sex: '1' });

  expect(groups.map(({ code }) => code)).toEqual([
    'interview',
    'hand-over',
    'home',
    'paper',
    'other',
  ]);
  expect(groups[groupOf({ packed, mode: 'hand-over' })]?.label).toBe('Tự trả lời trên máy');
  expect(groups[groupOf({ packed, mode: 'pigeon' })]?.code).toBe('other');
});
