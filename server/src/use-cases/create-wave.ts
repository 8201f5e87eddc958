import { communesOf, oldDistrictGroupingId } from '@sipas/shared/admin-units';
import { type Result, isDay, ok, refuse } from '@sipas/shared/kernel';
import type { FieldRegistry } from '@sipas/shared/privacy';
import type { Instrument } from '@sipas/shared/questionnaire';
import { type SchemeName, waveLimits } from '@sipas/shared/wire';
import type {
  Clock,
  Ids,
  PlannedVillage,
  StoredInstrument,
  User,
  WaveStore,
} from '../ports/index.ts';
import type { Refusal } from './refusal.ts';
import { fieldsFault } from './registered-fields.ts';
import { type WaveReader, scopeOf } from './waves/index.ts';

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
  /** Each with the line of the file that it comes from, where it comes from one. */
  readonly villages: readonly (PlannedVillage & { readonly line?: number })[];
  /** Whether it takes forms at once (so without it); else it waits until it is opened. */
  readonly open?: boolean;
}

interface CreateNeeds {
  readonly waves: WaveStore;
  readonly reader: WaveReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly fields: FieldRegistry;
}

/** Bounds of publication where a wave names none (decision D7). */
export const defaultBounds = { minimumBase: 30, minimumCell: 10 } as const;

/**
 * Answers: a new wave, open or waiting to be opened.
 * Errors:  wave.bad-name for a blank, long or broken one; wave.no-instrument; wave.unknown-instrument naming it;
 *          instrument.unregistered-fields (Y-03);
 *          wave.unknown-catalogue for a day without communes; permission.denied for who does not see every commune of that day;
 *          plan.unknown-commune and plan.repeated-village; wave.base-below-cell where a unit could show figures of fewer
 *          people than a group of it; wave.exists for a name that is taken. Nothing is stored then.
 * Rule:    P-13
 */
export async function createWave(
  needs: CreateNeeds,
  asked: NewWave,
  /** Null: the operator at the machine, who sees everything. */
  actor: Pick<User, 'areas'> | null = null,
): Promise<Result<{ readonly waveId: string }, Refusal>> {
  const name = asked.name.normalize('NFC').trim();
  if (name === '' || name.length > waveLimits.nameLength || /\p{Cc}/u.test(name))
    return refuse({ code: 'wave.bad-name' });
  const instruments = await chooseInstruments(needs, asked.instruments);
  if (!instruments.ok) return instruments;
  const fault = (await placeFault(needs.reader, asked, actor)) ?? boundsFault(asked);
  if (fault !== null) return refuse(fault);
  const { catalogue, scheme, minimumBase, minimumCell, open = true } = asked;
  const waveId = needs.ids.uuid7();
  const isKept = await needs.waves.addWave(
    {
      id: waveId,
      name,
      status: open ? 'open' : 'closed',
      catalogue,
      scheme,
      minimumBase,
      minimumCell,
      districtGrouping: oldDistrictGroupingId,
      allowanceVnd: asked.allowanceVnd ?? null,
      instrumentKeys: instruments.value.map(({ key }) => key),
    },
    asked.villages.map(({ line: _line, ...village }) => village),
    needs.clock.now(),
  );
  return isKept ? ok({ waveId }) : refuse({ code: 'wave.exists', detail: name });
}

async function chooseInstruments(
  { waves, fields }: CreateNeeds,
  ids: readonly string[],
): Promise<Result<readonly StoredInstrument[], Refusal>> {
  const newest = newestInstruments(await waves.instruments());
  const chosen: StoredInstrument[] = [];
  for (const id of new Set(ids)) {
    const found = newest.find((instrument) => instrument.id === id);
    if (found === undefined) return refuse({ code: 'wave.unknown-instrument', detail: id });
    const fault = fieldsFault(fields, JSON.parse(found.canonical) as Instrument);
    if (fault !== null) return refuse(fault);
    chosen.push(found);
  }
  return chosen.length === 0 ? refuse({ code: 'wave.no-instrument' }) : ok(chosen);
}

/** Answers: of each instrument the version that was last added to the store, in the order of ids. */
export function newestInstruments(
  stored: readonly StoredInstrument[],
): readonly StoredInstrument[] {
  const newest = new Map<string, StoredInstrument>();
  for (const one of stored) if (one.key >= (newest.get(one.id)?.key ?? 0)) newest.set(one.id, one);
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const boundsFault = ({ minimumBase, minimumCell }: NewWave): Refusal | null =>
  minimumBase < minimumCell
    ? {
        code: 'wave.base-below-cell',
        detail: `${String(minimumBase)} < ${String(minimumCell)}`,
      }
    : null;

async function placeFault(
  reader: WaveReader,
  { catalogue: day, villages }: NewWave,
  actor: Pick<User, 'areas'> | null,
): Promise<Refusal | null> {
  const units = await unitsOn(reader, day);
  if (units === null || units.catalogue.units.length === 0)
    return { code: 'wave.unknown-catalogue', detail: day.slice(0, 40) };
  if (actor !== null && scopeOf(actor, units) !== 'all') return { code: 'permission.denied' };
  const communes = new Set(communesOf(units.catalogue).map(({ code }) => code));
  const seen = new Set<string>();
  for (const { commune, code, line } of villages) {
    const at = line === undefined ? '' : `${String(line)}: `;
    if (!communes.has(commune))
      return { code: 'plan.unknown-commune', detail: `${at}${commune.slice(0, 60)}` };
    const place = `${commune}/${code}`;
    if (seen.has(place)) return { code: 'plan.repeated-village', detail: `${at}${place}` };
    seen.add(place);
  }
  return null;
}

/** The lists of units do not reach back for ever: on a day before them they contradict each other (U-02). */
async function unitsOn(reader: WaveReader, day: string) {
  if (!isDay(day)) return null;
  try {
    return await reader.unitsOn(day);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
