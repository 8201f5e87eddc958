import type { Comparison, Expression } from './expression.ts';

/** What a condition can come to: text, number, truth, or the options chosen of a question with several answers. */
export type Value = string | number | boolean | readonly string[];

/** Where a condition is judged: the answers it may look at, and the answer of the question it stands on. */
export interface Scope {
  readonly answerOf: (question: string) => unknown;
  readonly self?: unknown;
}

/**
 * Answers: does a condition hold for these answers?
 * Shape:   expression and scope → true or false; the value is turned into truth as `boolean()` of XPath does.
 * Missing: an answer that is absent, or says why it is missing, counts as the empty text. So a comparison of size
 *          with a missing answer is false and so is its opposite; there is no third truth value.
 * Errors:  throws never.
 * Source:  XLSForm reference, "relevant", "required", "constraint"; XPath 1.0, 3.3, 3.4 and 4.2 to 4.4.
 * Rule:    Q-01
 */
export function holds(expression: Expression, scope: Scope): boolean {
  return toBoolean(evaluate(expression, scope));
}

/**
 * Answers: what does an expression come to?
 * Shape:   expression and scope → text, number, truth or list of option codes.
 * Missing: as the empty text.
 * Errors:  throws never.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  if ('answer' in expression) return toValue(scope.answerOf(expression.answer));
  if ('self' in expression) return toValue(scope.self);
  if ('value' in expression) return expression.value;
  if ('selected' in expression)
    return isSelected(evaluate(expression.selected[0], scope), expression.selected[1]);
  if ('countSelected' in expression)
    return selection(evaluate(expression.countSelected, scope)).length;
  if ('stringLength' in expression)
    return characterCount(toText(evaluate(expression.stringLength, scope)));
  if ('not' in expression) return !holds(expression.not, scope);
  if ('all' in expression) return expression.all.every((part) => holds(part, scope));
  if ('any' in expression) return expression.any.some((part) => holds(part, scope));
  return compare(
    expression.compare,
    evaluate(expression.left, scope),
    evaluate(expression.right, scope),
  );
}

function toValue(answer: unknown): Value {
  if (typeof answer === 'string' || typeof answer === 'number') return answer;
  return Array.isArray(answer) ? answer.filter((option) => typeof option === 'string') : '';
}

function isSelected(value: Value, option: string): boolean {
  return value === option || selection(value).includes(option);
}

function selection(value: Value): readonly string[] {
  if (typeof value === 'object') return value;
  return toText(value)
    .split(/\s+/)
    .filter((code) => code !== '');
}

/** Characters as XPath counts them: code points, so that one emoji is not two. */
function characterCount(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return value.length > 0;
}

function toText(value: Value): string {
  return typeof value === 'object' ? value.join(' ') : String(value);
}

const xpathNumber = /^\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*$/;

function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = toText(value);
  return xpathNumber.test(text) ? Number(text) : NaN;
}

function compare(comparison: Comparison, left: Value, right: Value): boolean {
  switch (comparison) {
    case '=':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return toNumber(left) < toNumber(right);
    case '<=':
      return toNumber(left) <= toNumber(right);
    case '>':
      return toNumber(left) > toNumber(right);
    case '>=':
      return toNumber(left) >= toNumber(right);
  }
}

function isEqual(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return toBoolean(left) === toBoolean(right);
  if (typeof left === 'number' || typeof right === 'number')
    return toNumber(left) === toNumber(right);
  return toText(left) === toText(right);
}
