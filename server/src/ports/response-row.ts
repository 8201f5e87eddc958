import type { EnvelopeKind } from '@sipas/shared/wire';

/** Whether a response counts, and if not, why. */
export type ResponseState = 'counted' | 'slot-taken' | 'withdrawn' | 'partial' | 'visit';

interface Revision {
  readonly kind: EnvelopeKind;
  readonly revision: number;
}

/**
 * Answers: does a revision that arrives take the row of its response from the one that has it?
 * Shape:   final, correction and withdrawal go before partial and visit; then the higher revision goes first. So the
 *          row is the same in whatever order the revisions arrive, and it counts exactly when R-08 finds a revision.
 * Errors:  throws never.
 * Rule:    A-02
 */
export function takesRow(arriving: Revision, held: Revision): boolean {
  const [a, b] = [isWhole(arriving.kind), isWhole(held.kind)];
  return a === b ? arriving.revision > held.revision : a;
}

const isWhole = (kind: EnvelopeKind): boolean => kind !== 'partial' && kind !== 'visit';

/** Answers: the state of a response by its kind alone, before its household slot is looked at. */
export function stateOfKind(kind: EnvelopeKind): ResponseState {
  if (kind === 'withdrawal') return 'withdrawn';
  return kind === 'partial' || kind === 'visit' ? kind : 'counted';
}
