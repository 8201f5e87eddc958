import type { DeviceLedger } from '../../ports/index.ts';

/**
 * Answers: in which life of the store has this phone not been heard, so that nobody knows what only it still holds?
 * Shape:   ledger → the incarnation that a restore began, until the phone says hello in it: then its heads tell which
 *          numbers lack. Null where the phone was heard, was enrolled since, or is written off for that very incarnation;
 *          in a store that was never restored always null.
 * Errors:  throws never.
 * Source:  decision 32.
 * Rule:    A-56
 */
export function unheardIn({ unheard, writeOffs }: DeviceLedger): string | null {
  const isWrittenOff = writeOffs.some(({ kind, epoch }) => kind === 'unheard' && epoch === unheard);
  return isWrittenOff ? null : unheard;
}
