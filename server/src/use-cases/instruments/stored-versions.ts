import type { Sha256Hex } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { StoredInstrument, WaveStore } from '../../ports/index.ts';

/** A version of an instrument as people name it. */
export interface StoredVersion {
  readonly key: number;
  readonly id: string;
  readonly version: Sha256Hex;
  /** Counted from 1 among the versions of its instrument, in the order in which the store got them. */
  readonly number: number;
  readonly definition: Instrument;
}

/** Answers: every version of every instrument, in the order in which the store got them. */
export async function storedVersions(
  store: Pick<WaveStore, 'instruments'>,
): Promise<readonly StoredVersion[]> {
  const inOrder = [...(await store.instruments())].sort((a, b) => a.key - b.key);
  return inOrder.map((stored, place) => ({
    key: stored.key,
    id: stored.id,
    version: stored.version as Sha256Hex,
    number: numberOf(stored, inOrder.slice(0, place)),
    definition: JSON.parse(stored.canonical) as Instrument,
  }));
}

const numberOf = ({ id }: StoredInstrument, earlier: readonly StoredInstrument[]): number =>
  1 + earlier.filter((one) => one.id === id).length;

/** Answers: a version as the wire names it. */
export const printVersionName = ({ version, number, definition }: StoredVersion) => ({
  version,
  number,
  title: definition.title.vi,
});
