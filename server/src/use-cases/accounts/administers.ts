import type { Day } from '@sipas/shared/kernel';
import type { Clock, User } from '../../ports/index.ts';
import { type WaveReader, isEmptyScope, isWithin, scopeOf } from '../waves/index.ts';

/** Tells whether the areas of another lie in one's own. */
export type Administers = (other: Pick<User, 'areas'>) => boolean;

/**
 * Answers: of whose account does this person answer?
 * Shape:   who looks (null: whoever is at the machine, of all) → a predicate: all that the other sees, the one who looks sees
 *          too, by the units of today. Whoever shares a part alone is looked after by who has the whole.
 * Missing: areas of another time are in the care of who sees all of today.
 * Rule:    P-113
 */
export async function createAdministers(
  { reader, clock }: { readonly reader: WaveReader; readonly clock: Clock },
  looker: Pick<User, 'areas'> | null,
): Promise<Administers> {
  if (looker === null) return () => true;
  const units = await reader.unitsOn(clock.now().slice(0, 10) as Day);
  const own = scopeOf(looker, units);
  if (own === 'all') return () => true;
  return (other) => {
    const scope = scopeOf(other, units);
    return !isEmptyScope(scope) && isWithin(scope, own);
  };
}
