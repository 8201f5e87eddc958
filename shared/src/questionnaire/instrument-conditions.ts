import type { Expression } from './expression.ts';
import type { Instrument, Question } from './instrument.ts';
import { optionsOf } from './lookup.ts';
import { type Report, itemPath } from './shape.ts';

interface Place {
  readonly instrument: Instrument;
  /** The questions whose answers stand when the condition is judged. */
  readonly before: ReadonlyMap<string, Question>;
  /** The question of a constraint; null where "." means nothing. */
  readonly self: Question | null;
  readonly path: string;
  readonly report: Report;
}

/** Reports what a condition refers to in vain: questions that are not there or come later, options that are not offered. */
export function reportCondition(expression: Expression, place: Place): void {
  if ('answer' in expression) reportQuestion(expression.answer, place);
  else if ('self' in expression) reportSelf(place);
  else if ('selected' in expression) {
    const [of, option] = expression.selected;
    reportCondition(of, { ...place, path: `${place.path}.selected[0]` });
    reportOption(of, option, { ...place, path: `${place.path}.selected[1]` });
  } else if ('countSelected' in expression)
    reportCondition(expression.countSelected, { ...place, path: `${place.path}.countSelected` });
  else if ('stringLength' in expression)
    reportCondition(expression.stringLength, { ...place, path: `${place.path}.stringLength` });
  else if ('not' in expression)
    reportCondition(expression.not, { ...place, path: `${place.path}.not` });
  else if ('all' in expression)
    reportParts(expression.all, { ...place, path: `${place.path}.all` });
  else if ('any' in expression)
    reportParts(expression.any, { ...place, path: `${place.path}.any` });
  else if ('compare' in expression) reportComparison(expression, place);
}

function reportParts(parts: readonly Expression[], place: Place): void {
  parts.forEach((part, position) => {
    reportCondition(part, { ...place, path: itemPath(place.path, position) });
  });
}

function reportComparison(
  { left, right }: Extract<Expression, { compare: unknown }>,
  place: Place,
): void {
  const leftPlace = { ...place, path: `${place.path}.left` };
  const rightPlace = { ...place, path: `${place.path}.right` };
  reportCondition(left, leftPlace);
  reportCondition(right, rightPlace);
  if ('value' in right && typeof right.value === 'string')
    reportOption(left, right.value, rightPlace);
  if ('value' in left && typeof left.value === 'string') reportOption(right, left.value, leftPlace);
}

function reportQuestion(code: string, { instrument, before, self, path, report }: Place): void {
  if (before.has(code) || code === self?.code) return;
  const comesLater = instrument.sections.some((section) =>
    section.questions.some((question) => question.code === code),
  );
  report(
    comesLater
      ? { fault: 'looks-ahead', path, code }
      : { fault: 'unknown-reference', path, to: 'question', code },
  );
}

function reportSelf({ self, path, report }: Place): void {
  if (self === null) report({ fault: 'looks-ahead', path, code: '.' });
}

/** An option is looked for only where the other side is a question with printed answers; the empty text asks "is blank". */
function reportOption(of: Expression, option: string, place: Place): void {
  const question = 'answer' in of ? place.before.get(of.answer) : 'self' in of ? place.self : null;
  if (question?.choices === undefined || option === '') return;
  if (!optionsOf(place.instrument, question).some(({ code }) => code === option))
    place.report({ fault: 'unknown-reference', path: place.path, to: 'option', code: option });
}
