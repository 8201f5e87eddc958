import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { createSqliteStorage, storeFileName } from '../../src/storage-sqlite/index.ts';
import { createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { openTestStorage, storagesUnderTest } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z';

/** Two forms that count, and two lines that wait for a person. */
async function setup(name: string) {
  const opened = await openTestStorage(name);
  const { storage } = opened;
  const { waveId } = await plantSurvey(storage);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  const phone = createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
  const judge = await createJudge(storage, phone);
  const lines = [phone.line(), phone.line(), phone.line({ answers: { q1: '9' } }), 'unreadable'];
  await storage.responses.storeOnce(lines.map(judge), now);
  return { ...opened, waveId, phone, judge };
}

describe.each(storagesUnderTest())('care of the store in %s', (name) => {
  it('says whether the store is empty and ready', async () => {
    const { storage, leave } = await openTestStorage(name);

    expect(await storage.keeper.isEmpty()).toBe(true);
    expect(await storage.keeper.isReady()).toBe(true);
    await plantSurvey(storage);
    expect(await storage.keeper.isEmpty()).toBe(false);
    await storage.keeper.close();
    expect(await storage.keeper.isReady()).toBe(false);
    await leave();
  });

  it('finds nothing to say of a sound store [A-05]', async () => {
    const { storage, leave } = await setup(name);

    expect(await storage.keeper.verify()).toEqual({ envelopes: 4, counted: 2, differences: [] });
    await leave();
  });

  it('begins a new life after a restore, in which all that was restored is safe', async () => {
    const { storage, leave } = await setup(name);
    const before = await storage.responses.head();
    const next = newId();

    await storage.keeper.beginIncarnation(next);

    expect(before.incarnation).not.toBe(next);
    expect(await storage.responses.head()).toEqual({ incarnation: next, safeReceipt: 4 });
    await leave();
  });
});

describe('copies that a SQLite store makes of itself', () => {
  it('raises the safe receipt only as far as a verified backup reaches', async () => {
    const { storage, dataDir, judge, phone, leave } = await setup('sqlite');
    const file = join(dataDir, 'backup.sqlite');

    expect((await storage.responses.head()).safeReceipt).toBe(0);
    expect(await storage.keeper.backup(file, now)).toEqual({ receipt: 4 });
    await storage.responses.storeOnce([judge(phone.line())], now);

    expect((await storage.responses.head()).safeReceipt).toBe(4);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // One file, nothing beside it that a copy could forget.
    expect(readdirSync(dataDir).filter((entry) => entry.startsWith('backup'))).toEqual([
      'backup.sqlite',
    ]);
    await leave();
  });

  it('never writes a backup over another, and leaves nothing of one that failed', async () => {
    const { storage, dataDir, leave } = await setup('sqlite');
    const file = join(dataDir, 'backup.sqlite');
    await storage.keeper.backup(file, now);
    const before = statSync(file).mtimeMs;

    await expect(storage.keeper.backup(file, now)).rejects.toThrow('EEXIST');
    expect(statSync(file).mtimeMs).toBe(before);
    await expect(storage.keeper.backup(join(dataDir, 'no', 'x.sqlite'), now)).rejects.toThrow();
    await leave();
  });
});

describe('what is wrong with a damaged SQLite store', () => {
  /** Spoils a copy of a sound store by a hand that knows SQL, and verifies it. */
  async function verifySpoilt(...statements: string[]) {
    const { storage, dataDir, leave } = await openTestStorage('sqlite');
    const { waveId } = await plantSurvey(storage);
    const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
    await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
    const phone = createTestPhone({ ...(await enrolPhone(storage, user, now)), waveId, newId });
    const judge = await createJudge(storage, phone);
    await storage.responses.storeOnce([phone.line(), phone.line(), 'raw'].map(judge), now);
    const folder = join(dataDir, 'spoilt');
    mkdirSync(folder);
    await storage.keeper.backup(join(dataDir, 'copy.sqlite'), now);
    copyFileSync(join(dataDir, 'copy.sqlite'), join(folder, storeFileName));
    const hand = new Driver(join(folder, storeFileName));
    hand.pragma('foreign_keys = OFF');
    for (const statement of statements) hand.exec(statement);
    hand.close();
    const spoilt = await createSqliteStorage({
      dataDir: folder,
      clock: { now: () => now as Instant },
      ids: { uuid7: newId },
    });
    const { differences } = await spoilt.keeper.verify();
    await spoilt.keeper.close();
    await leave();
    return differences.map(({ check, where }) => `${check} ${where}`);
  }
  const responseRow = expect.stringMatching(/^response-row [0-9a-f-]{36}$/) as string;
  const villageCounts = expect.stringMatching(/^village-counts .* Khóm 1$/) as string;

  it.each([
    [
      'a count that is one too high',
      `update village_counts set counts = x'03000000' || substr(counts, 5)`,
      [villageCounts],
    ],
    ['a count that is gone', 'delete from village_counts', [villageCounts]],
    [
      'counts of a village that nobody answered in',
      `insert into village_counts select wave_id, instrument_key, commune, 'Khóm 1' || ' / Khóm 1', counts from village_counts`,
      [villageCounts],
    ],
    [
      'a row that counts no more',
      `update responses set state = 'slot-taken' where receipt = 1`,
      [responseRow],
    ],
    [
      'an answer changed in its row',
      `update responses set packed = '1' || substr(packed, 2) where receipt = 1`,
      [responseRow],
    ],
    ['a row that is gone', 'delete from responses where receipt = 1', [responseRow]],
    [
      'a byte changed in what came',
      `update envelopes set line = replace(cast(line as text), '"q1":"4"', '"q1":"5"') where receipt = 1`,
      ['envelope-hash receipt 1', responseRow, villageCounts],
    ],
    [
      'a byte changed in a line that nobody can read',
      `update envelopes set line = x'00' where receipt = 3`,
      ['envelope-hash receipt 3'],
    ],
    [
      'an instrument that answers to another version',
      `update instruments set version = 'x' || substr(version, 2)`,
      ['setup-row receipt 1', 'setup-row receipt 2', responseRow, responseRow, villageCounts],
    ],
    [
      'a bit changed in an instrument',
      `update instruments set canonical = 'x' || substr(canonical, 2)`,
      ['setup-row receipt 1', 'setup-row receipt 2', responseRow, responseRow, villageCounts],
    ],
    [
      'a reference to nothing',
      `update responses set receipt = 99 where receipt = 1`,
      [expect.stringMatching(/^foreign-keys responses/), responseRow],
    ],
  ])('names %s [A-05]', async (_what, statement, expected) => {
    expect(await verifySpoilt(statement)).toEqual(expected);
  });
});

it('opens a store only for its owner, and its backups too', async () => {
  const { storage, dataDir, leave } = await openTestStorage('sqlite');
  const folder = join(dataDir, 'made');
  const inner = await createSqliteStorage({
    dataDir: folder,
    clock: { now: () => now as Instant },
    ids: { uuid7: newId },
  });

  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const entry of readdirSync(folder))
    expect(statSync(join(folder, entry)).mode & 0o777).toBe(0o600);
  expect(existsSync(join(folder, storeFileName))).toBe(true);
  await inner.keeper.close();
  await storage.keeper.close();
  await leave();
});
