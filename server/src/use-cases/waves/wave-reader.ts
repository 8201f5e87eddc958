import {
  type Catalogue,
  type Grouping,
  type Unit,
  type UnitLadder,
  createCatalogue,
  createUnitLadder,
} from '@sipas/shared/admin-units';
import type { Day } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import {
  type CountLayout,
  type Packing,
  createCountLayout,
  createPacking,
} from '@sipas/shared/scoring';
import type {
  PlannedVillage,
  StoredGrouping,
  StoredInstrument,
  StoredWave,
  WaveStore,
} from '../../ports/index.ts';
import { countTogether } from './count-together.ts';

/** An instrument of the store, ready to count and score with. */
export interface OpenInstrument {
  readonly key: number;
  /** Of this version and of those before it whose answers count together with it. */
  readonly keys: readonly number[];
  readonly id: string;
  readonly version: string;
  readonly definition: Instrument;
  readonly packing: Packing;
  readonly layout: CountLayout;
}

/** The units in force on a day. */
export interface OpenUnits {
  readonly catalogue: Catalogue;
  /** Those by which figures are gathered: of a frozen wave as they stood when it was frozen. */
  readonly groupings: readonly Grouping[];
  /** Those that stand now: people's areas follow them. */
  readonly areaGroupings: readonly Grouping[];
  readonly ladder: UnitLadder;
}

/** A wave with all that it rests on. */
export interface OpenWave extends OpenUnits {
  readonly wave: StoredWave;
  /** What is reported: of versions that count together the newest. The newest version of an id comes first. */
  readonly instruments: readonly OpenInstrument[];
  /** Every version by itself, the newest of an id first. */
  readonly versions: readonly OpenInstrument[];
  readonly villages: readonly PlannedVillage[];
  /** Names of these villages by `commune/code`. */
  readonly villageNames: ReadonlyMap<string, string>;
}

export interface WaveReader {
  /** Answers: the wave of this id, null where there is none. */
  wave(id: string): Promise<OpenWave | null>;
  waves(): Promise<readonly OpenWave[]>;
  /** Answers: the units in force on a day, and the groupings. */
  unitsOn(day: Day): Promise<OpenUnits>;
  /** Answers: every unit of the store through time. */
  units(): Promise<readonly Unit[]>;
}

/** What waves are read from: the same whether a store has it or a file. */
export type WaveSource = Pick<
  WaveStore,
  'waves' | 'instruments' | 'villages' | 'units' | 'groupings' | 'groupingVersions'
>;

type Plan = Pick<OpenWave, 'villages' | 'villageNames'>;

/** Reads waves from the store. What never changes once it is stored (units, instruments, plans) is read once. */
export function createWaveReader(store: WaveSource): WaveReader {
  const openInstruments = new Map<number, OpenInstrument>();
  const plans = new Map<string, Plan>();
  // Groupings are written anew now and then, by this process or a command beside it.
  const openUnits = new Map<string, { readonly opened: OpenUnits; readonly version: number }>();

  const frozenGroupings = new Map<string, readonly Grouping[]>();
  // By the units that stand: what is worked out of the places of a wave goes by the very same ladder.
  const frozenUnits = new WeakMap<OpenUnits, Map<string, OpenUnits>>();

  async function unitsOn(day: Day) {
    const version = await store.groupingVersions();
    const known = openUnits.get(day);
    if (known?.version === version) return known.opened;
    const units = (await store.units()) as readonly Unit[];
    const groupings = (await store.groupings()).map(openGrouping);
    const catalogue = createCatalogue(units, day);
    const ladder = createUnitLadder(catalogue, groupings);
    const opened = { catalogue, groupings, areaGroupings: groupings, ladder };
    if (opened.catalogue.units.length > 0) openUnits.set(day, { opened, version });
    return opened;
  }

  /**
   * Answers: the units by which a wave is told: the figures of a frozen one are gathered as the groupings stood then.
   * Source:  decision 95. What stood at a moment is never changed after it.
   * Rule:    W-45
   */
  async function unitsOf({ catalogue: day, frozenAt }: StoredWave): Promise<OpenUnits> {
    const standing = await unitsOn(day as Day);
    if (frozenAt === undefined) return standing;
    const known = frozenUnits.get(standing)?.get(frozenAt);
    if (known !== undefined) return known;
    const groupings = frozenGroupings.get(frozenAt) ?? (await groupingsAt(frozenAt));
    const ladder = createUnitLadder(standing.catalogue, groupings);
    const frozen = { ...standing, groupings, ladder };
    const byMoment = frozenUnits.get(standing) ?? new Map<string, OpenUnits>();
    frozenUnits.set(standing, byMoment.set(frozenAt, frozen));
    return frozen;
  }

  async function groupingsAt(moment: string): Promise<readonly Grouping[]> {
    const groupings = (await store.groupings(moment)).map(openGrouping);
    frozenGroupings.set(moment, groupings);
    return groupings;
  }

  async function instrumentsOf({ instrumentKeys }: StoredWave) {
    if (!instrumentKeys.every((key) => openInstruments.has(key)))
      for (const stored of await store.instruments())
        if (!openInstruments.has(stored.key))
          openInstruments.set(stored.key, openInstrument(stored));
    return instrumentKeys.flatMap((key) => openInstruments.get(key) ?? []);
  }

  async function planOf({ id }: StoredWave): Promise<Plan> {
    const known = plans.get(id);
    if (known !== undefined) return known;
    const villages = await store.villages(id);
    const villageNames = new Map(
      villages.map(({ commune, code, name }) => [`${commune}/${code}`, name]),
    );
    plans.set(id, { villages, villageNames });
    return { villages, villageNames };
  }

  const open = async (wave: StoredWave): Promise<OpenWave> => ({
    wave,
    ...countTogether(await instrumentsOf(wave)),
    ...(await planOf(wave)),
    ...(await unitsOf(wave)),
  });

  return {
    async wave(id) {
      const found = (await store.waves()).find((wave) => wave.id === id);
      return found === undefined ? null : open(found);
    },
    async waves() {
      return Promise.all((await store.waves()).map(open));
    },
    unitsOn,
    units: async () => (await store.units()) as readonly Unit[],
  };
}

function openInstrument({ key, id, version, canonical }: StoredInstrument): OpenInstrument {
  const definition = JSON.parse(canonical) as Instrument;
  const packing = createPacking(definition);
  return {
    key,
    keys: [key],
    id,
    version,
    definition,
    packing,
    layout: createCountLayout(definition, packing),
  };
}

const openGrouping = ({ id, title, nodes, members }: StoredGrouping): Grouping => ({
  id,
  title,
  nodes,
  nodeByCommune: new Map(members.map(({ commune, node }) => [commune, node])),
});
