import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBackup, readBackupNotes } from '../../src/care/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { noticeForgotten } from '../../src/use-cases/sync/notice-forgotten.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { type Ran, jsonOf, refusalOf, runHere } from '../cli/run-sipas.ts';
import { newId } from '../world/setup-world.ts';
import { type CareWorld, setupCare } from './setup-care.ts';

let world: CareWorld;
beforeEach(async () => {
  world = await setupCare();
});
afterEach(() => world.leave());

const run = (...args: string[]) => runHere('/', ...args, '--data', world.dataDir, '--json');
const runIn = async (environment: Record<string, string>, ...args: string[]): Promise<Ran> => {
  let out = '';
  const exit = await runCli([...args, '--json'], {
    environment,
    folder: '/',
    out: (text) => (out += String(text)),
    err: () => undefined,
  });
  return { exit, out, err: '' };
};
const backUp = () =>
  makeBackup({
    keeper: world.storage.keeper,
    check: (file) => world.storage.keeper.checkBackup(file),
    clock: world.clock,
    folder: world.folder,
    secondPlace: null,
  });

/** As the runbook says: the store is moved away, its backups stay where they are. */
async function moveStoreAway(): Promise<void> {
  await world.storage.keeper.close();
  const away = join(world.dataDir, 'damaged');
  mkdirSync(away);
  for (const name of readdirSync(world.dataDir).filter((one) => one.startsWith('sipas.sqlite')))
    renameSync(join(world.dataDir, name), join(away, name));
}

async function setupTwoBackups() {
  await world.store(2);
  const older = await backUp();
  await world.store(3);
  world.now = '2026-11-26T04:00:00.000Z';
  const newer = await backUp();
  await moveStoreAway();
  return { older, newer };
}

it('names the newer backup when an older one is restored, and phones raise the alarm [B-12]', async () => {
  const { older, newer } = await setupTwoBackups();

  const restored = await run('restore', older.file);

  expect(restored.exit).toBe(0);
  expect(jsonOf(restored)).toMatchObject({ envelopes: 2, differences: [], newer: newer.file });
  const place = { dataDir: world.dataDir, clock: world.clock, ids: { uuid7: newId } };
  const storage = await createSqliteStorage(place);
  const seen: object[] = [];
  const care = {
    noticeForgotten(one: object) {
      seen.push(one);
      return Promise.resolve();
    },
  };
  // Five receipts were given out; the phone holds the last.
  await noticeForgotten({ ...storage, care }, { lastReceipt: 5 }, { id: 'phone' });
  expect(seen).toEqual([{ deviceId: 'phone', phoneReceipt: 5, storeReceipt: 2 }]);
  expect((await storage.responses.head()).incarnation).not.toBe(older.incarnation);
  await storage.keeper.close();
});

it('says nothing of newer backups when the newest is restored', async () => {
  const { newer } = await setupTwoBackups();

  expect(jsonOf(await run('restore', newer.file))).toMatchObject({ envelopes: 5, newer: null });
});

it('finds a newer backup beside the given file and in the second place, without any note [B-21]', async () => {
  const { older, newer } = await setupTwoBackups();
  const [usb, second, fresh] = ['usb', 'second', 'fresh'].map((name) => join(world.dataDir, name));
  if (usb === undefined || second === undefined || fresh === undefined) throw new Error('no place');
  for (const folder of [usb, second]) mkdirSync(folder);
  copyFileSync(older.file, join(usb, 'monday.sqlite'));
  copyFileSync(newer.file, join(second, 'tuesday.sqlite'));
  // When a file was copied says nothing of what it holds.
  utimesSync(join(second, 'tuesday.sqlite'), 0, 0);
  writeFileSync(join(usb, 'junk.sqlite'), 'no store at all');
  const restore = async (file: string, into: string, environment = {}) =>
    jsonOf(await runIn(environment, 'restore', file, '--data', into));

  const unaware = await restore(join(usb, 'monday.sqlite'), `${fresh}-1`);
  const inSecond = await restore(join(usb, 'monday.sqlite'), `${fresh}-2`, {
    SIPAS_BACKUP_DIR: second,
  });
  copyFileSync(newer.file, join(usb, 'wednesday.sqlite'));
  const beside = await restore(join(usb, 'monday.sqlite'), `${fresh}-3`);
  const newest = await restore(join(usb, 'wednesday.sqlite'), `${fresh}-4`);

  expect(unaware).toMatchObject({ envelopes: 2, newer: null });
  expect(inSecond).toMatchObject({ envelopes: 2, newer: join(second, 'tuesday.sqlite') });
  expect(beside).toMatchObject({ envelopes: 2, newer: join(usb, 'wednesday.sqlite') });
  expect(newest).toMatchObject({ envelopes: 5, newer: null });
});

it('leaves the folder as it was when it is refused, and makes none [B-22]', async () => {
  const { newer } = await setupTwoBackups();
  const junk = join(world.dataDir, 'junk.sqlite');
  writeFileSync(junk, 'no store at all');
  const empty = join(world.dataDir, 'empty');
  mkdirSync(empty);
  const absent = join(world.dataDir, 'not', 'there');

  for (const [file, folder] of [
    [junk, empty],
    ['/no/such.sqlite', empty],
    [junk, absent],
  ] as const)
    expect(refusalOf(await runIn({}, 'restore', file, '--data', folder))).toBe('file.unreadable');

  expect(readdirSync(empty)).toEqual([]);
  expect(existsSync(join(world.dataDir, 'not'))).toBe(false);
  expect((await runIn({}, 'restore', newer.file, '--data', empty)).exit).toBe(0);
  expect(readdirSync(empty).sort()).toEqual(['sipas.lock', 'sipas.sqlite']);
});

it('leaves no store behind when it is broken off, and goes on where one was broken off', async () => {
  const { newer } = await setupTwoBackups();
  const half = join(world.dataDir, 'restoring');
  mkdirSync(half);
  writeFileSync(join(half, 'sipas.sqlite'), 'half of a store');
  writeFileSync(join(world.dataDir, 'junk.sqlite'), 'no store at all');

  const junk = await run('restore', join(world.dataDir, 'junk.sqlite'));
  expect(refusalOf(junk)).toBe('file.unreadable');
  expect(existsSync(join(world.dataDir, 'sipas.sqlite'))).toBe(false);
  expect((await run('restore', newer.file)).exit).toBe(0);
  expect(existsSync(half)).toBe(false);
});

it('drills with the newest backup beside the store, and notes what came of it [B-10]', async () => {
  await world.store(4);
  const note = await backUp();

  const drilled = await run('drill');

  expect(jsonOf(drilled)).toMatchObject({ file: note.file, envelopes: 4, differences: [] });
  expect(readdirSync(world.folder).filter((name) => name.startsWith('drill-'))).toEqual([]);
  expect(readdirSync(world.folder)).toContain('last-drill.json');
  expect(await readBackupNotes(world.folder)).toHaveLength(1);
});

it('checks a backup wherever it lies, and fails where it is not what it should be [B-05]', async () => {
  await world.store(1);
  const { file } = await backUp();
  const sound = await run('check-backup', file);
  expect([sound.exit, jsonOf(sound)]).toMatchObject([0, { envelopes: 1, differences: [] }]);

  await world.storage.keeper.beginIncarnation(newId());

  const other = await run('check-backup', file);
  expect([other.exit, refusalOf(other)]).toEqual([1, 'store.differs']);
  expect(refusalOf(await run('check-backup', '/no/such.sqlite'))).toBe('file.unreadable');
});
