import type { PlaceCounts } from './unit-tree.ts';

type Places = readonly PlaceCounts[];
const foundByPlaces = new WeakMap<Places, Map<string, unknown>>();

/**
 * Answers: what was found before of these very places, or what is found now?
 * Shape:   places, and a name of everything else that the finding goes by → the finding, once for each name as long as the
 *          places are there. What is hidden of a wave is the same for all its tables, and costs more than any of them. Places
 *          that are another object are others, though they hold the same: so whoever changes counts makes new places.
 * Errors:  throws what the finding throws, and then remembers nothing.
 * Rule:    S-50
 */
export function onceForPlaces<T>(places: Places, name: readonly unknown[], find: () => T): T {
  const found = foundByPlaces.get(places) ?? new Map<string, unknown>();
  foundByPlaces.set(places, found);
  const key = JSON.stringify(name);
  if (found.has(key)) return found.get(key) as T;
  const made = find();
  found.set(key, made);
  return made;
}
