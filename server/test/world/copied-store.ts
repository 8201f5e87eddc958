import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import type { App } from '../../src/http/app.ts';
import { createServerApp } from '../../src/main.ts';
import type { Storage } from '../../src/ports/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { type TestPhone, createTestPhone } from './phone.ts';
import { enrolPhone, newId, origin, plantSurvey } from './setup-world.ts';

/** One store, made once and copied as often as a test begins anew: the same wave, people and phones in each. */
export interface StoreMould {
  readonly waveId: string;
  readonly phones: readonly TestPhone[];
  /** Serves a fresh copy, without a socket. */
  open(): Promise<OpenCopy>;
  remove(): void;
}

export interface OpenCopy {
  readonly dataDir: string;
  readonly storage: Storage;
  readonly app: App;
  push(phone: TestPhone, body: Uint8Array, headers?: Record<string, string>): Promise<Response>;
  importFile(file: Uint8Array): Promise<Response>;
  /** Asks as the analyst or the office of the province. */
  ask(path: string): Promise<Response>;
  leave(): Promise<void>;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const clock = { now: () => new Date().toISOString() as Instant };
const surroundings = {
  clock,
  ids: { uuid7: newId },
  random: { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) },
};
const cookie = 'sipas_session=session';

/** Ids come from the test where it must be the same again. */
export async function mouldStore(
  phoneCount: number,
  ids: () => Uuid7 = newId,
): Promise<StoreMould> {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-mould-'));
  const storage = await createSqliteStorage({ dataDir: folder, ...surroundings });
  const { waveId } = await plantSurvey(storage, ids);
  const now = clock.now();
  const person = { passwordHash: 'none', areas: ['86'] };
  const surveyor = {
    ...person,
    id: ids(),
    username: 'mot',
    name: 'Một',
    role: 'surveyor' as const,
  };
  const admin = {
    ...person,
    id: ids(),
    username: 'quantri',
    name: 'Hai',
    role: 'admin' as const,
  };
  await storage.people.addUser(surveyor, now);
  await storage.people.addUser(admin, now);
  await storage.people.addSession({
    tokenHash: sha256('session'),
    userId: admin.id,
    createdAt: now,
    ...{ id: 'session', agent: '', lastSeenAt: now },
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
  const phones: TestPhone[] = [];
  for (let phone = 0; phone < phoneCount; phone++)
    phones.push(
      createTestPhone({ ...(await enrolPhone(storage, surveyor, now, ids)), waveId, newId: ids }),
    );
  await storage.keeper.close();
  return {
    waveId,
    phones,
    open: () => openCopy(folder),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openCopy(mould: string): Promise<OpenCopy> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-copy-'));
  cpSync(mould, dataDir, { recursive: true });
  const storage = await createSqliteStorage({ dataDir, ...surroundings });
  const silent = { info: () => undefined, error: () => undefined };
  const app = createServerApp({
    storage,
    ...surroundings,
    config: { origin, version: '0.0.0-test', clientFolder: join(dataDir, 'no-client') },
    log: silent,
  });
  const post = async (path: string, body: Uint8Array, headers: Record<string, string>) =>
    app.request(`/api/v1${path}`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'content-type': 'application/x-ndjson', ...headers },
    });
  return {
    dataDir,
    storage,
    app,
    push: (phone, body, headers = {}) =>
      post('/sync/push', body, { authorization: `Bearer ${phone.token}`, ...headers }),
    importFile: (file) => post('/sync/import', file, { cookie, origin }),
    ask: async (path) => app.request(path, { headers: { cookie } }),
    async leave() {
      await storage.keeper.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The second line of a batch file: what it holds, by hash. */
export function manifestOf(lines: readonly string[]): string {
  const envelopes = lines.map(
    (line) => JSON.parse(line) as { hash: string; epoch: string; seq: number },
  );
  const [first] = envelopes;
  const numbers = envelopes.map(({ seq }) => seq);
  return JSON.stringify({
    manifest: 1,
    count: lines.length,
    ranges: first
      ? [{ epoch: first.epoch, from: Math.min(...numbers), to: Math.max(...numbers) }]
      : [],
    hashes: envelopes.map(({ hash }) => hash),
  });
}
