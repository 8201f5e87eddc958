import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import { type Instrument, questionsOf } from '@sipas/shared/questionnaire';
import type { Answer } from '@sipas/shared/response';
import type { ResponseBody, Role } from '@sipas/shared/wire';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { untended } from '../../src/care/index.ts';
import { createDice } from '../../src/demo/dice.ts';
import { type PhoneRecord, phoneLines } from '../../src/demo/phone.ts';
import { type App, createApp } from '../../src/http/app.ts';
import type { Storage } from '../../src/ports/index.ts';
import { createPublicFacts } from '../../src/reference-data/read-public-facts.ts';
import { readReference, shippedData } from '../../src/reference-data/read-reference.ts';
import { shippedCaseDeadlines } from '../../src/reference-data/shipped-case-deadlines.ts';
import { shippedIncidentRules } from '../../src/reference-data/shipped-incident-rules.ts';
import { shippedCommonPasswords } from '../../src/reference-data/shipped-common-passwords.ts';
import { shippedThemes } from '../../src/reference-data/shipped-themes.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createCareCases } from '../../src/use-cases/care/index.ts';
import { createWave } from '../../src/use-cases/create-wave.ts';
import { loadReference } from '../../src/use-cases/load-reference.ts';
import { createPeopleCases } from '../../src/use-cases/people-cases.ts';
import { type SecondFactorSetting, hashPassword } from '../../src/use-cases/sign-in/index.ts';
import { createSyncCases } from '../../src/use-cases/sync/index.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import { openWorldStorage } from '../world/world-storage.ts';

export const origin = 'http://127.0.0.1:8080';
export const password = 'mật khẩu thử 1';
/** Two communes of the former Thành phố Vĩnh Long (855) and one of the former Thành phố Bến Tre (829). */
export const places = { longChau: '29551', other: '29590', benTre: '28756' } as const;

/** Who exists: every role over the whole province, and some whose areas are smaller. */
export const users = {
  surveyor: { role: 'surveyor', areas: ['86'] },
  office: { role: 'office', areas: ['86'] },
  analyst: { role: 'analyst', areas: ['86'] },
  admin: { role: 'admin', areas: ['86'] },
  observer: { role: 'observer', areas: ['86'] },
  'office-855': { role: 'office', areas: ['grouping:huyen-cu:855'] },
  'analyst-commune': { role: 'analyst', areas: [places.longChau] },
  'surveyor-829': { role: 'surveyor', areas: ['829'] },
  'surveyor-855': { role: 'surveyor', areas: ['grouping:huyen-cu:855'] },
  // Of another time: the province of Trà Vinh is in no catalogue since 1 July 2025.
  officer: { role: 'data-protection', areas: ['86'] },
  'officer-855': { role: 'data-protection', areas: ['grouping:huyen-cu:855'] },
  'admin-elsewhere': { role: 'admin', areas: ['84'] },
} as const satisfies Record<string, { role: Role; areas: readonly string[] }>;
export type Username = keyof typeof users;

export interface PeopleWorld {
  readonly app: App;
  readonly storage: Storage;
  readonly dataDir: string;
  readonly waveId: string;
  readonly instrument: {
    readonly id: string;
    readonly version: string;
    readonly definition: Instrument;
  };
  now: string;
  /** What the server told of itself, the last at the end. */
  readonly logged: { readonly message: string; readonly fields: object }[];
  /** The cookie of somebody who signed in. */
  cookieOf(who: Username): Promise<string>;
  /** Asks as somebody; null: without a session. */
  ask(who: Username | null, path: string, init?: RequestInit): Promise<Response>;
  /** Makes another wave of the same form after the first, in these communes. Answers: its id. */
  addWave(name: string, communes: readonly string[]): Promise<string>;
  /** Sends one form of these criterion answers as the phone of a surveyor. */
  send(who: 'surveyor-829' | 'surveyor-855', commune: string, given: SentForm): Promise<void>;
  close(): Promise<void>;
}

export interface SentForm {
  readonly village?: string;
  /** Answer to every criterion that `but` does not name; '' leaves them out, which breaks the form. */
  readonly rating?: string;
  readonly but?: Readonly<Record<string, Answer>>;
  readonly outcome?: string;
  /** Another wave than the first, sent from another phone. */
  readonly inWave?: string;
}

