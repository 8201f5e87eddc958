import { copyFile, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { withdrawalCode } from '@sipas/shared/response';
import { cleanBackups } from '../../src/cli/clean-backups.ts';
import { restoreInto } from '../../src/cli/restore.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { type PeopleWorld, places, setupPeopleWorld } from '../http/people-world.ts';

const canary = 'chimyến4711';
let world: PeopleWorld;
let folder = '';
let form = { responseId: '', caseId: '' };
/** A backup from before the withdrawal, in the folder of backups. */
let backup = '';
beforeEach(async () => {
  world = await setupPeopleWorld({ minimumBase: 1, minimumCell: 1 });
  folder = await mkdtemp(join(tmpdir(), 'sipas-withdrawn-'));
  await world.send('surveyor-829', places.benTre, { rating: '4', but: { comment: canary } });
  const forms = world.storage.responses.countedResponses(world.waveId, [1, 2, 3], 'all');
  for await (const { responseId } of forms) form = { responseId, caseId: '' };
  await world.send('surveyor-829', places.benTre, { rating: '5' });
  const user = await world.storage.people.userByName('officer');
  const step = { extended: false, note: '', userId: user?.id ?? '', at: world.now as Instant };
  const [caseId, code] = [machineSurroundings.ids.uuid7(), withdrawalCode(form.responseId)];
  const opened = { id: caseId, kind: 'withdraw', code, asked: 'x' } as const;
  const { cases, withdrawals, keeper } = world.storage;
  await cases.open(
    { ...opened, receivedDay: world.now.slice(0, 10) as never },
    { ...step, revision: 1, state: 'received' },
    10,
  );
  await mkdir(join(world.dataDir, 'backups'));
  backup = join(world.dataDir, 'backups', 'before.sqlite');
  await keeper.backup(backup, world.now);
  await withdrawals.withdraw({ ...form, caseId }, { ...step, revision: 2, state: 'done' });
}, 60_000);
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function filesWith(place: string, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of await readdir(place, { recursive: true, withFileTypes: true }))
    if (file.isFile() && (await readFile(join(file.parentPath, file.name))).includes(text))
      found.push(file.name);
  return found;
}
const restored = (file: string, lists: readonly string[]) =>
  restoreInto({ dataDir: join(folder, 'new') }, file, lists);

test('a backup made before a withdrawal holds the form, which is gone when it is restored with the list [H-11]', async () => {
  expect(await filesWith(join(world.dataDir, 'backups'), canary)).toEqual(['before.sqlite']);

  const report = await restored(backup, [world.dataDir]);

  expect(report).toMatchObject({ ok: true, value: { counted: 1, differences: [] } });
  expect(await filesWith(join(folder, 'new'), canary)).toEqual([]);
  expect(await filesWith(join(folder, 'new'), form.responseId)).toContain('withdrawn.json');
});

test('the list beside a backup is enough on a new machine, and without any the form is back [H-11]', async () => {
  const usb = join(folder, 'usb');
  await mkdir(usb);
  await copyFile(backup, join(usb, 'before.sqlite'));
  expect(await restored(join(usb, 'before.sqlite'), [])).toMatchObject({ value: { counted: 2 } });
  await rm(join(folder, 'new'), { recursive: true });

  await copyFile(join(world.dataDir, 'withdrawn.json'), join(usb, 'withdrawn.json'));
  expect(await restored(join(usb, 'before.sqlite'), [])).toMatchObject({ value: { counted: 1 } });
});

test('a store that somebody put in place by hand loses the form when it is opened for serving [H-11]', async () => {
  const dataDir = join(folder, 'by-hand');
  await mkdir(dataDir);
  await copyFile(backup, join(dataDir, 'sipas.sqlite'));
  const second = join(folder, 'second');
  await mkdir(second);
  await copyFile(join(world.dataDir, 'withdrawn.json'), join(second, 'withdrawn.json'));
  const storage = await createSqliteStorage({ dataDir, ...machineSurroundings });

  expect(await storage.withdrawals.apply({ from: [dataDir, second], to: [dataDir, second] })).toBe(
    1,
  );
  expect(await storage.withdrawals.apply({ from: [dataDir, second], to: [dataDir, second] })).toBe(
    0,
  );

  const { differences, counted } = await storage.keeper.verify();
  expect([differences, counted]).toEqual([[], 1]);
  await storage.keeper.close();
  expect(await filesWith(dataDir, canary)).toEqual([]);
});

test('a list that cannot be read keeps a restore from bringing a form back unseen [H-11]', async () => {
  const usb = join(folder, 'usb');
  await mkdir(usb);
  await copyFile(backup, join(usb, 'withdrawn.json'));

  expect(await restored(backup, [usb])).toMatchObject({ ok: false });
  expect(await readdir(folder)).toEqual(['usb']);
});

test('backups that can be reached are cleaned, whole, and only those that need it [H-16]', async () => {
  const after = join(world.dataDir, 'backups', 'after.sqlite');
  await world.storage.keeper.backup(after, world.now);
  const bytes = await readFile(after);
  const second = join(folder, 'second');
  await mkdir(second);
  await copyFile(backup, join(second, 'before.sqlite'));
  const ingestKeys = join(world.dataDir, 'ingest-keys.json');
  const places = { dataDir: world.dataDir, ingestKeys, backupDir: second };

  const { cleaned, failed } = await cleanBackups(places);

  expect([cleaned, failed]).toEqual([[backup, join(second, 'before.sqlite')], []]);
  expect(await filesWith(join(world.dataDir, 'backups'), canary)).toEqual([]);
  expect(await filesWith(second, canary)).toEqual([]);
  expect(await filesWith(second, form.responseId)).toContain('withdrawn.json');
  expect((await readFile(after)).equals(bytes)).toBe(true);
  expect((await readdir(join(world.dataDir, 'backups'))).sort()).toEqual([
    'after.sqlite',
    'before.sqlite',
  ]);
  expect((await world.storage.keeper.checkBackup(backup)).differences).toEqual([]);
  expect(await restored(backup, [])).toMatchObject({ value: { counted: 1, differences: [] } });
  expect(await cleanBackups(places)).toEqual({ cleaned: [], failed: [] });
});
