import type { Tries } from '../../ports/index.ts';
import { createAttemptLimit } from './attempt-limit.ts';

/** Bounds how often passwords may be tried. */
export interface SignInLimits {
  /** Answers: null when this try may go on, else the seconds to wait. It is counted before it is known to fail. */
  take(username: string, address: string): Promise<number | null>;
  /** The try was right. */
  right(username: string, address: string): Promise<void>;
}

const quarterOfHour = 15 * 60;
const hour = 60 * 60;
/** So many places from which somebody signed in are remembered. */
const mostPlaces = 10_000;

/**
 * Answers: limits of the tries on one account from one address, from one address on all accounts, and on one account from
 * all addresses.
 * Shape:   what one address is refused counts no more for the account, so that one address cannot lock it for others; where
 *          the account was signed in before, since the server started, the last bound does not hold: it is the owner's place.
 * Units:   wrong tries: 10 and 60 in 15 minutes, 100 in an hour.
 * Missing: right tries do not count: a whole office signs in from one address.
 * Source:  NIST SP 800-63B-4, 3.2.2: at most 100 wrong tries in a row; OWASP Authentication Cheat Sheet.
 * Rule:    P-108
 */
export function createSignInLimits(tries?: Tries): SignInLimits {
  const onePlace = createAttemptLimit(10, quarterOfHour, { tries, name: 'sign-in place' });
  const ofAddress = createAttemptLimit(60, quarterOfHour, { tries, name: 'sign-in address' });
  const ofAccount = createAttemptLimit(100, hour, { tries, name: 'sign-in account' });
  const places = new Set<string>();
  const placeOf = (username: string, address: string) => `${username}|${address}`;
  return {
    async take(username, address) {
      const place = placeOf(username, address);
      return (
        (await onePlace.take(place)) ??
        (await ofAddress.take(address)) ??
        (places.has(place) ? null : await ofAccount.take(username))
      );
    },
    async right(username, address) {
      const place = placeOf(username, address);
      await onePlace.forget(place);
      await ofAddress.giveBack(address);
      if (!places.has(place)) await ofAccount.giveBack(username);
      remember(places, place);
    },
  };
}

function remember(places: Set<string>, place: string): void {
  places.delete(place);
  places.add(place);
  const [oldest] = places;
  if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
}
