import type { Answer, IndexedInstrument } from '@sipas/shared/response';
import type { Draft, DraftStep } from '../ports/field-shelf.ts';
import {
  askedQuestions,
  consentStep,
  nextPosition,
  previousPosition,
  reviewStep,
} from './interview-flow.ts';

/** What a person does to an interview. `from` is the step that was on the screen; null clears an answer. */
export type Move =
  | { readonly tag: 'agree'; readonly at: string }
  /** Answers and goes on. */
  | { readonly tag: 'answer'; readonly from: string; readonly value: Answer | null }
  /** Answers and stays: what is being typed, one of several choices. */
  | { readonly tag: 'keep'; readonly from: string; readonly value: Answer | null }
  | { readonly tag: 'next'; readonly from: string }
  | { readonly tag: 'back'; readonly from: string }
  | { readonly tag: 'go'; readonly to: string }
  | { readonly tag: 'speak'; readonly language: string };

/** What of a step follows from the move alone, before times are added. */
export type Plan = Pick<DraftStep, 'answer' | 'consent' | 'position' | 'language'>;

/**
 * Answers: what does this move change?
 * Shape:   indexed instrument, draft, move → plan; null when it changes nothing: it came from a step that is no longer
 *          on the screen (the second of two fast taps), or leads to a question that is not to be asked.
 * Errors:  throws never.
 * Rule:    C-05
 */
export function planMove(indexed: IndexedInstrument, draft: Draft, move: Move): Plan | null {
  const { position } = draft;
  if ('from' in move && move.from !== position) return null;
  switch (move.tag) {
    case 'agree':
      return agreePlan(indexed, draft, move.at);
    case 'answer':
    case 'keep':
      return indexed.questions.has(position) ? answerPlan(indexed, draft, move) : null;
    case 'next':
      return position === consentStep ? null : { position: nextPosition(indexed, draft) };
    case 'back':
      return position === consentStep ? null : { position: previousPosition(indexed, draft) };
    case 'go':
      return goPlan(indexed, draft, move.to);
    case 'speak':
      return { position, language: move.language };
  }
}

function agreePlan(indexed: IndexedInstrument, draft: Draft, at: string): Plan | null {
  if (draft.position !== consentStep) return null;
  const { version: textVersion } = indexed.instrument.consent;
  return { consent: { given: true, at, textVersion }, position: nextPosition(indexed, draft) };
}

function goPlan(indexed: IndexedInstrument, { answers, consent }: Draft, to: string): Plan | null {
  const isOpen =
    to === reviewStep || askedQuestions(indexed, answers).some(({ code }) => code === to);
  return isOpen && consent !== null ? { position: to } : null;
}

function answerPlan(
  indexed: IndexedInstrument,
  draft: Draft,
  move: Extract<Move, { tag: 'answer' | 'keep' }>,
): Plan {
  const answer = { question: draft.position, value: move.value };
  const answers = answersAfter(draft.answers, answer);
  return {
    answer,
    position: move.tag === 'keep' ? draft.position : nextPosition(indexed, { ...draft, answers }),
  };
}

/** Answers: the draft after a step that is on disk. */
export function applyStep(draft: Draft, step: DraftStep): Draft {
  return {
    ...draft,
    answers: answersAfter(draft.answers, step.answer),
    ...(step.consent === undefined ? {} : { consent: step.consent }),
    ...(step.language === undefined ? {} : { language: step.language }),
    position: step.position,
    timings:
      step.timing === undefined
        ? draft.timings
        : { ...draft.timings, [step.timing.question]: step.timing.value },
    activeMs: step.activeMs,
  };
}

function answersAfter(answers: Draft['answers'], answer: DraftStep['answer']): Draft['answers'] {
  if (answer === undefined) return answers;
  const { [answer.question]: _before, ...others } = answers;
  return answer.value === null ? others : { ...others, [answer.question]: answer.value };
}
