import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCaretaker, makeBackup } from '../../src/care/index.ts';
import type { Storage } from '../../src/ports/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { jsonOf, refusalOf, runHere } from '../cli/run-sipas.ts';
import { createJudge } from '../conformance/judge-lines.ts';
import { type TestPhone, createTestPhone, pushBody } from '../world/phone.ts';
import { newId } from '../world/setup-world.ts';
import { type CareWorld, setupCare } from './setup-care.ts';

let world: CareWorld;
beforeEach(async () => {
  world = await setupCare();
});
afterEach(() => world.leave());

const run = (...args: string[]) => runHere('/', ...args, '--data', world.dataDir, '--json');
const backUp = (storage: Storage = world.storage) =>
  makeBackup({
    keeper: storage.keeper,
    check: (file) => storage.keeper.checkBackup(file),
    clock: world.clock,
    folder: world.folder,
    secondPlace: null,
  });

/** As the runbook says: the store is moved away, its backups stay where they are. */
async function moveStoreAway(): Promise<void> {
  await world.storage.keeper.close();
  const away = join(world.dataDir, 'damaged');
  mkdirSync(away, { recursive: true });
  for (const name of readdirSync(world.dataDir).filter((one) => one.startsWith('sipas.sqlite')))
    renameSync(join(world.dataDir, name), join(away, name));
}

/** Of five forms two lie in the older backup, all in the newer one; the store is away. */
async function setupTwoBackups() {
  await world.store(2);
  const older = await backUp();
  await world.store(3);
  world.now = '2026-11-26T04:00:00.000Z';
  const newer = await backUp();
  await moveStoreAway();
  return { older, newer };
}

async function inStore<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
  const place = { dataDir: world.dataDir, clock: world.clock, ids: { uuid7: newId } };
  const storage = await createSqliteStorage(place);
  try {
    return await work(storage);
  } finally {
    await storage.keeper.close();
  }
}
async function storeForms(storage: Storage, forms: number): Promise<void> {
  const judge = await createJudge(storage, world.phone);
  const lines = Array.from({ length: forms }, () => judge(world.phone.line()));
  await storage.responses.storeOnce(lines, world.now);
}
const setupStranger = (): TestPhone =>
  createTestPhone({ deviceId: newId(), token: '', waveId: world.waveId, newId });
async function importFile(phone: TestPhone, lines: readonly string[]): Promise<void> {
  const file = join(world.dataDir, `${newId()}.ndjson`);
  writeFileSync(file, pushBody(phone, lines));
  expect((await run('import-batch', file)).exit).toBe(0);
}

it('says that a backup holds forms that the store lacks, and what to do [B-23]', async () => {
  const { older, newer } = await setupTwoBackups();
  expect((await run('restore', older.file)).exit).toBe(0);

  const told = await run('verify');

  // Five forms lie in the newer backup, two of them in the restored store.
  expect(told.exit).toBe(1);
  expect(jsonOf(told)).toMatchObject({
    envelopes: 2,
    differences: [],
    fuller: { file: newer.file, forms: 3 },
    error: { code: 'store.fuller-backup' },
  });
  const plain = await runHere('/', 'verify', '--data', world.dataDir);
  expect(plain.out).toContain(`${newer.file}: 3 phiếu mà kho này không có`);
});

it('says nothing of a fuller backup where the newest was restored [B-23]', async () => {
  const { newer } = await setupTwoBackups();
  expect((await run('restore', newer.file)).exit).toBe(0);

  expect(jsonOf(await run('verify'))).toMatchObject({ envelopes: 5, fuller: null });
});

it('counts lines that waited for an unknown phone, until they wait or are stored here too [B-23]', async () => {
  const stranger = setupStranger();
  const lines = [stranger.line(), stranger.line(), '{ half a line'];
  await world.store(1);
  const older = await backUp();
  await importFile(stranger, lines);
  world.now = '2026-11-26T04:00:00.000Z';
  const newer = await backUp();
  await moveStoreAway();
  expect((await run('restore', older.file)).exit).toBe(0);

  expect(jsonOf(await run('verify'))).toMatchObject({ fuller: { file: newer.file, forms: 3 } });
  await importFile(stranger, lines.slice(1));
  expect(jsonOf(await run('verify'))).toMatchObject({ fuller: { file: newer.file, forms: 1 } });
  // Taken in before its file comes: the same form is stored here, where it waited there.
  const adopted = await run('device', 'adopt', stranger.deviceId, '--surveyor', 'a');
  expect(adopted.exit).toBe(0);
  await importFile(stranger, lines.slice(0, 1));

  expect(jsonOf(await run('verify'))).toMatchObject({ counted: 3, fuller: null });
});

