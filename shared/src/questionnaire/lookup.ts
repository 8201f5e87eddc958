import type { Factor, Instrument, Option, Question } from './instrument.ts';

/** Answers: which questions has the form, in its order? */
export const questionsOf = (instrument: Instrument): readonly Question[] =>
  instrument.sections.flatMap((section) => section.questions);

/** Answers: which questions are criteria of the satisfaction index, in the order of the form? */
export const criteriaOf = (instrument: Instrument): readonly Question[] =>
  questionsOf(instrument).filter((question) => question.factor !== undefined);

/** Answers: which questions tell who answered? */
export const profileQuestionsOf = (instrument: Instrument): readonly Question[] =>
  instrument.sections
    .filter((section) => section.role === 'profile')
    .flatMap((section) => section.questions);

/** Answers: which question has this code? Undefined where none has. */
export const questionByCode = (instrument: Instrument, code: string): Question | undefined =>
  questionsOf(instrument).find((question) => question.code === code);

/** Answers: which printed answers does a question offer? None for a number or a text, or where the list is unknown. */
export const optionsOf = (instrument: Instrument, question: Question): readonly Option[] =>
  question.choices === undefined ? [] : optionsOfList(instrument, question.choices);

/** Answers: which options has a choice list? None where there is no such list. */
export const optionsOfList = (instrument: Instrument, name: string): readonly Option[] =>
  Object.hasOwn(instrument.choiceLists, name) ? (instrument.choiceLists[name] ?? []) : [];

/** Answers: which criteria make up a factor? */
export const criteriaOfFactor = (instrument: Instrument, factor: string): readonly Question[] =>
  criteriaOf(instrument).filter((question) => question.factor === factor);

/** Answers: which factors make up a block? */
export const factorsOfBlock = (instrument: Instrument, block: string): readonly Factor[] =>
  instrument.factors.filter((factor) => factor.block === block);
