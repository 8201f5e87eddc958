import { isUuid7 } from '@sipas/shared/kernel';
import type { Clock, UnknownPhoneStore } from '../../ports/index.ts';
import { createAttemptLimit } from '../sign-in/index.ts';

const windowSeconds = 10 * 60;
const mostOfAddress = 30;
const mostOfAll = 300;
const samePhoneSeconds = 60;

/**
 * Answers: which refused calls are worth a row, so that the office sees a phone that an older backup has lost?
 * Shape:   what a call says, its address → a count for the id that it names, and of that id nothing else: no token, no
 *          number, no name, since nothing vouches for it. A phone once a minute; 30 of one address and 300 of all in ten
 *          minutes; what is beyond is not counted, and the phone comes again. The address is asked first: one that has named
 *          too many phones cannot use up the minute of a phone that calls from elsewhere. So a phone that calls again within
 *          its minute counts for its address; behind one address 29 others are seen beside it all the same.
 * Missing: what names no id is passed over.
 * Errors:  throws never for what was sent.
 * Source:  decision 61.
 * Rule:    A-91
 */
export function createNoteCaller({
  unknownPhones,
  clock,
}: {
  readonly unknownPhones: Pick<UnknownPhoneStore, 'noteCaller'>;
  readonly clock: Clock;
}): (said: unknown, address: string) => Promise<void> {
  const ofPhone = createAttemptLimit(1, samePhoneSeconds);
  const ofAddress = createAttemptLimit(mostOfAddress, windowSeconds);
  const ofAll = createAttemptLimit(mostOfAll, windowSeconds);
  return async (said, address) => {
    if (typeof said !== 'object' || said === null || !('deviceId' in said)) return;
    const { deviceId } = said;
    if (!isUuid7(deviceId)) return;
    if ((await ofAddress.take(address)) !== null) return;
    if ((await ofPhone.take(deviceId)) !== null) return;
    if ((await ofAll.take('all')) !== null) return;
    await unknownPhones.noteCaller(deviceId, clock.now());
  };
}