/** A store with one wave over the five-group form, with bounds small enough to compute by hand. */
export async function setupPeopleWorld(
  wave: {
    readonly name?: string;
    readonly minimumBase?: number;
    readonly minimumCell?: number;
  } = {},
  settings: { readonly secondFactor?: SecondFactorSetting } = {},
): Promise<PeopleWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sipas-people-'));
  const storage = await openWorldStorage({ dataDir, ...machineSurroundings });
  const reference = await readReference(shippedData);
  if (!reference.ok) throw new Error(reference.error.detail);
  await loadReference(storage.waves, reference.value);
  const { ids, random } = machineSurroundings;
  const logged: PeopleWorld['logged'] = [];
  const world = { now: '2026-11-20T02:00:00.000Z', logged };
  const clock = { now: () => world.now as Instant };
  const reader = createWaveReader(storage.waves);
  const addWave = async (name: string, communes: readonly string[]): Promise<string> => {
    const created = await createWave(
      { waves: storage.waves, reader, clock, ids, fields: shippedFieldRegistry() },
      {
        name,
        instruments: ['transaction-5-factor'],
        catalogue: '2025-07-01',
        scheme: 'criterion_mean',
        minimumBase: wave.minimumBase ?? 2,
        minimumCell: wave.minimumCell ?? 2,
        villages: communes.map((commune) => ({
          commune,
          code: '01',
          name: 'Ấp 1',
          target: 4,
        })),
      },
    );
    if (!created.ok) throw new Error(created.error.detail);
    return created.value.waveId;
  };
  const waveId = await addWave(wave.name ?? 'Đợt thử', Object.values(places));
  const passwordHash = await hashPassword(password);
  for (const [username, { role, areas }] of Object.entries(users))
    await storage.people.addUser(
      { id: ids.uuid7(), username, name: `Người ${username}`, role, areas, passwordHash },
      world.now,
    );
  const sync = createSyncCases({ storage, reader, clock, ids, random });
  const facts = createPublicFacts(shippedData);
  const themes = shippedThemes();
  const common = shippedCommonPasswords();
  const caseRules = shippedCaseDeadlines();
  const incidentRules = shippedIncidentRules();
  const fields = shippedFieldRegistry();
  const shipped = { facts, themes, common, caseRules, incidentRules, fields };
  const given = { storage, clock, random, ids, origin, ...shipped, ...settings };
  const people = createPeopleCases(given);
  const app = createApp({
    sync,
    people,
    care: createCareCases({ care: untended, storage, clock }),
    origin,
    version: '0.0.0',
    storageKind: 'sqlite',
    clientFolder: dataDir,
    log: {
      info: (fields, message) => logged.push({ message, fields }),
      error: () => undefined,
    },
    overload: { isOverloaded: () => false },
    isReady: () => storage.keeper.isReady(),
    addressOf: (c) => c.req.header('X-Test-Address') ?? 'test',
  });
  const stored = (await reader.wave(waveId))?.instruments[0];
  if (stored === undefined) throw new Error('the wave has no instrument');

  const cookies = new Map<Username, string>();
  async function cookieOf(who: Username): Promise<string> {
    const known = cookies.get(who);
    if (known !== undefined) return known;
    const response = await signIn(app, who, password);
    const cookie = response.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
    cookies.set(who, cookie);
    return cookie;
  }

  const phones = new Map<string, { deviceId: Uuid7; records: PhoneRecord[]; sent: number }>();
  async function phoneOf(who: Username, inWave: string) {
    const codeHash = `${who} ${inWave}`;
    const known = phones.get(codeHash);
    if (known !== undefined) return known;
    const user = await storage.people.userByName(who);
    const code = { codeHash, userId: user?.id ?? '', createdAt: world.now };
    await storage.devices.addEnrolmentCode({ ...code, expiresAt: '2099-01-01T00:00:00.000Z' });
    const deviceId = ids.uuid7();
    const phone = { name: `Máy ${who}`, platform: 'Android', publicKey: null };
    await storage.devices.redeem(
      codeHash,
      { id: deviceId, tokenHash: codeHash, ...phone },
      world.now,
    );
    const made = { deviceId, records: [], sent: 0 };
    phones.set(codeHash, made);
    return made;
  }

  return Object.assign(world, {
    app,
    storage,
    dataDir,
    waveId,
    instrument: stored,
    cookieOf,
    addWave,
    async ask(who: Username | null, path: string, init: RequestInit = {}) {
      const headers = new Headers(init.headers);
      if (who !== null) headers.set('Cookie', await cookieOf(who));
      return app.request(path, { ...init, headers });
    },
    async send(who: 'surveyor-829' | 'surveyor-855', commune: string, given: SentForm) {
      const { inWave = waveId } = given;
      const phone = await phoneOf(who, inWave);
      phone.records.push(recordOf(stored, commune, given, Date.parse(world.now)));
      const { deviceId } = phone;
      const catalogue = '2025-07-01';
      const setting = { deviceId, epoch: 'e1', waveId: inWave, catalogue, utcOffsetMin: 420 };
      // The dice begin anew each time, so the lines before come out as they were.
      const lines = [
        ...phoneLines(
          setting,
          phone.records,
          createDice(inWave === waveId ? who : `${who} ${inWave}`),
        ),
      ].slice(phone.sent);
      phone.sent += lines.length;
      const header = { protocol: 1, batchId: 'b', deviceId, sentAt: world.now };
      const body = [JSON.stringify(header), ...lines.map(({ line }) => line)].join('\n');
      const device = await storage.devices.byId(deviceId);
      if (device === null) throw new Error('the phone is not there');
      const answer = await sync.push(Buffer.from(body), device);
      if (!answer.ok) throw new Error(answer.error.code);
    },
    async close() {
      await storage.keeper.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  });
}

export const signIn = (app: App, username: string, secret: string): Promise<Response> =>
  Promise.resolve(
    app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: secret }),
    }),
  );

export const code = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;

const profile: Readonly<Record<string, Answer>> = {
  eligible: '1',
  sex: '1',
  age_band: '3',
  ethnicity: '1',
  education: '3',
  occupation: '3',
  residence: '2',
  terrain: '2',
};

function recordOf(
  { id, version, definition }: PeopleWorld['instrument'],
  commune: string,
  { village = '01', rating = '4', but = {}, outcome }: SentForm,
  atMs: number,
): PhoneRecord {
  const criteria = questionsOf(definition).filter(({ factor }) => factor !== undefined);
  const ratings = rating === '' ? [] : criteria.map((question) => [question.code, rating]);
  const answers: Record<string, Answer> =
    outcome === undefined
      ? { ...profile, ...(Object.fromEntries(ratings) as Record<string, Answer>), ...but }
      : { outcome };
  return {
    atMs,
    kind: outcome === undefined ? 'final' : 'visit',
    instrument: { id, version },
    activeMs: 1000,
    body: {
      unit: { commune, village },
      mode: 'interview',
      language: 'vi',
      consent: { given: true, at: new Date(atMs).toISOString(), textVersion: '1' },
      answers,
    } as ResponseBody,
  };
}
