import type { AnswerRow } from '@sipas/shared/wire';
import type { GridRow } from './score-lines.ts';

/**
 * Answers: the lines of a table of answers as figures of a grid: of one question its options, of several each option of
 * each question.
 * Shape:   rows in their order → figures with a code that is unique in the table, and the label that tells them apart.
 */
export function answerFigures(rows: readonly AnswerRow[]): readonly GridRow[] {
  const isOneQuestion = questionCount(rows) === 1;
  return rows.map(({ question, questionLabel, option, optionLabel, ...row }) => ({
    ...row,
    code: isOneQuestion ? option : `${question}/${option}`,
    label: isOneQuestion ? optionLabel : `${questionLabel}: ${optionLabel}`,
  }));
}

/**
 * Answers: the answers of one unit to a grid of questions, as lines of questions by columns of options.
 * Shape:   rows of one unit and group → figures that carry the question where a unit stands elsewhere.
 */
export const gridFigures = (rows: readonly AnswerRow[]): readonly GridRow[] =>
  rows.map(({ question, questionLabel, option, optionLabel, ...row }) => ({
    ...row,
    unit: question,
    unitName: questionLabel,
    code: option,
    label: optionLabel,
  }));

/** Answers: is this the answer of one unit, undivided? */
export const isOfOneUnit = (rows: readonly AnswerRow[]): boolean =>
  rows.every(({ unit, group }) => unit === rows[0]?.unit && group === null);

/** Answers: how many questions were asked together? */
export const questionCount = (rows: readonly AnswerRow[]): number =>
  new Set(rows.map(({ question }) => question)).size;
