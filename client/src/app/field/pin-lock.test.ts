import { pbkdf2Sync } from 'node:crypto';
import { expect, it } from 'vitest';
import { redeemAnswer, sampleDraft, sampleStep } from '../../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../test/fakes/seeded-dice.ts';
import { samplePackage } from '../../../test/fakes/field-samples.ts';
import { createFieldShelf } from '../../storage/index.ts';
import { createPinLock } from './pin-lock.ts';

const right = '284910';
const ingestKey = { keyId: '0123456789abcdef', publicKey: 'BA' };

async function setupLock() {
  const file = createMemoryFile();
  const view = createMemoryView();
  const open = () =>
    createFieldShelf({
      journal: openMemoryJournal(file, '0000000000000001'),
      view,
      dice: createSeededDice(1),
    });
  const shelf = await open();
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  let nowMs = Date.parse('2026-11-23T08:00:00.000Z');
  const sealed: { readonly key: string; readonly beside: string }[] = [];
  const lockOf = (held: typeof shelf) =>
    createPinLock({
      shelf: held,
      clock: { wallMs: () => nowMs },
      async sealTo({ keyId }, { beside, bytes }) {
        sealed.push({ key: Buffer.from(bytes).toString('base64url'), beside });
        return { keyId, enc: 'e', ciphertext: 'c' };
      },
    });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const written = () => new TextDecoder().decode(file.bytes());
  return { shelf, open, lock: lockOf(shelf), lockOf, pass, sealed, written };
}

async function interview(shelf: Awaited<ReturnType<typeof setupLock>>['shelf']) {
  await shelf.startDraft(sampleDraft(1));
  await shelf.saveStep(sampleStep(1, 'c9_1', '4'));
}

it('opens with the PIN that was set, and keeps no PIN', async () => {
  const { lock, written } = await setupLock();
  await lock.set(right);

  expect(await lock.attempt(right)).toEqual({ tag: 'right' });
  expect(written()).not.toContain(right);
});

it('lets the new PIN in at once, however often the forgotten one was missed [V-06]', async () => {
  const { shelf, lock } = await setupLock();
  await lock.set(right);
  for (let n = 0; n < 7; n += 1) await lock.attempt('111222');

  await lock.set('730519');

  expect(await lock.attempt('730519')).toEqual({ tag: 'right' });
  expect(await shelf.pinAttempts()).toEqual({ failures: 0, lastFailedAt: null });
});

it('counts wrong tries down to a wait, and a right PIN does not open during the wait', async () => {
  const { lock, pass } = await setupLock();
  await lock.set(right);

  const tries = [];
  for (let n = 0; n < 5; n += 1) tries.push(await lock.attempt('111222'));

  // Five tries are free; the wait after the fifth is 30 s.
  const until = Date.parse('2026-11-23T08:00:30.000Z');
  expect(tries).toEqual([
    { tag: 'wrong', triesLeft: 4 },
    { tag: 'wrong', triesLeft: 3 },
    { tag: 'wrong', triesLeft: 2 },
    { tag: 'wrong', triesLeft: 1 },
    { tag: 'wait', untilMs: until },
  ]);
  expect(await lock.attempt(right)).toEqual({ tag: 'wait', untilMs: until });
  pass(30_000);
  expect(await lock.attempt(right)).toEqual({ tag: 'right' });
});

it('opens the drafts with the right PIN alone, after a restart too [V-06]', async () => {
  const { shelf, open, lock, lockOf } = await setupLock();
  await lock.set(right);
  await interview(shelf);
  const before = await shelf.drafts();
  await lock.lock();
  expect(await shelf.drafts()).toEqual([]);

  const again = await open();
  const second = lockOf(again);
  await second.attempt('111222');
  expect(await again.drafts()).toEqual([]);
  await second.attempt(right);
  expect(await again.drafts()).toEqual(before);
});

it('keeps the key of the drafts under a new PIN [V-06]', async () => {
  const { shelf, open, lock, lockOf } = await setupLock();
  await lock.set(right);
  await interview(shelf);
  const before = await shelf.drafts();

  await lock.set('730519');

  const again = await open();
  const second = lockOf(again);
  expect(await second.attempt(right)).toMatchObject({ tag: 'wrong' });
  expect(await second.attempt('730519')).toEqual({ tag: 'right' });
  expect(await again.drafts()).toEqual(before);
});

it('opens the drafts for a surveyor who forgot the PIN, with the key from the office [V-06]', async () => {
  const { shelf, open, lock, lockOf, sealed } = await setupLock();
  const { waves, ...rest } = samplePackage([]);
  const wave = { id: 'w', name: '-', catalogue: '-', instruments: [], units: [], ingestKey };
  await shelf.savePackage({ ...rest, waves: [...waves, wave] } as never, 'e1');
  await lock.set(right);
  await interview(shelf);
  const before = await shelf.drafts();
  const { username } = (await shelf.enrolled())?.surveyor ?? {};
  expect((await shelf.vault())?.office?.keyId).toBe(ingestKey.keyId);
  expect(sealed.map(({ beside }) => JSON.parse(beside) as unknown)).toEqual([
    { deviceId: redeemAnswer.deviceId, surveyor: username },
  ]);

  const again = await open();
  await lockOf(again).set('730519', sealed[0]?.key);

  expect(await again.drafts()).toEqual(before);
  expect((await again.vault())?.earlier).toBeUndefined();
});

it('goes on without the drafts where nobody has their key, and throws away neither them nor their vault [V-06]', async () => {
  const { shelf, open, lock, lockOf } = await setupLock();
  await lock.set(right);
  await interview(shelf);
  const lost = await shelf.vault();

  const again = await open();
  await lockOf(again).set('730519', Buffer.from('another key').toString('base64url'));

  expect(await again.drafts()).toEqual([]);
  expect(await again.draftIds()).toHaveLength(1);
  expect((await again.vault())?.earlier).toEqual([JSON.parse(JSON.stringify(lost))]);
});

it('takes over the PIN and the drafts of an older version at the first right PIN [V-06]', async () => {
  const { shelf, lock, written } = await setupLock();
  const salt = '000102030405060708090a0b0c0d0e0f';
  const hash = pbkdf2Sync(right, Buffer.from(salt, 'hex'), 600_000, 32, 'sha256').toString('hex');
  await shelf.setPin({ salt, iterations: 600_000, hash });
  await interview(shelf);
  const before = await shelf.drafts();

  expect(await lock.attempt('111222')).toMatchObject({ tag: 'wrong' });
  expect(await shelf.vault()).toBeNull();
  expect(await lock.attempt(right)).toEqual({ tag: 'right' });

  expect(await shelf.drafts()).toEqual(before);
  expect(await shelf.pin()).toBeNull();
  // This journal of memory cannot be written anew: the clear text is swept at a later unlock.
  expect(written()).toContain('c9_1');
  expect((await shelf.vault())?.isSwept).toBe(false);
  await lock.lock();
  expect(await shelf.drafts()).toEqual([]);
});
