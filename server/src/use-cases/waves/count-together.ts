import { type Instrument, compareInstruments } from '@sipas/shared/questionnaire';

interface Version {
  readonly key: number;
  readonly keys: readonly number[];
  readonly id: string;
  readonly definition: Instrument;
}

/**
 * Answers: which versions of the instruments of a wave count together, and which stand for themselves?
 * Shape:   versions in the order of publishing → `versions`, each by itself, the newest of an id first, ids in the order in
 *          which the wave got them; `instruments`, of versions that differ in texts alone the newest, with the keys
 *          of all. Versions that add or break are reported apart, however the wave came by them.
 * Errors:  throws never.
 * Source:  decision 27.
 * Rule:    A-54
 */
export function countTogether<T extends Version>(
  published: readonly T[],
): { readonly instruments: readonly T[]; readonly versions: readonly T[] } {
  const ids = [...new Set(published.map(({ id }) => id))];
  const versions = ids.flatMap((id) => published.filter((one) => one.id === id).reverse());
  const instruments: T[] = [];
  for (const version of versions) {
    const place = instruments.findIndex((newer) => isComparable(version, newer));
    const newer = instruments[place];
    if (newer === undefined) instruments.push(version);
    else instruments[place] = { ...newer, keys: [...newer.keys, version.key] };
  }
  return { instruments, versions };
}

function isComparable(older: Version, newer: Version): boolean {
  if (older.id !== newer.id) return false;
  const { verdict } = compareInstruments(older.definition, newer.definition);
  return verdict === 'same' || verdict === 'comparable';
}
