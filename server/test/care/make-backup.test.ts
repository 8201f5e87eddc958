import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BackupFailed, makeBackup, readBackupNotes } from '../../src/care/index.ts';
import { type CareWorld, setupCare } from './setup-care.ts';

let world: CareWorld;
beforeEach(async () => {
  world = await setupCare();
});
afterEach(() => world.leave());

const needs = (change: object = {}) => ({
  keeper: world.storage.keeper,
  check: (file: string) => world.storage.keeper.checkBackup(file),
  clock: world.clock,
  folder: world.folder,
  secondPlace: null,
  ...change,
});
const secondPlace = () => {
  const folder = join(world.dataDir, 'second');
  mkdirSync(folder);
  return folder;
};
/** Changes the first copy between its making and its reading, as a bad disk would. */
const spoil = (file: string, statement: string) => {
  const hand = new Driver(file);
  hand.exec(statement);
  hand.close();
};

it('calls receipts safe once the copy was read whole, where there is no second place [B-07]', async () => {
  await world.store(3);

  const note = await makeBackup(needs());

  expect(note).toMatchObject({ receipt: 3, envelopes: 3, second: null, madeAt: world.now });
  expect(await world.safeReceipt()).toBe(3);
  expect(await readBackupNotes(world.folder)).toEqual([note]);
  expect(statSync(note.file).mode & 0o777).toBe(0o600);
});

it('calls receipts safe only once they lie in the second place, where there is one [B-07]', async () => {
  await world.store(3);
  const second = secondPlace();
  const seen: [string, number][] = [];
  const check = async (file: string) => {
    seen.push([file, await world.safeReceipt()]);
    return world.storage.keeper.checkBackup(file);
  };

  const note = await makeBackup(needs({ secondPlace: second, check }));

  expect(seen).toEqual([
    [note.file, 0],
    [note.second, 0],
  ]);
  expect(note.second).toBe(join(second, 'sipas-20261126T030000000Z.sqlite'));
  expect(await world.safeReceipt()).toBe(3);
  // The second place tells of itself: the first may be lost with its disk.
  expect(await readBackupNotes(second)).toEqual([note]);
});

it('keeps the copy here but calls nothing safe while the second place is not there [B-07]', async () => {
  await world.store(2);

  const failed = makeBackup(needs({ secondPlace: join(world.dataDir, 'not-mounted') }));

  await expect(failed).rejects.toMatchObject({ name: 'BackupFailed', kind: 'second-place' });
  expect(await world.safeReceipt()).toBe(0);
  expect(await readBackupNotes(world.folder)).toMatchObject([{ receipt: 2, second: null }]);
  // Made by hand, it would look like the second place while that is not mounted.
  expect(existsSync(join(world.dataDir, 'not-mounted'))).toBe(false);
});

it.each([
  ['a line that reads otherwise', `update envelopes set line = x'00' where receipt = 2`],
  ['an envelope that lacks', `delete from responses; delete from envelopes where receipt = 1`],
  ['another life of the store', `update store_meta set incarnation = 'other'`],
])(
  'calls nothing safe for a copy with %s, and keeps no such copy [B-05]',
  async (_what, statement) => {
    await world.store(3);
    const check = (file: string) => {
      spoil(file, statement);
      return world.storage.keeper.checkBackup(file);
    };

    await expect(makeBackup(needs({ check }))).rejects.toMatchObject({ kind: 'broken-copy' });

    expect(await world.safeReceipt()).toBe(0);
    expect(readdirSync(world.folder)).toEqual([]);
  },
);

it('names a copy whose pages are damaged [B-05]', async () => {
  await world.store(3);
  const file = join(world.dataDir, 'copy.sqlite');
  await world.storage.keeper.copyTo(file);
  // The third page of 16 kB, some leaf of some table, as a failing disk returns it.
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(16_384, 0xff), 0, 16_384, 2 * 16_384);
  closeSync(handle);

  const { differences } = await world.storage.keeper.checkBackup(file);

  expect(differences.map(({ check }) => check)).toContain('integrity');
});

it('never replaces a file, and leaves nothing half of a copy that failed [B-04]', async () => {
  const note = await makeBackup(needs());
  const before = statSync(note.file).mtimeMs;

  await expect(makeBackup(needs(), note.file)).rejects.toThrow(BackupFailed);
  await expect(makeBackup(needs(), '/no/such/folder/x.sqlite')).rejects.toMatchObject({
    kind: 'failed',
  });

  expect(statSync(note.file).mtimeMs).toBe(before);
  expect(readdirSync(world.folder).filter((name) => name.includes('.part'))).toEqual([]);
});

it('lets old backups go in both places, and leaves alone what the operator placed [B-08]', async () => {
  const second = secondPlace();
  const mine = join(world.dataDir, 'mine.sqlite');
  world.now = '2026-10-01T03:00:00.000Z';
  await makeBackup(needs({ secondPlace: second }), mine);
  await makeBackup(needs({ secondPlace: second }));
  world.now = '2026-11-26T03:00:00.000Z';

  // The newest is never let go, so it takes one that follows.
  await makeBackup(needs({ secondPlace: second }));
  world.now = '2026-11-26T04:00:00.000Z';
  await makeBackup(needs({ secondPlace: second }));

  const copies = (folder: string) => readdirSync(folder).filter((one) => one.endsWith('.sqlite'));
  const kept = ['sipas-20261126T030000000Z.sqlite', 'sipas-20261126T040000000Z.sqlite'];
  expect(copies(world.folder)).toEqual(kept);
  expect(copies(second)).toEqual(kept);
  expect(existsSync(mine)).toBe(true);
  rmSync(mine);
});
