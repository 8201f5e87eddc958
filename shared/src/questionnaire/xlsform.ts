import type { Expression } from './expression.ts';

/**
 * Answers: how does a condition read in a spreadsheet of XLSForm?
 * Shape:   expression → text of one expression; two different expressions never print alike.
 * Errors:  throws never.
 * Source:  XLSForm reference, "Formulas"; XPath 1.0, 3.7 for the two kinds of quotation marks.
 * Rule:    Q-07
 */
export function printXlsForm(expression: Expression): string {
  if ('all' in expression) return expression.all.map(printOperand).join(' and ');
  if ('any' in expression) return expression.any.map(printOperand).join(' or ');
  if ('compare' in expression)
    return `${printOperand(expression.left)} ${expression.compare} ${printOperand(expression.right)}`;
  return printTerm(expression);
}

type Term = Exclude<Expression, { all: unknown } | { any: unknown } | { compare: unknown }>;

function printTerm(term: Term): string {
  if ('answer' in term) return `\${${term.answer}}`;
  if ('self' in term) return '.';
  if ('value' in term) return printValue(term.value);
  if ('selected' in term)
    return `selected(${printXlsForm(term.selected[0])}, ${printLiteral(term.selected[1])})`;
  if ('countSelected' in term) return `count-selected(${printXlsForm(term.countSelected)})`;
  if ('stringLength' in term) return `string-length(${printXlsForm(term.stringLength)})`;
  return `not(${printXlsForm(term.not)})`;
}

function printOperand(expression: Expression): string {
  const isCompound = 'all' in expression || 'any' in expression || 'compare' in expression;
  return isCompound ? `(${printXlsForm(expression)})` : printTerm(expression);
}

function printValue(value: string | number | boolean): string {
  return typeof value === 'boolean'
    ? `${String(value)}()`
    : typeof value === 'number'
      ? String(value)
      : printLiteral(value);
}

/** A literal of XPath 1.0 has no escapes: a text with both kinds of quotation marks is put together of several. */
function printLiteral(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  const parts = text.split("'").map((part) => `'${part}'`);
  return `concat(${parts.join(`, "'", `)})`;
}
