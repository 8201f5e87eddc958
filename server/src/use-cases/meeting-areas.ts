import type { Day } from '@sipas/shared/kernel';
import type { Clock, User } from '../ports/index.ts';
import { type WaveReader, scopeOf, scopesMeet } from './waves/index.ts';

/**
 * Answers: do the areas of two people share a commune, in the catalogue of any wave (of today while there is none)?
 * Shape:   the person who looks → a predicate on others.
 * Rule:    P-06
 */
export async function createMeetsAreas(
  reader: WaveReader,
  clock: Clock,
  looker: Pick<User, 'areas'>,
): Promise<(other: Pick<User, 'areas'>) => boolean> {
  const waves = await reader.waves();
  const catalogues =
    waves.length > 0 ? waves : [await reader.unitsOn(clock.now().slice(0, 10) as Day)];
  const looks = catalogues.map((catalogue) => ({ catalogue, scope: scopeOf(looker, catalogue) }));
  return (other) =>
    looks.some(({ catalogue, scope }) => scopesMeet(scope, scopeOf(other, catalogue)));
}
