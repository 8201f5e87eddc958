import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type CareGiven,
  type Caretaker,
  createCaretaker,
  makeBackup,
  noteKeysCopied,
} from '../../src/care/index.ts';
import { type CareWorld, setupCare } from './setup-care.ts';

let world: CareWorld;
let caretaker: Caretaker | undefined;
let logged: Record<string, unknown>[];
beforeEach(async () => {
  world = await setupCare();
  logged = [];
});
afterEach(async () => {
  await caretaker?.stop();
  await world.leave();
});

function begin(change: Partial<CareGiven> = {}): Caretaker {
  return (caretaker = createCaretaker({
    keeper: world.storage.keeper,
    clock: world.clock,
    log: {
      info: (fields, message) => logged.push({ ...fields, message }),
      error: (fields, message) => logged.push({ ...fields, message }),
    },
    folder: world.folder,
    secondPlace: null,
    everyMinutes: 60,
    tickMs: 5,
    check: (file) => world.storage.keeper.checkBackup(file),
    drill: () => Promise.resolve(),
    ...change,
  }));
}

/** Waits until the state is as wanted; fails after ten seconds. */
async function until(
  isSo: (state: Awaited<ReturnType<Caretaker['state']>>) => boolean,
): Promise<Awaited<ReturnType<Caretaker['state']>>> {
  for (let wait = 0; wait < 1000; wait++) {
    const state = await caretaker?.state();
    if (state?.running === null && isSo(state)) return state;
    await pause(10);
  }
  throw new Error('it never came to that');
}

it('backs up by itself, again only after an hour and a change', async () => {
  await world.store(1);
  begin();
  await until(({ kept }) => kept === 1);

  world.now = '2026-11-26T04:00:00.000Z';
  await pause(60);
  expect((await until(() => true)).kept).toBe(1);
  await world.store(1);
  const state = await until(({ kept }) => kept === 2);

  expect(state.last).toMatchObject({ receipt: 2, madeAt: '2026-11-26T04:00:00.000Z' });
  expect(state.failure).toBe(null);
  expect(await world.safeReceipt()).toBe(2);
});

it('tells what failed, tries again, and carries what lacks its second place without another copy', async () => {
  const secondPlace = join(world.dataDir, 'second');
  await world.store(2);
  begin({ secondPlace });

  const failed = await until(({ failure }) => failure !== null);
  expect(failed).toMatchObject({ failure: { kind: 'second-place' }, kept: 1 });
  expect(logged).toContainEqual(expect.objectContaining({ kind: 'second-place' }));
  expect(await world.safeReceipt()).toBe(0);
  mkdirSync(secondPlace);
  world.now = '2026-11-26T03:05:00.000Z';
  const state = await until(({ failure }) => failure === null);

  expect(state.kept).toBe(1);
  expect(state.last?.second).toBe(join(secondPlace, 'sipas-20261126T030000000Z.sqlite'));
  expect(await world.safeReceipt()).toBe(2);
});

it('carries the last backup to a second place that is named later, and says when it is not there any more', async () => {
  await world.store(1);
  begin();
  await until(({ kept }) => kept === 1);
  await caretaker?.stop();
  const secondPlace = join(world.dataDir, 'later');
  mkdirSync(secondPlace);

  begin({ secondPlace });
  const carried = await until(({ isInSecondPlace }) => isInSecondPlace);
  expect(carried).toMatchObject({ kept: 1, failure: null });
  await caretaker?.stop();
  renameSync(secondPlace, `${secondPlace}-gone`);
  begin({ secondPlace });

  const gone = await until(({ failure }) => failure !== null);
  expect(gone).toMatchObject({ isInSecondPlace: false, failure: { kind: 'second-place' } });
});

it('a backup by hand that does not lie where the server keeps its own calls no form safe [B-07]', async () => {
  await world.store(1);
  const secondPlace = join(world.dataDir, 'second');
  mkdirSync(secondPlace);
  begin({ secondPlace });
  await until(({ isInSecondPlace }) => isInSecondPlace);
  await caretaker?.stop();
  await world.store(1);
  const { keeper } = world.storage;
  const check = (file: string) => keeper.checkBackup(file);
  const byHand = { keeper, check, clock: { now: () => '2026-11-26T03:30:00.000Z' as never } };

  await makeBackup({ ...byHand, folder: world.folder, secondPlace: null });
  await makeBackup(
    { ...byHand, folder: world.folder, secondPlace: null },
    join(world.dataDir, 'elsewhere.sqlite'),
  );
  expect(await world.safeReceipt()).toBe(1);
  const clock = { now: () => '2026-11-26T03:31:00.000Z' as never };
  await makeBackup({ ...byHand, clock, folder: world.folder, secondPlace });
  expect(await world.safeReceipt()).toBe(2);
});

it('backs up by its own clock though a backup bears a later date, and not every minute [B-30]', async () => {
  await world.store(1);
  world.now = '2028-01-02T00:00:00.000Z';
  begin();
  await until(({ kept }) => kept === 1);
  world.now = '2026-11-26T04:00:00.000Z';
  await world.store(1);

  const state = await until(({ kept }) => kept === 2);
  expect(state).toMatchObject({ fromFuture: 1, last: { madeAt: '2026-11-26T04:00:00.000Z' } });
  world.now = '2026-11-26T04:30:00.000Z';
  await world.store(1);
  await pause(60);
  expect((await until(() => true)).kept).toBe(2);
});

