import type { Expression } from './expression.ts';

/** Answers: on the answers to which questions does a condition depend? */
export function answersRead(expression: Expression): readonly string[] {
  if ('answer' in expression) return [expression.answer];
  if ('selected' in expression) return answersRead(expression.selected[0]);
  if ('countSelected' in expression) return answersRead(expression.countSelected);
  if ('stringLength' in expression) return answersRead(expression.stringLength);
  if ('not' in expression) return answersRead(expression.not);
  if ('all' in expression) return expression.all.flatMap(answersRead);
  if ('any' in expression) return expression.any.flatMap(answersRead);
  if ('compare' in expression) return [expression.left, expression.right].flatMap(answersRead);
  return [];
}
