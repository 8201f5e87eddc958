import type { Unit } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import { missingSymbols } from '@sipas/shared/scoring';
import type { CountedResponses, StoredGrouping, StoredWave, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { type WaveWeights, chooseInstrument } from '../report-scores/index.ts';
import { type OpenInstrument, type WaveReader, scopeOf } from '../waves/index.ts';
import { bundleColumns } from './bundle-columns.ts';

/** One counted response: where it was given, as far as intervals need it, and its closed answers. */
export interface BundleRow {
  readonly commune: string;
  /** Number of the village among those of the commune that answered; its code and name stay in the store. */
  readonly cluster: string;
  readonly packed: string;
}

/** Everything that the published tables of a wave are computed from, and no more. */
export interface BundleData {
  readonly wave: Omit<StoredWave, 'status' | 'allowanceVnd' | 'instrumentKeys'>;
  readonly instrument: {
    readonly id: string;
    readonly version: string;
    readonly definition: Instrument;
  };
  readonly units: readonly Unit[];
  readonly groupings: readonly StoredGrouping[];
  /** In the order of their content. */
  readonly rows: readonly BundleRow[];
  /** Households for which a respondent of a village stands; none: the wave has no weights. */
  readonly weights: readonly {
    readonly commune: string;
    readonly cluster: string;
    readonly weight: number;
  }[];
}

/**
 * Answers: the data from which the tables of a frozen wave can be computed again, as its first edition has them: forms leave of
 *          that one alone (decision 90), so the bundle is the same after later ones.
 * Shape:   closed answers that are not sensitive, by commune and number of the village; rows in the order of their content. No id,
 *          village, household, phone, surveyor, mode or time.
 * Missing: each kind of its own; a sensitive answer reads as not asked, which no table looks at.
 * Errors:  wave.unknown; permission.denied for who sees a part of the wave; report.unknown-instrument; figures.not-frozen, since the
 *          tables of a growing wave are others tomorrow.
 * Source:  decisions D15 and 92.
 * Rule:    X-80
 */
export async function gatherBundle(
  needs: {
    readonly reader: WaveReader;
    readonly responses: CountedResponses;
    readonly weights: WaveWeights;
  },
  user: Pick<User, 'areas'>,
  waveId: string,
  asked: string | undefined,
): Promise<Result<BundleData, Refusal>> {
  const open = await visibleWave(needs.reader, user, waveId);
  if (open === null) return refuse({ code: 'wave.unknown' });
  if (scopeOf(user, open) !== 'all') return refuse({ code: 'permission.denied' });
  const instrument = chooseInstrument(open, asked);
  if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
  if (open.wave.edition === undefined)
    return refuse({ code: 'figures.not-frozen', detail: waveId });

  const hide = createHide(instrument);
  const read: { readonly commune: string; readonly village: string; readonly packed: string }[] =
    [];
  for await (const row of needs.responses.countedResponses(waveId, instrument.keys, 'all'))
    read.push({ commune: row.commune, village: row.village, packed: hide(row.packed) });
  const clusterOf = numberVillages(read);
  const weights = await needs.weights(waveId);
  const { id, name, catalogue, scheme, minimumBase, minimumCell, districtGrouping } = open.wave;
  const { version, definition } = instrument;
  return ok({
    wave: { id, name, catalogue, scheme, minimumBase, minimumCell, districtGrouping },
    instrument: { id: instrument.id, version, definition },
    units: open.catalogue.units,
    groupings: open.groupings.map(({ nodeByCommune, id: grouping, title, nodes }) => ({
      id: grouping,
      title,
      nodes,
      members: [...nodeByCommune].map(([commune, node]) => ({ commune, node })).sort(byContent),
    })),
    rows: read
      .map(({ commune, village, packed }) => ({
        commune,
        cluster: clusterOf(commune, village) ?? '',
        packed,
      }))
      .sort(byContent),
    weights: weights
      .flatMap(({ commune, village, weight }) => {
        const cluster = clusterOf(commune, village);
        return cluster === undefined ? [] : [{ commune, cluster, weight }];
      })
      .sort(byContent),
  });
}

/** What is not exported reads as not asked. */
function createHide(instrument: OpenInstrument): (packed: string) => string {
  const shown = new Set(bundleColumns(instrument.definition).map(({ slot }) => slot));
  const notAsked = missingSymbols['not-asked'];
  return (packed) =>
    Array.from(packed, (symbol, slot) => (shown.has(slot) ? symbol : notAsked)).join('');
}

/** Villages are numbered in the order of their codes, with leading zeros, so that their order stays what it was. */
function numberVillages(rows: readonly { readonly commune: string; readonly village: string }[]) {
  const villages = new Map<string, Set<string>>();
  for (const { commune, village } of rows) {
    const known = villages.get(commune) ?? new Set();
    villages.set(commune, known.add(village));
  }
  const numbers = new Map(
    [...villages].map(([commune, codes]) => [
      commune,
      new Map(
        [...codes]
          .sort()
          .map((code, place) => [code, String(place + 1).padStart(String(codes.size).length, '0')]),
      ),
    ]),
  );
  return (commune: string, village: string) => numbers.get(commune)?.get(village);
}

function byContent<Row extends { readonly commune: string }>(a: Row, b: Row): number {
  const [one, other] = [JSON.stringify(Object.values(a)), JSON.stringify(Object.values(b))];
  return one < other ? -1 : one > other ? 1 : 0;
}