it('does not back up again on the word of a look that began before the backup', async () => {
  await world.store(1);
  // Looks that end after this test set no clock but its own.
  const own = world;
  const { keeper } = own.storage;
  let looks = 0;
  begin({
    tickMs: 1,
    keeper: {
      ...keeper,
      // Every look takes longer than a backup: several are under way when the first of them begins one.
      async lastEnrolmentAt() {
        const moment = `2026-11-26T03:00:00.${String(looks++).padStart(3, '0')}Z`;
        await pause(300);
        own.now = moment;
        return keeper.lastEnrolmentAt();
      },
    },
  });

  await until(({ kept }) => kept === 1);
  await pause(600);

  expect((await until(() => true)).kept).toBe(1);
});

it('backs up at once when a person asks, and not twice at a time', async () => {
  begin({ everyMinutes: 0 });

  caretaker?.backUpNow();
  caretaker?.backUpNow();

  expect((await caretaker?.state())?.running).toBe('backup');
  expect((await until(({ kept }) => kept > 0)).kept).toBe(1);
});

it('drills at night, and tells when a drill failed', async () => {
  let drills = 0;
  // Half past two at night in Vietnam.
  world.now = '2026-11-26T19:30:00.000Z';
  begin({ drill: () => Promise.reject(new Error(`drill ${String(++drills)}`)) });

  const state = await until(({ failure }) => failure !== null);

  expect(state.failure).toEqual({ at: world.now, kind: 'drill' });
  expect(drills).toBe(1);
  expect(logged).toContainEqual(expect.objectContaining({ kind: 'drill', reason: 'drill 1' }));
});

it('keeps in mind that phones hold receipts beyond the last one of the store [B-12]', async () => {
  begin({ everyMinutes: 0 });

  await caretaker?.noticeForgotten({ deviceId: 'a', phoneReceipt: 9, storeReceipt: 4 });
  world.now = '2026-11-26T04:00:00.000Z';
  await caretaker?.noticeForgotten({ deviceId: 'b', phoneReceipt: 7, storeReceipt: 5 });

  expect((await until(() => true)).forgotten).toEqual({
    firstAt: '2026-11-26T03:00:00.000Z',
    lastAt: '2026-11-26T04:00:00.000Z',
    phoneReceipt: 9,
    storeReceipt: 4,
    devices: ['b', 'a'],
    receipts: { a: 9, b: 7 },
  });
});

it('passes over half a note', async () => {
  begin({ everyMinutes: 0 });
  caretaker?.backUpNow();
  await until(({ kept }) => kept === 1);

  writeFileSync(join(world.folder, 'x.note.json'), '{"file":');

  expect((await until(() => true)).kept).toBe(1);
});

/** A keeper whose comparison of backups is counted, and lasts until it is let go. */
function countComparisons() {
  const { keeper } = world.storage;
  const waiting: (() => void)[] = [];
  const count = { begun: 0, atOnce: 0, most: 0, looks: 0 };
  let mark = 'a';
  const told = { id: 'x', file: 'x.sqlite', receivedAt: '', forms: 3 };
  const counting: typeof keeper = {
    ...keeper,
    changeMark: () => Promise.resolve(mark),
    lastEnrolmentAt() {
      count.looks++;
      return keeper.lastEnrolmentAt();
    },
    async lookForFuller() {
      count.begun++;
      count.most = Math.max(count.most, ++count.atOnce);
      await new Promise<void>((letGo) => waiting.push(letGo));
      count.atOnce--;
      return { life: 'l', fuller: [told], looked: ['x'] };
    },
  };
  return {
    counting,
    count,
    change: (to: string) => (mark = to),
    letGo: () => waiting.splice(0).forEach((one) => one()),
    /** So many looks later. */
    async looks(more: number) {
      for (const until = count.looks + more; count.looks < until;) await pause(5);
    },
  };
}

it('compares a told backup again only after the store changed, and one at a time [B-29]', async () => {
  const { counting, count, change, letGo, looks } = countComparisons();
  begin({ keeper: counting, everyMinutes: 0 });
  await pause(60);
  expect(count.begun).toBe(1);
  letGo();
  expect((await caretaker?.state())?.fuller?.forms).toBe(3);

  // Ten looks at a store that stays as it is.
  await looks(10);
  expect(count.begun).toBe(1);
  change('b');
  await looks(10);
  expect(count.begun).toBe(2);
  // It changes while a comparison lasts: the looks meanwhile skip, and one follows, not ten.
  change('c');
  await looks(10);
  expect(count.begun).toBe(2);
  letGo();
  await looks(10);
  letGo();
  await looks(10);

  expect(count).toMatchObject({ begun: 3, most: 1 });
});

it('backs up while a long comparison lasts [B-29]', async () => {
  const { counting, letGo } = countComparisons();
  await world.store(1);
  begin({ keeper: { ...counting, changeMark: world.storage.keeper.changeMark } });
  for (let wait = 0; wait < 200 && !logged.some((one) => one['message'] === 'backed up'); wait++)
    await pause(10);

  expect(logged).toContainEqual(expect.objectContaining({ message: 'backed up', receipt: 1 }));
  letGo();
});

it('knows of which keys a copy was ever made', async () => {
  begin();
  expect((await caretaker?.state())?.copiedKeys).toEqual([]);

  await noteKeysCopied(world.folder, ['a', 'b']);
  await noteKeysCopied(world.folder, ['b', 'c']);

  expect((await caretaker?.state())?.copiedKeys).toEqual(['a', 'b', 'c']);
});
