import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestPhone, pushBody, type TestPhone } from '../world/phone.ts';
import { type World, newId, setupWorld } from '../world/setup-world.ts';
import type { Storage } from '../../src/ports/index.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createSyncCases } from '../../src/use-cases/sync/index.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';

let world: World;
let phone: TestPhone;
beforeEach(async () => {
  world = await setupWorld();
  await world.addPerson('lan', 'surveyor', ['86']);
  await world.addPerson('mai', 'surveyor', ['29551']);
  await world.addPerson('xa', 'surveyor', ['29584']);
  phone = createTestPhone({ deviceId: newId(), token: 'none', waveId: world.waveId, newId });
});
afterEach(() => world.leave());

const inCommune = (commune: string) => ({ body: { unit: { commune, village: 'Khóm 1' } } });

/** The cases on a store in which something happens just before lines are kept. */
function casesOn(storage: Storage) {
  const reader = createWaveReader(storage.waves);
  return createSyncCases({ storage, reader, ...machineSurroundings });
}
const cases = () => casesOn(world.storage);
const move = (surveyor: string) =>
  cases().movePhone(null, { deviceId: phone.deviceId, surveyor, reason: 'nhầm người' });

/** Taken in for Mai, with one form from where she works. */
async function takeIn(...more: string[]): Promise<void> {
  const bytes = Buffer.from(pushBody(phone, [phone.line(), ...more]));
  expect((await cases().importBatch([{ bytes, damage: null }])).ok).toBe(true);
  const adopted = await cases().adoptPhone(null, { deviceId: phone.deviceId, surveyor: 'mai' });
  expect(adopted.ok).toBe(true);
}

async function expectWhole(counted: number): Promise<void> {
  expect(await world.storage.keeper.verify()).toMatchObject({ counted, differences: [] });
  expect(await world.storage.deviceActs.misplaced(phone.deviceId, 0, 10)).toEqual([]);
}

it('a push that was judged for the surveyor before is judged for the present one [A-95]', async () => {
  await takeIn();
  let moves = 0;
  const storage: Storage = {
    ...world.storage,
    responses: {
      ...world.storage.responses,
      async storeOnce(...lines) {
        if (moves++ === 0) expect((await move('lan')).ok).toBe(true);
        return world.storage.responses.storeOnce(...lines);
      },
    },
  };
  const device = await world.storage.devices.byId(phone.deviceId);
  if (device === null) throw new Error('the phone is not here');

  const body = Buffer.from(pushBody(phone, [phone.line(), phone.line(inCommune('29557'))]));
  const pushed = await casesOn(storage).push(body, device);

  // 29557 is not Mai's: by her it would wait for good, and the other would be told to be hers.
  expect(pushed.ok && pushed.value.receipts.map(({ outcome }) => outcome)).toEqual([
    'stored',
    'stored',
  ]);
  await expectWhole(3);
});

it('of two moves at once the later one says whose the lines are [A-95]', async () => {
  await takeIn(phone.line(inCommune('29557')));
  await world.addPerson('hoa', 'surveyor', ['86']);
  let moves = 0;
  const storage: Storage = {
    ...world.storage,
    deviceActs: {
      ...world.storage.deviceActs,
      async settleMisplaced(lines) {
        if (moves++ === 0) expect((await move('hoa')).ok).toBe(true);
        return world.storage.deviceActs.settleMisplaced(lines);
      },
    },
  };

  const asked = { deviceId: phone.deviceId, surveyor: 'lan', reason: 'nhầm người' };
  const moved = await casesOn(storage).movePhone(null, asked);

  expect(moved.ok && moved.value).toEqual({ stored: 0, waiting: 0 });
  await expectWhole(2);
});

it('a phone that was taken back is not moved to where none of its forms lies either [A-95]', async () => {
  await takeIn();
  const asked = { deviceId: phone.deviceId, reason: 'mất máy', byUserId: null };
  await world.storage.deviceActs.revoke(asked, new Date().toISOString());

  const moved = await move('xa');

  expect(!moved.ok && moved.error.code).toBe('device.outside-areas');
});
