/** What a person may ask about the form that they answered. */
export const caseKinds = ['withdraw', 'see', 'correct', 'complain'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** `answered`: the person was told what will be done. The last two are ends. */
export const caseStates = ['received', 'answered', 'done', 'refused'] as const;
export type CaseState = (typeof caseStates)[number];

const next: Readonly<Record<CaseState, readonly CaseState[]>> = {
  received: ['received', 'answered', 'done', 'refused'],
  answered: ['answered', 'done', 'refused'],
  done: [],
  refused: [],
};

/**
 * Answers: may a case go from one state to another?
 * Shape:   a case that has ended stays as it ended; a note alone leaves the state as it is.
 * Source:  decision 107.
 * Rule:    H-01
 */
export const mayBecome = (from: CaseState, to: CaseState): boolean => next[from].includes(to);

/** Answers: is nothing more to be done? */
export const hasEnded = (state: CaseState): boolean => next[state].length === 0;
