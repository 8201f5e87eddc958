import { expect, it } from 'vitest';
import { shippedInstrument } from '../../test/questionnaire/shipped-instruments.ts';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import { indexInstrument } from './indexed-instrument.ts';

const codes = (questions: readonly { code: string }[]): readonly string[] =>
  questions.map(({ code }) => code);

it('has every question at hand with its place and its options', () => {
  const { questions } = indexInstrument(smallInstrument);

  expect([...questions.keys()].indexOf('visited')).toBe(4);
  expect(questions.get('visited')?.position).toBe(4);
  expect([...(questions.get('channels')?.options ?? [])]).toEqual(['1', '2', '3']);
  expect(questions.get('age')?.options.size).toBe(0);
});

it('sorts questions by what must be judged of them', () => {
  const indexed = indexInstrument(smallInstrument);

  expect(codes(indexed.conditional)).toEqual(['channels_other', 's1', 's2', 'why']);
  expect(codes(indexed.alwaysRequired)).toEqual(['sex', 'age', 'channels_other', 'visited', 's1']);
  expect(codes(indexed.sometimesRequired)).toEqual(['why']);
  expect(codes(indexed.constrained)).toEqual(['age', 'why']);
  expect(indexed.hasConditionalDuty).toBe(true);
});

it('holds one condition once, however many questions share it', () => {
  const { conditional } = indexInstrument(shippedInstrument('transaction-5-factor'));

  // 33 questions wait for eligibility or for a "khác" of ethnic group, education or occupation.
  expect(conditional).toHaveLength(33);
  expect(new Set(conditional.map(({ relevant }) => relevant)).size).toBe(4);
});

it('knows a form whose skips decide on no duty', () => {
  expect(indexInstrument(shippedInstrument('household-2022')).hasConditionalDuty).toBe(false);
});
