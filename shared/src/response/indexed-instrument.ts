import {
  type Expression,
  type Instrument,
  type Question,
  optionsOf,
  questionsOf,
} from '../questionnaire/index.ts';
import { canonicalJson } from '../kernel/index.ts';

/** A question with what is looked up for every answer to it; all of one shape, which engines read fast. */
export interface IndexedQuestion {
  readonly question: Question;
  /** Place in the form, from 0. */
  readonly position: number;
  readonly kind: Question['kind'];
  /** Codes of the printed answers; empty for a number or a text. */
  readonly options: ReadonlySet<string>;
  /** Must be answered whenever it is asked. */
  readonly isAlwaysRequired: boolean;
  readonly isConditional: boolean;
  readonly isConstrained: boolean;
}

/** An instrument with what judging needs at hand. Made once per version, read for every response. */
export interface IndexedInstrument {
  readonly instrument: Instrument;
  readonly questions: ReadonlyMap<string, IndexedQuestion>;
  /** Questions that are not always asked, in the order of the form; equal conditions are one object. */
  readonly conditional: readonly Question[];
  /** Is any of `conditional` required, so that whether it is asked decides on completeness? */
  readonly hasConditionalDuty: boolean;
  /** Questions that must be answered whenever they are asked. */
  readonly alwaysRequired: readonly Question[];
  /** Questions whose duty to answer depends on other answers. */
  readonly sometimesRequired: readonly Question[];
  /** Questions with a constraint. */
  readonly constrained: readonly Question[];
}

/**
 * Answers: the instrument, prepared so that a response is judged in a few microseconds.
 * Shape:   a checked instrument → maps by question code and lists in the order of the form.
 * Errors:  throws never on an instrument that passed its self-check.
 */
export function indexInstrument(instrument: Instrument): IndexedInstrument {
  const ordered = shareConditions(questionsOf(instrument));
  const conditional = ordered.filter(({ relevant }) => relevant !== undefined);
  const required = ordered.filter(
    ({ required }) => required !== undefined && !isAlways(required, false),
  );
  return {
    instrument,
    questions: new Map(
      ordered.map((question, position) => [
        question.code,
        {
          question,
          position,
          kind: question.kind,
          options: new Set(optionsOf(instrument, question).map(({ code }) => code)),
          isAlwaysRequired: isAlways(question.required, true),
          isConditional: question.relevant !== undefined,
          isConstrained: question.constraint !== undefined,
        },
      ]),
    ),
    conditional,
    hasConditionalDuty: required.some(({ relevant }) => relevant !== undefined),
    alwaysRequired: required.filter((question) => isAlways(question.required, true)),
    sometimesRequired: required.filter((question) => !isAlways(question.required, true)),
    constrained: ordered.filter(({ constraint }) => constraint !== undefined),
  };
}

const isAlways = (expression: Expression | undefined, value: boolean): boolean =>
  expression !== undefined && 'value' in expression && expression.value === value;

/** Neighbours with equal conditions get the same object, by which skip logic knows that it has judged it already. */
function shareConditions(questions: readonly Question[]): readonly Question[] {
  const shared = new Map<string, Expression>();
  return questions.map((question) => {
    if (question.relevant === undefined) return question;
    const text = canonicalJson(question.relevant);
    const relevant = shared.get(text) ?? question.relevant;
    shared.set(text, relevant);
    return { ...question, relevant };
  });
}
