import type { ActionStatus } from './lateness.ts';

/** What people write of an action, and may write anew. */
export interface ActionContent {
  readonly what: string;
  /** An organisation or a post; never a private person's data. */
  readonly responsible: string;
  /** The last day, in Vietnam. */
  readonly dueDay: string;
  readonly status: ActionStatus;
  /** What shows that it was done: free text. */
  readonly evidence: string;
  readonly level: string;
  readonly units: readonly string[];
  readonly criteria: readonly string[];
}
export const actionFields = [
  'status',
  'what',
  'responsible',
  'dueDay',
  'level',
  'units',
  'criteria',
  'evidence',
] as const satisfies readonly (keyof ActionContent)[];
export type ActionField = (typeof actionFields)[number];

/** One thing that reads otherwise than before; a list of codes is a list, everything else one text. */
export interface ActionChange {
  readonly field: ActionField;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Answers: what did a person change when writing an action anew?
 * Shape:   content before, content after → the fields that differ, the status first.
 *          The order of codes says nothing: the same units in another order are no change.
 * Missing: an empty text is an empty list.
 * Rule:    F-06
 */
export function actionChanges(before: ActionContent, after: ActionContent): ActionChange[] {
  return actionFields.flatMap((field) => {
    const [from, to] = [valuesOf(before[field]), valuesOf(after[field])];
    return sameValues(from, to) ? [] : [{ field, before: from, after: to }];
  });
}

const valuesOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? (value === '' ? [] : [value]) : value;

const sameValues = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value));
