import type { FieldPackage } from '@sipas/shared/wire';
import type { Enrolled } from '../ports/field-shelf.ts';
import type { JournalRecord } from './journal/journal-record.ts';

/**
 * Answers: what is written when a field package names another surveyor, or other areas, than the phone keeps as its own?
 * Shape:   enrolment of now, package asked for under it → one record: that enrolment in the name and with the areas of the
 *          package; device, token, epoch and time of enrolment stay.
 * Missing: null where nothing differs or nobody has the phone.
 * Errors:  throws never.
 * Source:  decision 61: a phone is moved at the office, and hears of it by its package alone.
 * Rule:    C-61
 */
export function surveyorLearned(
  enrolled: Enrolled | undefined,
  { surveyor, areas }: FieldPackage,
): JournalRecord | null {
  const said = (one: Pick<Enrolled, 'surveyor' | 'areas'>) =>
    JSON.stringify([one.surveyor, one.areas]);
  return enrolled === undefined || said(enrolled) === said({ surveyor, areas })
    ? null
    : { type: 'enrolled', value: { ...enrolled, surveyor, areas } };
}
