import * as fc from 'fast-check';
import {
  type AnswersByCode,
  type Instrument,
  type Question,
  irrelevantQuestions,
  optionsOf,
  questionsOf,
} from '../../src/questionnaire/index.ts';

/**
 * Complete answers to an instrument, made from its printed answers without the rules of a response: every question that
 * is asked is answered, required or not, and no other. Numbers are ages; texts are short enough for every constraint.
 */
export const validAnswers = (instrument: Instrument): fc.Arbitrary<AnswersByCode> =>
  fc
    .tuple(...questionsOf(instrument).map((question) => anyAnswer(instrument, question)))
    .map((chosen) => inOrder(instrument, chosen));

function anyAnswer(instrument: Instrument, question: Question): fc.Arbitrary<unknown> {
  const codes = optionsOf(instrument, question).map(({ code }) => code);
  switch (question.kind) {
    case 'single':
      return fc.constantFrom(...codes);
    case 'multiple':
      return fc.subarray(codes, { minLength: 1 });
    case 'number':
      return fc.integer({ min: 18, max: 120 });
    case 'text':
      return fc.string({ minLength: 1, maxLength: 18 }).map((text) => `x${text}`);
  }
}

/** Answers are given in the order of the form, and each skip is settled before the next question is asked. */
function inOrder(instrument: Instrument, chosen: readonly unknown[]): AnswersByCode {
  const answers: Record<string, unknown> = {};
  questionsOf(instrument).forEach((question, position) => {
    if (irrelevantQuestions([question], answers).size === 0)
      answers[question.code] = chosen[position];
  });
  return answers;
}
