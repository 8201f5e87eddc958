import type { RedeemAnswer } from '@sipas/shared/wire';
import type { Enrolled } from '../ports/field-shelf.ts';
import type { JournalRecord } from './journal/journal-record.ts';
import type { Settings } from './view/shelf-state.ts';

/**
 * Answers: what is written when an enrolment of this phone gets a new token?
 * Shape:   enrolments on the phone, the answer to a code that renews → one record: the enrolment of now or one of before with
 *          the new token, surveyor and areas. Device, epoch and time of enrolment stay, so the chain goes on unbroken.
 * Errors:  throws where the answer names no enrolment of this phone: nothing is written.
 * Source:  decision 61.
 * Rule:    C-60
 */
export function renewal(
  { enrolled, former = [] }: Partial<Pick<Settings, 'enrolled' | 'former'>>,
  { deviceId, deviceToken, surveyor, areas }: RedeemAnswer,
): JournalRecord {
  const renew = (one: Enrolled): Enrolled =>
    one.deviceId === deviceId ? { ...one, deviceToken, surveyor, areas } : one;
  if (enrolled?.deviceId === deviceId) return { type: 'enrolled', value: renew(enrolled) };
  if (!former.some((one) => one.deviceId === deviceId))
    throw new Error('a token was given for another phone');
  return { type: 'left', value: former.map(renew) };
}
