import { hash } from 'node:crypto';
import { communesOf, findUnit } from '@sipas/shared/admin-units';
import { type Sha256Hex, type Uuid7, canonicalJson } from '@sipas/shared/kernel';
import type { FieldPackage, IngestPublicKey, PackageUnit, PackageWave } from '@sipas/shared/wire';
import type { Clock, Device, IngestKeys, PeopleStore, WaveStore } from '../../ports/index.ts';
import { type OpenWave, type WaveReader, nameAreas, scopeOf } from '../waves/index.ts';

const lockAfterMs = 5 * 60 * 1000;

interface Needs {
  readonly people: PeopleStore;
  readonly waves: WaveStore;
  readonly reader: WaveReader;
  readonly ingestKeys: Pick<IngestKeys, 'newest'>;
  readonly clock: Clock;
}

/** What a phone needs, before the questionnaires themselves are put in: they are named by their hashes. */
export interface PackageOutline {
  readonly tag: string;
  readonly contents: Omit<FieldPackage, 'serverTime' | 'instruments'>;
  readonly open: readonly OpenWave[];
}

/**
 * Answers: all that a phone needs to work until the wave ends without a network.
 * Shape:   the phone → open waves with the communes of its surveyor and their planned villages, in the order of codes, and
 *          the key to which their forms are sealed; the tag is equal exactly where all but the time is equal.
 * Missing: no open wave in the surveyor's areas gives empty lists.
 * Source:  the contract of the wire, protocol 1.
 * Rule:    A-17
 */
export async function outlinePackage(needs: Needs, device: Device): Promise<PackageOutline> {
  const surveyor = await needs.people.userById(device.userId);
  if (!surveyor) throw new Error('a phone names a lost account');
  const open = (await needs.reader.waves()).filter(({ wave }) => wave.status === 'open');
  const keys = await needs.ingestKeys.newest();
  const contents = {
    surveyor: { username: surveyor.username, name: surveyor.name },
    areas: [...(await nameAreas(needs.waves, surveyor.areas))],
    waves: open.map((wave) => packWave(wave, surveyor, keys.get(wave.wave.id))),
    assignments: [],
    publicKeys: [],
    settings: { lockAfterMs },
  };
  return { tag: `"${hash('sha256', canonicalJson(contents))}"`, contents, open };
}

/** Answers: the package itself, with the time and the questionnaires. */
export function fillPackage(
  { clock }: Pick<Needs, 'clock'>,
  outline: PackageOutline,
): FieldPackage {
  const asked = new Map(
    outline.open.flatMap((wave) =>
      newestVersions(wave).map((instrument) => [instrument.version, instrument]),
    ),
  );
  return {
    serverTime: clock.now(),
    ...outline.contents,
    instruments: [...asked.values()].map(({ id, version, definition }) => ({
      id,
      version: version as Sha256Hex,
      definition,
    })),
  };
}

/** What is asked from now on. A phone keeps older versions by itself, as long as a draft needs them. */
const newestVersions = ({ versions }: OpenWave) =>
  versions.filter(({ id }, place) => versions.findIndex((one) => one.id === id) === place);

function packWave(
  open: OpenWave,
  surveyor: { readonly areas: readonly string[] },
  ingestKey: IngestPublicKey | undefined,
): PackageWave {
  const scope = scopeOf(surveyor, open);
  const communes =
    scope === 'all' ? communesOf(open.catalogue).map(({ code }) => code) : [...scope].sort();
  return {
    id: open.wave.id as Uuid7,
    name: open.wave.name,
    catalogue: open.wave.catalogue,
    instruments: newestVersions(open).map(({ id, version }) => ({
      id,
      version: version as Sha256Hex,
    })),
    units: communes.map((commune) => packUnit(open, commune)),
    allowanceVnd: open.wave.allowanceVnd,
    ...(ingestKey === undefined ? {} : { ingestKey }),
  };
}

function packUnit({ catalogue, villages }: OpenWave, commune: string): PackageUnit {
  return {
    code: commune,
    name: findUnit(catalogue, commune)?.name ?? commune,
    villages: villages
      .filter((village) => village.commune === commune)
      .map(({ code, name, target }) => ({ code, name, target })),
  };
}
