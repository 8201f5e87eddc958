import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@sipas/shared/kernel';
import { createSqliteStorage } from '../../../server/src/storage-sqlite/index.ts';
import { enrolPhone, newId, plantSurvey } from '../../../server/test/world/setup-world.ts';

/** Memory-backed where the machine has it: what is proven here is the protocol, not the disk. */
const memory = '/dev/shm';

/** A store with a survey, an office and enrolled phones, made once and copied for each schedule. */
export interface Template {
  readonly scratch: string;
  readonly folder: string;
  readonly waveId: string;
  /** Session of an office. */
  readonly cookie: string;
  readonly enrolments: readonly { readonly deviceId: string; readonly token: string }[];
  leave(): void;
}

/** A schedule that clears more phones than this clears no more. */
const phonesEnrolled = 8;
const now = '2026-11-01T00:00:00.000Z' as Instant;
const session = 'session-of-the-office';

export async function createTemplate(): Promise<Template> {
  const scratch = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'sipas-simulation-'));
  const folder = join(scratch, 'template');
  mkdirSync(folder);
  const clock = { now: () => now };
  const storage = await createSqliteStorage({ dataDir: folder, clock, ids: { uuid7: newId } });
  const { waveId } = await plantSurvey(storage);
  const person = { passwordHash: 'none', areas: ['86'] };
  const surveyor = { ...person, id: newId(), username: 'dieutravien', name: 'A', role: 'surveyor' };
  const office = { ...person, id: newId(), username: 'buudien', name: 'B', role: 'office' };
  await storage.people.addUser(surveyor as never, now);
  await storage.people.addUser(office as never, now);
  await storage.people.addSession({
    tokenHash: createHash('sha256').update(session).digest('hex'),
    userId: office.id,
    ...{ id: 'office', agent: '', createdAt: now, lastSeenAt: now },
    expiresAt: '2999-01-01T00:00:00.000Z',
  });
  const enrolments: Template['enrolments'][number][] = [];
  while (enrolments.length < phonesEnrolled)
    enrolments.push(await enrolPhone(storage, surveyor, now));
  await storage.keeper.close();
  return {
    scratch,
    folder,
    waveId,
    cookie: `sipas_session=${session}`,
    enrolments,
    leave: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

export function copyTemplate({ folder }: Template, to: string): void {
  cpSync(folder, to, { recursive: true });
}
