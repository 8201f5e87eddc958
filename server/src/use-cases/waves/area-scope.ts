import { communesInArea, communesOf } from '@sipas/shared/admin-units';
import type { CommuneScope, User } from '../../ports/index.ts';
import type { OpenWave } from './wave-reader.ts';

/**
 * Answers: which communes of a catalogue may this person see?
 * Shape:   the person's area codes → `all` where they cover every commune, else the communes they cover.
 * Missing: an area that the catalogue does not know (of another time) covers nothing.
 * Rule:    P-04
 */
export function scopeOf(
  user: Pick<User, 'areas'>,
  { catalogue, areaGroupings }: Pick<OpenWave, 'catalogue' | 'areaGroupings'>,
): CommuneScope {
  const communes = new Set<string>();
  for (const area of user.areas) {
    const covered = communesInArea(catalogue, areaGroupings, area);
    if (covered.ok) for (const commune of covered.value) communes.add(commune);
  }
  return communes.size > 0 && communes.size === communesOf(catalogue).length ? 'all' : communes;
}

/** Answers: does this commune lie in the scope? */
export const isInScope = (scope: CommuneScope, commune: string): boolean =>
  scope === 'all' || scope.has(commune);

/** Answers: is there nothing to see in this scope? */
export const isEmptyScope = (scope: CommuneScope): boolean => scope !== 'all' && scope.size === 0;

/** Answers: do two scopes share a commune? */
export function scopesMeet(a: CommuneScope, b: CommuneScope): boolean {
  if (a === 'all') return !isEmptyScope(b);
  if (b === 'all') return !isEmptyScope(a);
  for (const commune of a) if (b.has(commune)) return true;
  return false;
}

/** Answers: does the first scope hold no commune that the second lacks? */
export const isWithin = (inner: CommuneScope, outer: CommuneScope): boolean =>
  outer === 'all' || (inner !== 'all' && [...inner].every((commune) => outer.has(commune)));
