import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { BackCheck } from '@sipas/shared/quality';
import { type Instrument, missingKinds, optionsOf, questionsOf } from '@sipas/shared/questionnaire';
import type { Refusal } from '../refusal.ts';

/** An answer that was asked again, and its line in the file; whose interview it was, the store knows. */
export interface AskedAgain extends Omit<BackCheck, 'surveyorId'> {
  readonly line: number;
}

/** The interview of a response: who made it, and to which form. */
export interface AskedInterview {
  readonly surveyorId: string;
  readonly definition: Instrument;
}

/**
 * Answers: is every one of these answers an answer of an interview that is here?
 * Shape:   answers asked again, interviews by response → the same with their surveyors. Items are named as in the file of rows: a
 *          question with one answer or a number by its code, one with several by code and option, 1 chosen and 0 not.
 * Missing: the kinds of missing stand for themselves, as in the file of rows; a blank cell is no answer.
 * Errors:  the first line at fault: back-check.unknown-response, back-check.unknown-item, back-check.unknown-answer,
 *          back-check.repeated.
 */
export function checksOf(
  askedAgain: readonly AskedAgain[],
  interviewOf: (responseId: string) => AskedInterview | undefined,
): Result<readonly BackCheck[], Refusal> {
  const checks: BackCheck[] = [];
  const lines = new Map<string, number>();
  const isAnswerOf = createIsAnswer();
  for (const { line, ...check } of askedAgain) {
    const { responseId, item } = check;
    const at = (detail: string) => ({ detail: `line ${String(line)}: ${detail}` });
    const interview = interviewOf(responseId);
    if (interview === undefined)
      return refuse({ code: 'back-check.unknown-response', ...at(responseId) });
    const isAnswer = isAnswerOf(interview.definition, item);
    if (isAnswer === undefined) return refuse({ code: 'back-check.unknown-item', ...at(item) });
    for (const column of ['recorded', 'found'] as const)
      if (!isAnswer(check[column]))
        return refuse({
          code: 'back-check.unknown-answer',
          ...at(`${column}: ${JSON.stringify(check[column])}`),
        });
    const key = `${responseId} ${item}`;
    const before = lines.get(key);
    if (before !== undefined)
      return refuse({ code: 'back-check.repeated', ...at(`as line ${String(before)}`) });
    lines.set(key, line);
    checks.push({ ...check, surveyorId: interview.surveyorId });
  }
  return ok(checks);
}

type IsAnswer = (value: string) => boolean;

/** A file has thousands of rows and few forms, so that the items of a form are gathered once. */
function createIsAnswer(): (definition: Instrument, item: string) => IsAnswer | undefined {
  const known = new Map<Instrument, ReadonlyMap<string, IsAnswer>>();
  return (definition, item) => {
    const items = known.get(definition) ?? itemsOf(definition);
    known.set(definition, items);
    return items.get(item);
  };
}

const wholeNumber = /^(?:0|-?[1-9]\d*)$/;

function itemsOf(definition: Instrument): ReadonlyMap<string, IsAnswer> {
  const items = new Map<string, IsAnswer>();
  const oneOf = (values: readonly string[]): IsAnswer => {
    const all = new Set([...values, ...missingKinds]);
    return (value) => all.has(value);
  };
  for (const question of questionsOf(definition)) {
    const { code, kind } = question;
    const options = optionsOf(definition, question).map((option) => option.code);
    if (kind === 'single') items.set(code, oneOf(options));
    if (kind === 'multiple')
      for (const option of options) items.set(`${code}_${option}`, oneOf(['0', '1']));
    const isMissing = oneOf([]);
    if (kind === 'number') items.set(code, (value) => wholeNumber.test(value) || isMissing(value));
  }
  return items;
}
