import type { ResponseKind } from './response-kind.ts';

/**
 * Answers: which of the revisions of one response counts?
 * Shape:   stored revisions of one responseId, in any order → the highest of final, correction and withdrawal; null where
 *          there is none, or where that one is a withdrawal. Unfinished forms and visits never count.
 * Errors:  throws never.
 * Source:  the contract of the wire, protocol 1: a corrected form keeps its id and raises its revision.
 * Rule:    R-08
 */
export function currentRevision<
  T extends { readonly kind: ResponseKind; readonly revision: number },
>(revisions: readonly T[]): T | null {
  let highest: T | null = null;
  for (const revision of revisions) {
    if (revision.kind === 'partial' || revision.kind === 'visit') continue;
    if (highest === null || revision.revision > highest.revision) highest = revision;
  }
  return highest?.kind === 'withdrawal' ? null : highest;
}
