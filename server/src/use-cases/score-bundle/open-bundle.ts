import { canonicalInstrument } from '@sipas/shared/questionnaire';
import {
  type AnswerCounts,
  addResponse,
  createCountLayout,
  createCounts,
  createPacking,
} from '@sipas/shared/scoring';
import type { CountedResponses, VillageCounts, VillageWeight } from '../../ports/index.ts';
import { type WaveReader, createWaveReader } from '../waves/index.ts';
import type { BundleData } from './bundle-data.ts';

/** What a report reads, out of a bundle. */
export interface OpenBundle {
  readonly reader: WaveReader;
  readonly responses: CountedResponses;
  readonly weights: () => Promise<readonly VillageWeight[]>;
}

const onlyKey = 1;

/**
 * Answers: the data of a bundle as reports read those of a store, so that both go through the same gate.
 * Errors:  throws RangeError where units do not form a tree.
 */
export function openBundle(data: BundleData): OpenBundle {
  const { definition, id, version } = data.instrument;
  const canonical = canonicalInstrument(definition);
  // Bundles are made of first editions alone.
  const wave = { ...data.wave, status: 'closed', allowanceVnd: null, edition: 1 } as const;
  const packing = createPacking(definition);
  const layout = createCountLayout(definition, packing);
  let villages: readonly VillageCounts[] | undefined;
  const wholeCounts = (): Promise<readonly VillageCounts[]> => {
    villages ??= countRows(
      data,
      () => createCounts(layout),
      (counts, packed) => {
        addResponse(layout, counts, packed, 1);
      },
    );
    // Whoever gets counts may add to them.
    return Promise.resolve(villages.map((one) => ({ ...one, counts: one.counts.slice() })));
  };
  return {
    reader: createWaveReader({
      waves: () => Promise.resolve([{ ...wave, instrumentKeys: [onlyKey] }]),
      instruments: () => Promise.resolve([{ key: onlyKey, id, version, canonical }]),
      villages: () => Promise.resolve([]),
      units: () => Promise.resolve(data.units),
      groupings: () => Promise.resolve(data.groupings),
      groupingVersions: () => Promise.resolve(0),
    }),
    responses: {
      villageCounts: wholeCounts,
      guardingCounts: wholeCounts,
      async *countedResponses() {
        for (const [place, { commune, cluster, packed }] of data.rows.entries())
          yield await Promise.resolve({
            responseId: String(place),
            revision: 1,
            instrumentKey: onlyKey,
            commune,
            village: cluster,
            mode: '',
            finishedAt: '',
            packed,
          });
      },
    },
    weights: () =>
      Promise.resolve(
        data.weights.map(({ commune, cluster, weight }) => ({ commune, village: cluster, weight })),
      ),
  };
}

function countRows(
  { rows }: BundleData,
  create: () => AnswerCounts,
  add: (counts: AnswerCounts, packed: string) => void,
): readonly VillageCounts[] {
  const byPlace = new Map<string, VillageCounts & { readonly counts: AnswerCounts }>();
  for (const { commune, cluster, packed } of rows) {
    const place = `${commune}/${cluster}`;
    const known = byPlace.get(place) ?? { commune, village: cluster, counts: create() };
    byPlace.set(place, known);
    add(known.counts, packed);
  }
  return [...byPlace.values()];
}