it('counts a form once that the backup holds as it waited and as it was judged again [B-23]', async () => {
  const stranger = setupStranger();
  const lines = [stranger.line(), stranger.line()];
  await world.store(1);
  const older = await backUp();
  await importFile(stranger, lines);
  await run('device', 'adopt', stranger.deviceId, '--surveyor', 'a');
  world.now = '2026-11-26T04:00:00.000Z';
  await backUp();
  await moveStoreAway();
  expect((await run('restore', older.file)).exit).toBe(0);

  expect(jsonOf(await run('verify'))).toMatchObject({ fuller: { forms: 2 } });
  // Here they wait for the phone to be taken in: nothing of them is lost.
  await importFile(stranger, lines);

  expect(jsonOf(await run('verify'))).toMatchObject({ counted: 1, fuller: null });
});

/** An older file put in place by hand, without `restore`: the store goes on in the same life, beside a fuller backup. */
async function setupSetBackByHand() {
  const { older, newer } = await setupTwoBackups();
  copyFileSync(older.file, join(world.dataDir, 'sipas.sqlite'));
  world.now = '2026-11-26T05:00:00.000Z';
  const own = await inStore(async (storage) => {
    await storeForms(storage, 7);
    return backUp(storage);
  });
  return { older, newer, own };
}

it('does not forget a fuller backup for a later one of the same life with higher receipts [B-23]', async () => {
  const { newer, own } = await setupSetBackByHand();
  expect([own.receipt, own.incarnation]).toEqual([9, newer.incarnation]);

  expect(jsonOf(await run('verify'))).toMatchObject({ fuller: { file: newer.file, forms: 3 } });
});

it('never lets a backup go that holds forms which the store lacks, only what another holds too [B-27]', async () => {
  await world.store(2);
  const first = await backUp();
  await world.store(1);
  world.now = '2026-11-26T03:30:00.000Z';
  const lesser = await backUp();
  await world.store(2);
  world.now = '2026-11-26T04:00:00.000Z';
  const fullest = await backUp();
  await moveStoreAway();
  copyFileSync(first.file, join(world.dataDir, 'sipas.sqlite'));
  const copies = ['held', 'lacking'].map((one) =>
    join(world.folder, `before-migration-${one}.sqlite`),
  );
  copyFileSync(first.file, String(copies[0]));
  copyFileSync(fullest.file, String(copies[1]));
  for (const copy of copies) utimesSync(copy, 0, 0);

  // Forty days later nothing of that day is kept any more for its age.
  world.now = '2027-01-05T03:00:00.000Z';
  const kept = await inStore(async (storage) => {
    await storeForms(storage, 4);
    await backUp(storage);
    world.now = '2027-01-05T04:00:00.000Z';
    await backUp(storage);
    return readdirSync(world.folder).filter((name) => name.endsWith('.sqlite'));
  });

  expect(existsSync(first.file)).toBe(false);
  expect(existsSync(lesser.file)).toBe(false);
  // Of the two that hold the same five forms one is left.
  expect(kept.sort()).toEqual([
    basename(fullest.file),
    'sipas-20270105T030000000Z.sqlite',
    'sipas-20270105T040000000Z.sqlite',
  ]);
  expect(jsonOf(await run('verify'))).toMatchObject({
    fuller: { file: fullest.file, forms: 3 },
  });
});

it('keeps the note of a backup that it does not let go [B-27]', async () => {
  const { newer } = await setupSetBackByHand();
  world.now = '2027-01-05T03:00:00.000Z';

  await inStore(async (storage) => backUp(storage));

  expect(existsSync(newer.file)).toBe(true);
  expect(
    readdirSync(world.folder).filter((name) => name.startsWith('sipas-20261126T04')),
  ).toHaveLength(2);
});

type Alarm = Awaited<ReturnType<ReturnType<typeof createCaretaker>['state']>>['fuller'];

/** Looks after the store until the alarm is as wanted, and stops; answers the alarm and what was logged. */
async function tendUntil(
  isSo: (alarm: Alarm) => boolean,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
) {
  const logged: Record<string, unknown>[] = [];
  return inStore(async ({ keeper }) => {
    const note = (fields: object, message: string) => logged.push({ ...fields, message });
    const caretaker = createCaretaker({
      keeper,
      clock: world.clock,
      log: { info: note, error: note },
      folder: world.folder,
      secondPlace: null,
      everyMinutes: 0,
      tickMs: 5,
      check: (file) => keeper.checkBackup(file),
      drill: () => Promise.resolve(),
    });
    try {
      await caretaker.state();
      await meanwhile();
      for (let wait = 0; wait < 400; wait++) {
        const { fuller } = await caretaker.state();
        if (isSo(fuller)) {
          await pause(40);
          return { alarm: (await caretaker.state()).fuller, logged };
        }
        await pause(10);
      }
      throw new Error('it never came to that');
    } finally {
      await caretaker.stop();
    }
  });
}

