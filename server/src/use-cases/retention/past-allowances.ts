import type { PastAllowances, StoredWave } from '../../ports/index.ts';

/** A wave and when it was closed last; null: it is open, or was never opened. */
export interface ClosedWave extends Pick<StoredWave, 'id' | 'status'> {
  readonly closedAt: string | null;
}

/**
 * Answers: whose signatures for the allowance are past their time?
 * Shape:   waves with their closing, the instant before which they must have been closed → the waves, and before when
 *          records came that name no wave of the store. Those go only when nothing that they may belong to is kept any more.
 * Missing: a wave that was opened again is not closed; one that was never opened keeps nothing back.
 * Errors:  throws never.
 * Source:  decisions D15 and 111.
 * Rule:    Y-08
 */
export function pastAllowances(waves: readonly ClosedWave[], before: string): PastAllowances {
  const isPast = ({ status, closedAt }: ClosedWave): boolean =>
    status === 'closed' && closedAt !== null && closedAt < before;
  const wasNeverOpened = ({ status, closedAt }: ClosedWave): boolean =>
    status === 'closed' && closedAt === null;
  const past = waves.filter(isPast);
  const isOver = waves.every((wave) => isPast(wave) || wasNeverOpened(wave));
  return { waves: past.map(({ id }) => id), unplacedBefore: isOver ? before : null };
}
