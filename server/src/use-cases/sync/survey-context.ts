import { type Catalogue, communesOf } from '@sipas/shared/admin-units';
import type { Day } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import { type IndexedInstrument, indexInstrument } from '@sipas/shared/response';
import { type Envelope, readFormSignature } from '@sipas/shared/wire';
import {
  type CommuneScope,
  type DeviceClock,
  type PackedInstrument,
  type Storage,
  type StoredWave,
  packInstrument,
} from '../../ports/index.ts';
import { type OpenWave, type WaveReader, scopeOf } from '../waves/index.ts';
import { type KnownHands, type Signer, keyOfPoint } from './judge-signature.ts';
import { type ReadBody, createReadBody } from './read-body.ts';

/** A phone as judging needs it. */
export interface KnownDevice {
  readonly id: string;
  readonly userId: string;
  readonly revoked: boolean;
  /** The office has not compared its number yet. */
  readonly unconfirmed: boolean;
  /** It told a key by which it signs. */
  readonly signs: boolean;
  /** Where its surveyor works. */
  readonly areas: readonly string[];
}

export interface KnownInstrument {
  readonly indexed: IndexedInstrument;
  readonly packed: PackedInstrument;
}

/** A wave as judging needs it. */
export interface KnownWave {
  readonly id: string;
  readonly isOpen: boolean;
  readonly catalogue: Catalogue;
  readonly communes: ReadonlySet<string>;
  readonly instrumentIds: ReadonlySet<string>;
  /** By version. */
  readonly instruments: ReadonlyMap<string, KnownInstrument>;
  scopeOf(device: KnownDevice): CommuneScope;
}

/** All that judging the lines of one batch asks for, read before the first of them. */
export interface BatchContext extends Pick<KnownHands, 'isVouched' | 'signersOf'> {
  /** The phone that carried the lines here, where it is one of ours. */
  readonly carrierDeviceId: string | null;
  /** The one phone that may speak in this batch; null where any enrolled phone may (a file). */
  readonly onlyDeviceId: string | null;
  readonly readBody: ReadBody;
  wave(id: string): KnownWave | undefined;
  device(id: string): KnownDevice | undefined;
  /** What is known of a phone's clock at the time of this arrival. */
  clockOf?(deviceId: string): (DeviceClock & { readonly receivedAt: string }) | undefined;
}

export interface SurveyContext {
  readonly readBody: ReadBody;
  /** Answers: which phones told these keys, by key. */
  signers(keyIds: readonly string[]): Promise<ReadonlyMap<string, readonly Signer[]>>;
  /** Answers: the waves as they stand now, by id. */
  waves(): Promise<ReadonlyMap<string, KnownWave>>;
  /** Answers: the phone with the areas of its surveyor, null where it was never enrolled. */
  device(id: string): Promise<KnownDevice | null>;
  clock(deviceId: string): Promise<DeviceClock>;
  /** Answers: lives of the store before its restores in which phones were heard last. */
  formerLives(): Promise<readonly string[]>;
}

type Standing = Omit<KnownWave, 'isOpen'>;

/**
 * Reads what judging needs. Waves, people and phones are read anew for every batch, because an operator may change
 * them beside the server; instruments, units and the communes of an area never change once they are there.
 */
export function createSurveyContext(
  {
    waves,
    devices,
    people,
    ingestKeys,
  }: Pick<Storage, 'waves' | 'devices' | 'people' | 'ingestKeys'>,
  reader: WaveReader,
): SurveyContext {
  const instruments = new Map<number, KnownInstrument & { readonly version: string }>();
  const standing = new Map<string, Standing>();
  const keys = new Map<string, Signer['key']>();

  function keyOf(publicKey: string): Signer['key'] {
    const known = keys.get(publicKey) ?? keyOfPoint(publicKey);
    keys.set(publicKey, known);
    return known;
  }

  async function instrumentOf(key: number) {
    const known = instruments.get(key);
    if (known) return known;
    const stored = (await waves.instruments()).find((instrument) => instrument.key === key);
    if (!stored) throw new Error(`a wave names the instrument ${String(key)}, which is not there`);
    const indexed = indexInstrument(JSON.parse(stored.canonical) as Instrument);
    const instrument = { indexed, packed: packInstrument(stored), version: stored.version };
    instruments.set(key, instrument);
    return instrument;
  }

  async function stand(wave: StoredWave): Promise<Standing> {
    // A version may be published beside the server; all else of a wave stands.
    const place = `${wave.id} ${wave.instrumentKeys.join(' ')}`;
    const known = standing.get(place);
    if (known) return known;
    const units = await reader.unitsOn(wave.catalogue as Day);
    const asked = await Promise.all(wave.instrumentKeys.map(instrumentOf));
    const stood: Standing = {
      id: wave.id,
      catalogue: units.catalogue,
      communes: new Set(communesOf(units.catalogue).map(({ code }) => code)),
      instrumentIds: new Set(asked.map(({ packed }) => packed.id)),
      instruments: new Map(asked.map((instrument) => [instrument.version, instrument])),
      scopeOf: rememberScopes(units),
    };
    standing.set(place, stood);
    return stood;
  }

  return {
    async waves() {
      const known = new Map<string, KnownWave>();
      for (const wave of await waves.waves())
        known.set(wave.id, { ...(await stand(wave)), isOpen: wave.status === 'open' });
      return known;
    },
    readBody: createReadBody(ingestKeys),
    async signers(keyIds) {
      const told = new Map<string, Signer[]>();
      for (const { deviceId, keyId, publicKey } of await devices.signers(keyIds))
        told.set(keyId, [...(told.get(keyId) ?? []), { deviceId, key: keyOf(publicKey) }]);
      return told;
    },
    clock: (deviceId) => devices.clock(deviceId),
    formerLives: () => devices.formerLives(),
    async device(id) {
      const device = await devices.byId(id);
      const surveyor = device && (await people.userById(device.userId));
      if (!device || !surveyor) return null;
      const { userId, revokedAt, comparison } = device;
      return {
        ...{ id, userId, revoked: revokedAt !== null, unconfirmed: comparison !== null },
        signs: await devices.hasSigningKey(id),
        areas: surveyor.areas,
      };
    },
  };
}

/** Answers: the phones that these forms name, as far as they are ours. */
export async function devicesOf(
  context: Pick<SurveyContext, 'device'>,
  envelopes: readonly Pick<Envelope, 'deviceId'>[],
): Promise<ReadonlyMap<string, KnownDevice>> {
  const known = new Map<string, KnownDevice>();
  for (const id of new Set(envelopes.map(({ deviceId }) => deviceId))) {
    const device = await context.device(id);
    if (device !== null) known.set(id, device);
  }
  return known;
}

/** Answers: who told the keys by which these forms are signed. */
export async function handsOf(
  context: Pick<SurveyContext, 'signers'>,
  envelopes: readonly Pick<Envelope, 'sig'>[],
): Promise<KnownHands['signersOf']> {
  const named = new Set(envelopes.flatMap(({ sig }) => readFormSignature(sig)?.keyId ?? []));
  const signers = await context.signers([...named]);
  return (keyId) => signers.get(keyId) ?? [];
}

function rememberScopes(
  units: Pick<OpenWave, 'catalogue' | 'areaGroupings'>,
): (device: KnownDevice) => CommuneScope {
  const scopes = new Map<string, CommuneScope>();
  return ({ areas }) => {
    const key = JSON.stringify(areas);
    const known = scopes.get(key);
    if (known) return known;
    const scope = scopeOf({ areas }, units);
    scopes.set(key, scope);
    return scope;
  };
}
