import { communesOf, oldDistrictGroupingId } from '@sipas/shared/admin-units';
import { type Day, type Result, isDay, ok, refuse } from '@sipas/shared/kernel';
import type { SchemeName } from '@sipas/shared/wire';
import type { Clock, Ids, PlannedVillage, StoredInstrument, WaveStore } from '../ports/index.ts';
import type { Refusal } from './refusal.ts';
import type { WaveReader } from './waves/index.ts';

export interface NewWave {
  readonly name: string;
  /** Ids; the version last added to the store is taken. */
  readonly instruments: readonly string[];
  readonly catalogue: string;
  readonly scheme: SchemeName;
  readonly minimumBase: number;
  readonly minimumCell: number;
  /** What a household receives for its answers, in đồng; absent: nothing. */
  readonly allowanceVnd?: number | null;
  readonly villages: readonly PlannedVillage[];
}

/** Bounds of publication where a wave names none (decision D7). */
export const defaultBounds = { minimumBase: 30, minimumCell: 10 } as const;

/**
 * Answers: a new open wave.
 * Errors:  wave.exists for a name that is taken; wave.invalid naming what does not fit: a blank name, no or unknown instrument, a day without communes, a
 *          village whose commune is not in the catalogue or that stands twice; wave.base-below-cell where a unit could show
 *          figures of fewer people than a group of it.
 * Rule:    P-13
 */
export async function createWave(
  needs: {
    readonly waves: WaveStore;
    readonly reader: WaveReader;
    readonly clock: Clock;
    readonly ids: Ids;
  },
  asked: NewWave,
): Promise<Result<{ readonly waveId: string }, Refusal>> {
  const stored = await needs.waves.instruments();
  const instruments = [...new Set(asked.instruments)].map((id) => latest(stored, id));
  const fault =
    (await findFault(needs.reader, asked)) ??
    (instruments.includes(undefined) ? 'an unknown instrument' : null);
  if (fault !== null) return refuse({ code: 'wave.invalid', detail: fault });
  if (asked.minimumBase < asked.minimumCell)
    return refuse({
      code: 'wave.base-below-cell',
      detail: `${String(asked.minimumBase)} < ${String(asked.minimumCell)}`,
    });
  const known = await needs.waves.waves();
  const name = asked.name.normalize('NFC').trim();
  if (known.some((wave) => wave.name === name))
    return refuse({ code: 'wave.exists', detail: name });
  const { catalogue, scheme, minimumBase, minimumCell, villages } = asked;
  const waveId = needs.ids.uuid7();
  await needs.waves.addWave(
    {
      id: waveId,
      name,
      status: 'open',
      catalogue,
      scheme,
      minimumBase,
      minimumCell,
      districtGrouping: oldDistrictGroupingId,
      allowanceVnd: asked.allowanceVnd ?? null,
      instrumentKeys: instruments.flatMap((instrument) => instrument?.key ?? []),
    },
    villages,
    needs.clock.now(),
  );
  return ok({ waveId });
}

const latest = (stored: readonly StoredInstrument[], id: string): StoredInstrument | undefined =>
  stored.filter((instrument) => instrument.id === id).sort((a, b) => b.key - a.key)[0];

async function findFault(reader: WaveReader, asked: NewWave): Promise<string | null> {
  if (asked.name.trim() === '') return 'a blank name';
  if (asked.instruments.length === 0) return 'no instrument';
  if (!isDay(asked.catalogue)) return `${asked.catalogue} is not a day`;
  const communes = await communesOn(reader, asked.catalogue);
  if (communes.size === 0) return `no list of units on ${asked.catalogue}`;
  const seen = new Set<string>();
  for (const { commune, code } of asked.villages) {
    if (!communes.has(commune)) return `${commune} is no commune on ${asked.catalogue}`;
    if (code === '' || seen.has(`${commune}/${code}`))
      return `village ${commune}/${code} twice or blank`;
    seen.add(`${commune}/${code}`);
  }
  return null;
}

/** The lists of units do not reach back for ever: on a day before them they contradict each other (U-02). */
async function communesOn(reader: WaveReader, day: Day): Promise<ReadonlySet<string>> {
  try {
    const { catalogue } = await reader.unitsOn(day);
    return new Set(communesOf(catalogue).map(({ code }) => code));
  } catch (error) {
    if (error instanceof RangeError) return new Set();
    throw error;
  }
}
