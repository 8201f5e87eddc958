import type { Instrument, Question } from '../questionnaire/index.ts';
import { groupQuestions } from './breakdown.ts';

/** What a report of answers can be asked for: a question, or a grid of questions with the same options. */
export interface AnswerTopic {
  /** Code of the question, or of the section that is a grid. */
  readonly code: string;
  readonly label: string;
  readonly questions: readonly Question[];
}

/**
 * Answers: of which questions can a report tell the answers?
 * Shape:   topics in the order of the form: every closed question outside the index, and before its first question each
 *          section that is one grid: two or more questions with one answer each, from the same list.
 */
export const answerTopics = (instrument: Instrument): readonly AnswerTopic[] =>
  instrument.sections.flatMap((section) => {
    const closed = section.questions.filter(
      ({ kind, factor }) => (kind === 'single' || kind === 'multiple') && factor === undefined,
    );
    const single = closed.map(({ code, text, ...question }) => ({
      code,
      label: text.vi,
      questions: [{ code, text, ...question }],
    }));
    const isGrid =
      closed.length > 1 &&
      closed.every(({ kind, choices }) => kind === 'single' && choices === closed[0]?.choices);
    return isGrid
      ? [{ code: section.code, label: section.title.vi, questions: closed }, ...single]
      : single;
  });

/**
 * Answers: by which questions can the answers to these be broken down?
 * Shape:   codes in the order of the form. Of two questions that could each divide the other only the earlier one of the
 *          form does: the same people, counted in two tables with other cells hidden, could be told from both.
 * Missing: sensitive questions divide nothing (decision D15).
 * Rule:    S-34
 */
export function groupsFor(
  instrument: Instrument,
  questions: readonly Question[],
): readonly Question[] {
  const dividing = groupQuestions(instrument).filter(({ sensitive }) => sensitive !== true);
  const first = dividing.findIndex(({ code }) => questions.some((asked) => asked.code === code));
  return first === -1 ? dividing : dividing.slice(0, first);
}
