import type { UnitHistory } from './forward-links.ts';

const foundByHistory = new WeakMap<UnitHistory, Map<string, unknown>>();

/**
 * Answers: what was found before of this very history, or what is found now?
 * Shape:   history, which nobody changes, and a name of everything else that the finding goes by → the finding, once for each
 *          name. To follow all communes over all changes takes longer than a table of figures.
 * Errors:  throws what the finding throws, and then remembers nothing.
 * Source:  decision 116.
 */
export function onceForHistory<T>(history: UnitHistory, name: string, find: () => T): T {
  const found = foundByHistory.get(history) ?? new Map<string, unknown>();
  foundByHistory.set(history, found);
  if (found.has(name)) return found.get(name) as T;
  const made = find();
  found.set(name, made);
  return made;
}
