import type { Section } from '@sipas/shared/questionnaire';
import type { IndexedInstrument } from '@sipas/shared/response';
import type { Draft } from '../ports/field-shelf.ts';
import { askedQuestions, consentStep, reviewStep } from './interview-flow.ts';

/** How far an interview has come. */
export interface Progress {
  /** The part of the form; null at the fixed steps. */
  readonly section: Section | null;
  /** Place in the part, from 1, and how many questions of the part are to be asked. */
  readonly place: number;
  readonly count: number;
  /** Of the whole form, 0–1. */
  readonly share: number;
}

/**
 * Answers: how far has the interview come?
 * Shape:   indexed instrument, answers and position → part of the form, place in it, share of the whole.
 * Units:   share 0–1 by place in the printed form, skipped questions counted as passed: it never falls on the way forward.
 * Errors:  throws never.
 * Rule:    C-02
 */
export function progressOf(
  indexed: IndexedInstrument,
  { answers, position }: Pick<Draft, 'answers' | 'position'>,
): Progress {
  const section = indexed.instrument.sections.find(({ questions }) =>
    questions.some(({ code }) => code === position),
  );
  if (section === undefined)
    return {
      section: null,
      place: 0,
      count: 0,
      share: position === consentStep ? 0 : Number(position === reviewStep),
    };
  const asked = new Set(askedQuestions(indexed, answers).map(({ code }) => code));
  const shown = section.questions.filter(({ code }) => asked.has(code));
  return {
    section,
    place: shown.findIndex(({ code }) => code === position) + 1,
    count: shown.length,
    share: (indexed.questions.get(position)?.position ?? 0) / indexed.questions.size,
  };
}
