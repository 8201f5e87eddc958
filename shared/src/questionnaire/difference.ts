import { canonicalJson } from '../kernel/index.ts';
import { betweenForms } from './form-differences.ts';
import type { InstrumentDifference } from './instrument-difference.ts';
import type { Instrument, Question, Section } from './instrument.ts';
import { movedCodes } from './kept-order.ts';
import {
  type Placed,
  addedOrGone,
  betweenQuestions,
  placedQuestions,
} from './question-differences.ts';
import { betweenSections, wholeSection } from './section-differences.ts';

/**
 * Answers: what does each of two versions of an instrument say that the other does not, and what does it do to the figures?
 * Shape:   two instruments that passed the self-check → differences: of the form, then of each section and its questions in
 *          the order of the later version, those that are gone at the end of their section, sections that are gone at the end
 *          of all. None exactly where both have one canonical form. A question that is added or gone is one difference; one of
 *          the same texts under a new code is `renamed`. Of questions in another order as few as possible were moved.
 * Errors:  throws never.
 * Source:  decision 101.
 * Rule:    Q-40
 */
export function differencesBetween(
  before: Instrument,
  after: Instrument,
): readonly InstrumentDifference[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const [old, fresh] = [placedQuestions(before), placedQuestions(after)];
  const oldCodes = renamedCodes(old, fresh);
  const moved = movedCodes(
    [...old.keys()],
    [...fresh.keys()].map((code) => oldCodes.get(code) ?? code),
  );
  const kept = new Set([...fresh.keys()].map((code) => oldCodes.get(code) ?? code));
  const gone = [...old.values()].filter(({ question }) => !kept.has(question.code));
  const laterSections = new Set(after.sections.map(({ code }) => code));
  const questionsAfter = (section: Section): readonly InstrumentDifference[] =>
    section.questions.flatMap((question) => {
      const now = fresh.get(question.code) ?? { instrument: after, section, question, number: 0 };
      const then = old.get(oldCodes.get(question.code) ?? question.code);
      return then === undefined
        ? [addedOrGone(now, 'added')]
        : betweenQuestions(then, now, moved.has(then.question.code));
    });
  const questionsGone = (section: string): readonly InstrumentDifference[] =>
    gone.filter((one) => one.section.code === section).map((one) => addedOrGone(one, 'removed'));
  return [
    ...betweenForms(before, after),
    ...after.sections.flatMap((section) => [
      ...betweenSections(before, section, fresh, old),
      ...questionsAfter(section),
      ...questionsGone(section.code),
    ]),
    ...before.sections
      .filter(({ code }) => !laterSections.has(code))
      .flatMap((section) => [wholeSection(section, 'removed'), ...questionsGone(section.code)]),
  ];
}

/** The old code of each question that has a new one: the texts and the list are the same. */
function renamedCodes(old: Placed, fresh: Placed): ReadonlyMap<string, string> {
  const added = [...fresh.values()].filter(({ question }) => !old.has(question.code));
  const oldCodes = new Map<string, string>();
  for (const { question } of old.values()) {
    if (fresh.has(question.code)) continue;
    const twin = added.find(
      (one) => !oldCodes.has(one.question.code) && wordsOf(one.question) === wordsOf(question),
    );
    if (twin !== undefined) oldCodes.set(twin.question.code, question.code);
  }
  return oldCodes;
}

const wordsOf = ({ kind, text, stem, choices }: Question): string =>
  canonicalJson({ kind, text, stem: stem ?? null, choices: choices ?? null });
