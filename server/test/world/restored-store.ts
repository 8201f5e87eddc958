import { join } from 'node:path';
import { expect } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { createServerApp } from '../../src/main.ts';
import type { Storage, User } from '../../src/ports/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { runHere } from '../cli/run-sipas.ts';
import { newId, origin } from './setup-world.ts';

/** A store that was put back to a backup by the command, and the server on it. */
export interface Restored {
  readonly dataDir: string;
  readonly storage: Storage;
  readonly logged: Record<string, unknown>[];
  ask(path: string, init?: RequestInit): Promise<Response>;
}

export async function restoreStore(
  folder: string,
  backup: string,
  name = 'var',
): Promise<Restored> {
  const dataDir = join(folder, name);
  const ran = await runHere(folder, 'restore', backup, '--data', dataDir, '--json');
  expect(ran.exit).toBe(0);
  const clock = { now: () => new Date().toISOString() as Instant };
  const storage = await createSqliteStorage({ dataDir, clock, ids: { uuid7: newId } });
  const logged: Record<string, unknown>[] = [];
  const write = (fields: Readonly<Record<string, unknown>>, message: string) =>
    void logged.push({ ...fields, message });
  const app = createServerApp({
    storage,
    config: { origin, version: '0', clientFolder: join(folder, 'no-client'), trustedProxies: [] },
    clock,
    ids: { uuid7: newId },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    log: { info: write, error: write },
    overload: { isOverloaded: () => false },
  });
  return { dataDir, storage, logged, ask: async (path, init) => app.request(path, init) };
}

/** A request of a person who was signed in before the backup was made. */
export const askAs = (person: Pick<User, 'id'>, method: string, body?: string): RequestInit => ({
  method,
  headers: {
    cookie: `sipas_session=session-${person.id}`,
    origin,
    'content-type': 'application/json',
  },
  ...(body === undefined ? {} : { body }),
});

/** The first word of a phone, with the token that it holds. */
export function helloOf(deviceId: string, token: string, epochs: object[] = []): RequestInit {
  const body = JSON.stringify({
    protocol: 1,
    deviceId,
    appVersion: '1',
    epochs,
    lastReceipt: null,
    unsent: 1,
    oldestUnsentAt: null,
    storage: { persisted: true, usage: null, quota: null },
  });
  return {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  };
}
