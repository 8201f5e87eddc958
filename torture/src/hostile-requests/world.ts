import { createHash } from 'node:crypto';
import { type Role, roles } from '@sipas/shared/wire';
import { createSqliteStorage } from '../../../server/src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../../server/src/surroundings.ts';
import { createSyncCases } from '../../../server/src/use-cases/sync/index.ts';
import { createWaveReader } from '../../../server/src/use-cases/waves/index.ts';
import { newId } from '../../../server/test/world/setup-world.ts';
import { type Phone, enrolFleet } from '../siege/fleet.ts';

/** Whoever may come, and words that are true of the store. */
export interface HostileWorld {
  readonly phones: readonly Phone[];
  readonly tokens: readonly string[];
  readonly cookies: Readonly<Record<Role, string>>;
  readonly words: readonly string[];
  /** Ids that are there, by the word that stands before them in a path. */
  readonly things: Readonly<Record<string, readonly string[]>>;
}

const phoneCount = 24;
const formsOfOne = 8;

/** A small survey with answers of some phones, and a person of every role who is signed in. */
export async function plantWorld(dataDir: string, seed: number): Promise<HostileWorld> {
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });
  const phones = await enrolFleet(storage, { count: phoneCount, seed, history: [] });
  const reader = createWaveReader(storage.waves);
  const sync = createSyncCases({ storage, reader, ...machineSurroundings });
  for (const phone of phones) {
    const head = { protocol: 1, batchId: 'b', deviceId: phone.deviceId };
    const sentAt = '2026-11-23T09:00:00.000Z';
    const lines = Array.from({ length: formsOfOne }, () => phone.finish().line);
    const device = await storage.devices.byId(phone.deviceId);
    const body = Buffer.from([JSON.stringify({ ...head, sentAt }), ...lines].join('\n'));
    const pushed = device && (await sync.push(body, device));
    if (pushed?.ok !== true) throw new Error('the forms of the world were not taken');
  }
  const cookies: Partial<Record<Role, string>> = {};
  for (const role of roles) {
    const user = { id: newId(), username: `${role}-1`, name: `Người ${role}`, role };
    const now = machineSurroundings.clock.now();
    await storage.people.addUser({ ...user, areas: ['86'], passwordHash: 'none' }, now);
    const token = `session-${user.id}`;
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const expiresAt = new Date(Date.parse(now) + 24 * 3_600_000).toISOString();
    await storage.people.addSession({
      ...{ tokenHash, userId: user.id, createdAt: now, expiresAt },
      ...{ id: newId(), agent: '', lastSeenAt: now },
    });
    cookies[role] = `sipas_session=${token}`;
  }
  const waves = (await storage.waves.waves()).map(({ id }) => id);
  await storage.keeper.close();
  return {
    phones,
    tokens: phones.map(({ token }) => token),
    cookies: cookies as Record<Role, string>,
    things: {
      waves,
      devices: phones.slice(0, 4).map(({ deviceId }) => deviceId),
      linked: ['scores.csv', 'answers.csv', 'workbook.xlsx'],
      instruments: ['small'],
      groupings: ['huyen-cu'],
    },
    words: [
      ...waves,
      ...phones.slice(0, 4).map(({ deviceId }) => deviceId),
      ...['small', 'criterion_mean', 'province', 'district', 'commune', 'commune', 'village'],
      ...['86', '29551', 'grouping:huyen-cu', 'huyen-cu', 'overall', 'sex', 'q1', 'q2', 'why'],
      ...['scores.csv', 'a', 'surveyor-1', 'admin-1', 'open', 'gap', 'e1', '2026-12-31', '1', '2'],
      ...['2026-11-23T09:00:00.000Z', newId(), 'Lý do thử', 'Khóm 1', 'cho lau'],
    ],
  };
}
