export { answersRead } from './answers-read.ts';
export { canonicalInstrument } from './canonical-form.ts';
export {
  type Compatibility,
  type InstrumentChange,
  compareInstruments,
  compatibilities,
} from './compatibility.ts';
export { satisfiesConstraint } from './constraint.ts';
export {
  type ChangeEffect,
  type FigureName,
  changeEffects,
  figureKinds,
  gradeOfEffect,
  nameOfFigure,
} from './difference-effect.ts';
export { type MemberName, memberNames } from './difference-members.ts';
export { type Scope, type Value, evaluate, holds } from './evaluate.ts';
export type { Comparison, Expression } from './expression.ts';
export {
  type Block,
  type Factor,
  type Instrument,
  type InstrumentReference,
  type MissingKind,
  type Option,
  type Question,
  type Section,
  type Text,
  missingKinds,
} from './instrument.ts';
export { type InstrumentDifference, differenceKinds } from './instrument-difference.ts';
export type { InstrumentFault } from './instrument-fault.ts';
export {
  criteriaOf,
  criteriaOfFactor,
  factorsOfBlock,
  optionsOf,
  optionsOfList,
  profileQuestionsOf,
  questionByCode,
  questionsOf,
} from './lookup.ts';
export { isRequired } from './requirement.ts';
export { checkInstrument } from './self-check.ts';
export {
  type AnswersByCode,
  answerIn,
  irrelevantQuestions,
  isRelevant,
  relevantAnswers,
  relevantQuestions,
} from './skip-logic.ts';
export { textIn } from './text.ts';
export { printXlsForm } from './xlsform.ts';
