import { type IndexedInstrument, indexInstrument } from '@sipas/shared/response';
import type { FieldPackage } from '@sipas/shared/wire';

/** Indexes each instrument version once, when it is first asked for; null where it is not on the phone. */
export function prepareInstruments(
  instruments: FieldPackage['instruments'],
): (version: string) => IndexedInstrument | null {
  const prepared = new Map<string, IndexedInstrument>();
  return (version) => {
    const known = prepared.get(version);
    if (known !== undefined) return known;
    const definition = instruments.find((one) => one.version === version)?.definition;
    if (definition === undefined) return null;
    const indexed = indexInstrument(definition);
    prepared.set(version, indexed);
    return indexed;
  };
}
