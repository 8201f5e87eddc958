import type { Unit } from '@sipas/shared/admin-units';
import type { StoredGrouping, WaveStore } from '../../ports/index.ts';

/** An area as people read it. */
export interface NamedArea {
  readonly code: string;
  readonly name: string;
}

/**
 * Answers: what are these areas called?
 * Shape:   reads the units once → area codes → code and name, in the given order. A code used at several times takes
 *          its latest name.
 * Missing: a code that nothing carries is its own name.
 */
export async function readAreaNames(
  store: Pick<WaveStore, 'units' | 'groupings'>,
): Promise<(codes: readonly string[]) => readonly NamedArea[]> {
  const units = (await store.units()) as readonly Unit[];
  const groupings = await store.groupings();
  return (codes) =>
    codes.map((code) => ({
      code,
      name: groupingNodeName(groupings, code) ?? latestName(units, code) ?? code,
    }));
}

/** Answers: what are the areas of one person called? */
export const nameAreas = async (
  store: Pick<WaveStore, 'units' | 'groupings'>,
  codes: readonly string[],
): Promise<readonly NamedArea[]> => (await readAreaNames(store))(codes);

function groupingNodeName(groupings: readonly StoredGrouping[], code: string): string | undefined {
  const [, id, node] = /^grouping:([^:]+):(.+)$/.exec(code) ?? [];
  const grouping = groupings.find((candidate) => candidate.id === id);
  return grouping?.nodes.find((candidate) => candidate.code === node)?.title;
}

const forever = '9999-12-31';

function latestName(units: readonly Unit[], code: string): string | undefined {
  return units
    .filter((unit) => unit.code === code)
    .sort((a, b) => ((a.validTo ?? forever) < (b.validTo ?? forever) ? 1 : -1))[0]?.name;
}
