import { foldText } from '@sipas/shared/kernel';
import { searchRows } from '../search.ts';

/** Somewhere that the list leads to. */
export interface Place {
  readonly kind: 'screen' | 'view' | 'wave' | 'unit';
  readonly name: string;
  readonly href: string;
}

/** As many as a small screen shows without scrolling far. */
const mostShown = 10;

/**
 * Answers: the places that a few letters find, those first whose name begins with them.
 * Shape:   places in the order of the menu → at most ten, and how many more there are; accents, case and the order of
 *          words do not matter.
 */
export function findPlaces(
  places: readonly Place[],
  search: string,
): { readonly shown: readonly Place[]; readonly more: number } {
  const found = searchRows(places, search, ({ name }) => name);
  const typed = foldText(search).trim();
  const begins = ({ name }: Place): boolean => foldText(name).startsWith(typed);
  const ordered = [...found.filter(begins), ...found.filter((place) => !begins(place))];
  return { shown: ordered.slice(0, mostShown), more: Math.max(0, ordered.length - mostShown) };
}
