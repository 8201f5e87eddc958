import type { Draft, SealedDraft } from '../../ports/field-shelf.ts';
import type { JournalRecord } from '../journal/journal-record.ts';

/** A draft as it lies on the phone: in clear where there is no vault, or an older version wrote it. */
type DraftRow = Draft | SealedDraft;

/**
 * Answers: which of two copies of one draft is the later?
 * Shape:   sealed comes after clear; of two sealed ones that with more steps, of two clear ones that with more active time.
 * Rule:    D-42
 */
export function isLater(one: DraftRow, other: DraftRow): boolean {
  if ('parts' in one) return !('parts' in other) || one.parts.length > other.parts.length;
  return !('parts' in other) && one.activeMs > other.activeMs;
}

/** Answers: the one record that makes a draft what it is. */
export const draftRecord = (draft: DraftRow): JournalRecord =>
  'parts' in draft ? { type: 'draft-sealed', draft } : { type: 'draft-started', draft };
