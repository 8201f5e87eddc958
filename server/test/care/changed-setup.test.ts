import Driver from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBackup, refuseChangedSetup } from '../../src/care/index.ts';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import { newId } from '../world/setup-world.ts';
import { type CareWorld, setupCare } from './setup-care.ts';

let world: CareWorld;
beforeEach(async () => {
  world = await setupCare();
  await makeBackup({
    keeper: world.storage.keeper,
    check: (file) => world.storage.keeper.checkBackup(file),
    clock: world.clock,
    folder: world.folder,
    secondPlace: null,
  });
});
afterEach(() => world.leave());

const spoil = (statement: string) => {
  const hand = new Driver(join(world.dataDir, storeFileName));
  hand.exec(statement);
  hand.close();
};
const refuse = () => refuseChangedSetup(world.storage, world.folder);

it.each([
  [
    'the name of a commune',
    `update units set name = name || 'x' where code = '29551'`,
    'units 29551',
  ],
  ['a bound of a wave', `update waves set minimum_base = 3`, 'waves '],
  ['a question', `update instruments set canonical = canonical || ' '`, 'instruments 1'],
  ['a village that is gone', `delete from wave_villages`, 'wave_villages '],
])(
  'names %s that reads otherwise than in the newest backup [B-06]',
  async (_what, statement, where) => {
    await expect(refuse()).resolves.toBeUndefined();

    spoil(statement);

    await expect(refuse()).rejects.toMatchObject({ name: 'StoreDamaged' });
    await expect(refuse()).rejects.toThrow(where);
  },
);

it('takes what came after the backup, and what may change, for no damage [B-13]', async () => {
  spoil(`insert into units values ('99999', '', null, 'Xã Mới', 'commune', 'xa', '86')`);
  spoil(`update waves set status = 'closed', name = 'Đợt mới'`);

  await expect(refuse()).resolves.toBeUndefined();
});

it('asks no backup of another life of the store [B-13]', async () => {
  spoil(`update waves set minimum_base = 3`);
  await world.storage.keeper.beginIncarnation(newId());

  await expect(refuse()).resolves.toBeUndefined();
});
