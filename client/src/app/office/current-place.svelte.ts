import { type Place, parseHash, printHash } from './router.ts';

export interface CurrentPlace {
  readonly value: Place;
  /** Goes to a place in the same entry of the history: a choice made, not a step taken. */
  replace(place: Place): void;
}

/** The place in the address bar, followed as links and the browser's own buttons change it. */
export function followPlace(page: Window): CurrentPlace {
  let value = $state.raw(parseHash(page.location.hash));
  page.addEventListener('hashchange', () => {
    value = parseHash(page.location.hash);
  });
  return {
    get value() {
      return value;
    },
    replace(place) {
      page.history.replaceState(null, '', printHash(place));
      value = place;
    },
  };
}
