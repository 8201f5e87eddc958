import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { canonicalJson } from '@sipas/shared/kernel';
import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import type { Role } from '@sipas/shared/wire';
import { type App } from '../../src/http/app.ts';
import { readTrustedProxies } from '../../src/http/client-address.ts';
import { createServerApp } from '../../src/main.ts';
import type { Care, Log, Storage, User } from '../../src/ports/index.ts';
import { type TestPhone, createTestPhone } from './phone.ts';
import { openWorldStorage } from './world-storage.ts';
import { smallCatalogue, smallInstrument, smallUnits, smallVersion } from './small-survey.ts';

/** A small survey on a real store in a folder of its own. */
export interface World {
  readonly dataDir: string;
  readonly storage: Storage;
  readonly waveId: string;
  readonly closedWaveId: string;
  readonly app: App;
  /** What the server wrote into its log. */
  readonly logged: Record<string, unknown>[];
  /** Asks the interface without a socket. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  push(
    phone: Pick<TestPhone, 'token'>,
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  addPerson(name: string, role: Role, areas: readonly string[]): Promise<User>;
  /** Enrols a phone of this surveyor past HTTP. */
  addPhone(surveyor: User): Promise<TestPhone>;
  /** Adds a session past sign-in and answers its cookie. */
  signIn(user: User): Promise<string>;
  leave(): Promise<void>;
}

export const origin = 'http://127.0.0.1:8080';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const newId = (): Uuid7 => v7() as Uuid7;

export async function setupWorld(
  given: {
    readonly isOverloaded?: () => boolean;
    readonly care?: Care;
    readonly trustedProxies?: string;
  } = {},
): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-world-'));
  const clock = { now: () => new Date().toISOString() as Instant };
  const ids = { uuid7: newId };
  const storage = await openWorldStorage({ dataDir, clock, ids });
  const logged: Record<string, unknown>[] = [];
  const app = createServerApp({
    storage,
    config: {
      origin,
      version: '0.0.0-test',
      clientFolder: join(dataDir, 'no-client'),
      trustedProxies: readTrustedProxies(given.trustedProxies ?? '') ?? [],
    },
    clock,
    ids,
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    log: createListLog(logged),
    overload: { isOverloaded: given.isOverloaded ?? (() => false) },
    ...(given.care === undefined ? {} : { care: given.care }),
  });
  const { waveId, closedWaveId } = await plantSurvey(storage);
  const addPerson = async (name: string, role: Role, areas: readonly string[]) => {
    const user = { id: newId(), username: name, name: `Người ${name}`, role, areas };
    const person: User = { ...user, passwordHash: 'none' };
    await storage.people.addUser(person, clock.now());
    return person;
  };
  return {
    dataDir,
    storage,
    waveId,
    closedWaveId,
    app,
    logged,
    ask: async (path, init) => app.request(path, init),
    push: async (phone, body, headers = {}) =>
      app.request('/api/v1/sync/push', {
        method: 'POST',
        body,
        headers: {
          authorization: `Bearer ${phone.token}`,
          'content-type': 'application/x-ndjson',
          ...headers,
        },
      }),
    addPerson,
    async addPhone(surveyor) {
      const phone = await enrolPhone(storage, surveyor, clock.now());
      return createTestPhone({ ...phone, waveId, newId });
    },
    async signIn(user) {
      const token = `session-${user.id}`;
      const createdAt = clock.now();
      const expiresAt = new Date(Date.parse(createdAt) + 3_600_000).toISOString();
      await storage.people.addSession({
        tokenHash: sha256(token),
        userId: user.id,
        createdAt,
        ...{ id: token, agent: '', lastSeenAt: createdAt },
        expiresAt,
      });
      return `sipas_session=${token}`;
    },
    async leave() {
      await storage.keeper.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Puts the small survey with an open and a closed wave into an empty store. */
export async function plantSurvey(
  storage: Storage,
  ids: () => Uuid7 = newId,
): Promise<{ waveId: string; closedWaveId: string }> {
  await storage.waves.addReference({
    units: smallUnits,
    successions: [],
    groupings: [],
    instruments: [
      { id: 'small', version: smallVersion, canonical: canonicalJson(smallInstrument) },
    ],
  });
  const waveId = ids();
  const closedWaveId = ids();
  for (const [id, status] of [
    [waveId, 'open'],
    [closedWaveId, 'closed'],
  ] as const)
    await storage.waves.addWave(
      {
        id,
        name: `Đợt ${status}`,
        status,
        catalogue: smallCatalogue,
        scheme: 'criterion_mean',
        minimumBase: 30,
        minimumCell: 10,
        districtGrouping: 'huyen-cu',
        allowanceVnd: 50_000,
        instrumentKeys: [1],
      },
      [{ commune: '29551', code: 'Khóm 1', name: 'Khóm 1', target: 10 }],
      '2026-11-01T00:00:00.000Z',
    );
  return { waveId, closedWaveId };
}

/** Enrols a phone by a code, as redeeming does, and answers what the phone keeps. */
export async function enrolPhone(
  storage: Storage,
  surveyor: Pick<User, 'id'>,
  now: string,
  ids: () => Uuid7 = newId,
): Promise<{ deviceId: string; token: string }> {
  const deviceId = ids();
  const token = `token-${deviceId}`;
  await storage.devices.addEnrolmentCode({
    codeHash: sha256(deviceId),
    userId: surveyor.id,
    createdAt: now,
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
  const redeemed = await storage.devices.redeem(
    sha256(deviceId),
    {
      id: deviceId,
      tokenHash: sha256(token),
      name: 'Máy thử',
      platform: 'Android',
      publicKey: null,
    },
    now,
  );
  if (typeof redeemed === 'string') throw new Error(redeemed);
  return { deviceId, token };
}

function createListLog(list: Record<string, unknown>[]): Log {
  const write = (fields: Readonly<Record<string, unknown>>, message: string) =>
    void list.push({ ...fields, message });
  return { info: write, error: write };
}
