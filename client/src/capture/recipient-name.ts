import { isRecipientName } from '@sipas/shared/wire';

/**
 * Answers: the name that was typed, as the list of signatures prints it; null where it is none.
 * Shape:   composed, one blank between words, none around.
 * Rule:    L-12
 */
export function recipientName(typed: string): string | null {
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return isRecipientName(name) ? name : null;
}