it('keeps the alarm where the file is out of reach, until a person has seen to it by name [B-28]', async () => {
  const { newer } = await setupSetBackByHand();
  const away = join(world.dataDir, 'away.sqlite');
  const lost = (alarm: Alarm) => alarm !== null;

  const told = await tendUntil(lost, async () => {
    await pause(60);
    renameSync(newer.file, away);
  });
  expect(told.alarm).toMatchObject({
    file: newer.file,
    forms: 3,
    receivedAt: '2026-11-26T03:00:00.000Z',
  });
  expect(told.logged).toContainEqual(
    expect.objectContaining({ forms: 3, message: 'a backup holds more than the store' }),
  );
  // Another process, which never saw the file.
  expect((await tendUntil(lost)).alarm).toMatchObject({ file: newer.file, forms: 3 });
  const gone = await runHere('/', 'verify', '--data', world.dataDir);
  expect(gone.out).toContain('tệp không còn ở đó');

  await inStore(({ people }) =>
    people.addUser(
      {
        ...{ id: newId(), username: 'quantri', name: 'Q', role: 'admin' as const },
        passwordHash: '',
        areas: [],
      },
      world.now,
    ),
  );
  const see = (file: string, username = 'quantri') =>
    run('acknowledge-fuller', file, '--as', username, '--reason', ' đĩa cũ hỏng hẳn ');
  expect(refusalOf(await see('other.sqlite'))).toBe('care.nothing-fuller');
  expect(refusalOf(await see(newer.file, 'a'))).toBe('permission.denied');
  const ended = await tendUntil(
    (alarm) => alarm === null,
    async () => {
      await pause(60);
      expect(jsonOf(await see(newer.file))).toMatchObject({ by: 'quantri', forms: 3 });
    },
  );

  expect(ended.alarm).toBeNull();
  expect(ended.logged).toContainEqual(
    expect.objectContaining({
      message: 'the alarm of a fuller backup was acknowledged',
      by: 'quantri',
      reason: 'đĩa cũ hỏng hẳn',
    }),
  );
  const verified = await run('verify');
  expect([verified.exit, jsonOf(verified)]).toMatchObject([
    0,
    { fuller: null, fullerSeen: [{ file: newer.file, by: 'quantri', forms: 3 }] },
  ]);
  expect(refusalOf(await see(newer.file))).toBe('care.nothing-fuller');
});

it('takes what was seen in one life of the store for seen in no other [B-28]', async () => {
  const { older, newer } = await setupTwoBackups();
  await run('restore', older.file);
  await inStore(({ people }) =>
    people.addUser(
      {
        ...{ id: newId(), username: 'quantri', name: 'Q', role: 'admin' as const },
        passwordHash: '',
        areas: [],
      },
      world.now,
    ),
  );
  await run('acknowledge-fuller', newer.file, '--as', 'quantri', '--reason', 'x');
  expect((await run('verify')).exit).toBe(0);
  renameSync(join(world.dataDir, 'sipas.sqlite'), join(world.dataDir, 'again.sqlite'));

  expect((await run('restore', older.file)).exit).toBe(0);

  expect(jsonOf(await run('verify'))).toMatchObject({ fuller: { file: newer.file, forms: 3 } });
});

it('ends by itself where the store is put back to the fuller backup [B-28]', async () => {
  const { older, newer } = await setupTwoBackups();
  await run('restore', older.file);
  expect((await tendUntil((alarm) => alarm !== null)).alarm).toMatchObject({ forms: 3 });
  renameSync(join(world.dataDir, 'sipas.sqlite'), join(world.dataDir, 'again.sqlite'));

  await run('restore', newer.file);

  expect((await tendUntil((alarm) => alarm === null)).logged).toEqual([]);
  expect(jsonOf(await run('verify'))).toMatchObject({ fuller: null });
});

it('asks again only for those forms whose bytes came since the last look [B-29]', async () => {
  const judge = await createJudge(world.storage, world.phone);
  await world.store(1);
  const older = await backUp();
  const [one, two, three] = [world.phone.line(), world.phone.line(), world.phone.line()];
  await world.storage.responses.storeOnce([one, two, three].map(judge), world.now);
  world.now = '2026-11-26T04:00:00.000Z';
  const newer = await backUp();
  await moveStoreAway();
  copyFileSync(older.file, join(world.dataDir, 'sipas.sqlite'));

  await inStore(async ({ keeper, responses }) => {
    const forms = async () =>
      (await keeper.lookForFuller([world.folder], [])).fuller.map((found) => found.forms);
    expect(await forms()).toEqual([3]);
    // A backup never changes. Here its lines of the receipts 3 and 4 go, so that it shows which of them are read again.
    const hand = new Database(newer.file);
    hand.pragma('foreign_keys = off');
    hand.exec('delete from envelopes where receipt in (3, 4)');
    hand.close();

    expect(await forms()).toEqual([3]);
    await responses.storeOnce([judge(one)], world.now);
    expect(await forms()).toEqual([2]);
    await responses.storeOnce([judge(world.phone.line())], world.now);
    expect(await forms()).toEqual([2]);
  });
});
