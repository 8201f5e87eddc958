import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import type { CommentQuery } from '../../src/ports/index.ts';
import { createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId, plantSurvey } from '../world/setup-world.ts';
import { createJudge } from './judge-lines.ts';
import { openTestStorage } from './storages.ts';

const now = '2026-11-23T08:00:00.000Z';

async function setup() {
  const { storage, dataDir, leave: close } = await openTestStorage('sqlite');
  const { waveId } = await plantSurvey(storage);
  const [instrument] = await storage.waves.instruments();
  const surveyor = { id: newId(), username: 'a', name: 'Người a', role: 'surveyor' as const };
  await storage.people.addUser({ ...surveyor, passwordHash: '', areas: ['86'] }, now);
  const phone = createTestPhone({ ...(await enrolPhone(storage, surveyor, now)), waveId, newId });
  const judge = await createJudge(storage, phone);
  const hand = new Driver(join(dataDir, storeFileName));
  const query: CommentQuery = {
    waveId,
    instrumentKeys: [instrument?.key ?? 0],
    communes: new Set(['29551']),
  };
  return {
    storage,
    hand,
    say: (count: number) =>
      storage.responses.storeOnce(
        Array.from({ length: count }, () =>
          judge(phone.line({ answers: { q1: '1', why: 'Chờ lâu' } })),
        ),
        now,
      ),
    lying: (): unknown => hand.prepare('select count(*) from comments_search').pluck().get(),
    told: async () => (await storage.comments.list(query, { limit: 1, offset: 0 })).total,
    async leave() {
      hand.close();
      await close();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('costs a batch nothing, and tells of all that came to whoever asks [T-09]', async () => {
  const { say, lying, told, leave } = await setup();
  await say(3);

  expect(lying()).toBe(0);
  expect(await told()).toBe(3);
  await say(2);
  expect(lying()).toBe(3);
  expect(await Promise.all([told(), told()])).toEqual([5, 5]);
  expect(lying()).toBe(5);
  await leave();
});

it('is made for nobody yet when that is asked for, once [T-09]', async () => {
  const { storage, say, lying, told, leave } = await setup();
  await say(3);

  await Promise.all([storage.comments.catchUp(), storage.comments.catchUp()]);
  expect(lying()).toBe(3);
  expect(await told()).toBe(3);
  await leave();
});

it('is made without being asked when nothing more has come for a while, and not before [T-09]', async () => {
  const { say, lying, leave } = await setup();
  await say(1);
  await vi.advanceTimersByTimeAsync(6000);
  await say(1);
  await vi.advanceTimersByTimeAsync(6000);

  expect(lying()).toBe(0);
  await vi.advanceTimersByTimeAsync(6000);
  await vi.waitUntil(() => lying() === 2);
  await leave();
});

it('goes on where it was killed, and begins anew where the texts were taken by other rules [T-09]', async () => {
  const { storage, hand, say, lying, told, leave } = await setup();
  await say(1300);
  // As if it had been killed behind the second lot.
  hand.exec(`create trigger stop before update of comment_receipt on store_meta when new.comment_receipt > 1000
    begin select raise(abort, 'killed'); end`);
  await expect(told()).rejects.toThrow('killed');
  expect(lying()).toBe(1000);
  expect((await storage.keeper.verify().catch(() => null))?.differences).toBeUndefined();
  hand.exec('drop trigger stop');
  expect(await told()).toBe(1300);

  hand.exec(`update comments set text = 'of other rules'; update store_meta set comment_rules = 0`);
  expect(await told()).toBe(1300);
  expect((await storage.keeper.verify()).differences).toEqual([]);
  await leave();
});
