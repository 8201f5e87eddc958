import type { FieldPackage } from '@sipas/shared/wire';
import type { ClosedWave, FieldShelf } from '../ports/field-shelf.ts';

type Kept = NonNullable<Awaited<ReturnType<FieldShelf['fieldPackage']>>>;
interface Made {
  readonly waveId: string;
  readonly commune: string;
}

/**
 * Answers: which waves were on this phone and are closed now, with the names that its forms still need?
 * Shape:   package so far, the one that replaces it, where forms were made or begun → waves that the new one offers no more,
 *          oldest first, each with the communes in which this phone has something and the key to which a draft that is still
 *          open will be sealed. A wave that is offered again is open.
 * Missing: a phone that never had the wave does not know of it.
 * Errors:  throws never.
 * Source:  the contract of the wire: a package holds the open waves alone.
 * Rule:    D-38
 */
export function closedWaves(
  known: Kept | undefined,
  fresh: FieldPackage,
  made: readonly Made[],
): readonly ClosedWave[] {
  const gone = [...(known?.closed ?? []), ...(known?.value.waves ?? [])].filter(
    ({ id }) => !fresh.waves.some((wave) => wave.id === id),
  );
  return gone.map(({ id, name, units, ingestKey }) => ({
    id,
    name,
    ...(ingestKey === undefined ? {} : { ingestKey }),
    units: units.filter(({ code }) =>
      made.some(({ waveId, commune }) => waveId === id && commune === code),
    ),
  }));
}
