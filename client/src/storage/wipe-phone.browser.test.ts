import { expect, it } from 'vitest';
import { redeemAnswer, sampleForm } from '../../test/fakes/field-samples.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createAllowanceBook } from './allowance-book.ts';
import { claimShelf } from './single-tab.ts';
import { wipePhone } from './wipe-phone.ts';

async function claim() {
  const shelf = await claimShelf({
    steal: false,
    dice: createSeededDice(3),
    onTaken: () => undefined,
  });
  if (shelf === 'held-elsewhere') throw new Error('another tab has the shelf');
  return shelf;
}

async function filesOf(): Promise<string[]> {
  const names: string[] = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  return names;
}

it('keeps nothing of a phone that is emptied, and the next enrolment begins a new one [C-37]', async () => {
  const shelf = await claim();
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  await shelf.finish(sampleForm(1));
  await shelf.close();
  const book = createAllowanceBook();
  await book.decline({ waveId: 'w' as never, commune: '29551', village: 'k1', household: '1' });
  book.close();
  await (await caches.open('sipas-shell')).put('/app', new Response('shell'));
  localStorage.setItem('sipas.last-touch', '1');
  expect(await filesOf()).not.toEqual([]);

  await wipePhone(window);

  expect(await filesOf()).toEqual([]);
  expect(await indexedDB.databases()).toEqual([]);
  expect(await caches.keys()).toEqual([]);
  expect(localStorage).toHaveLength(0);
  const fresh = await claim();
  expect(await fresh.enrolled()).toBeNull();
  expect(await fresh.outbox()).toEqual([]);
  await fresh.close();
  // Emptying an empty phone is no fault.
  await wipePhone(window);
});

it('waits for a file that an ending worker still holds [C-37]', async () => {
  const root = await navigator.storage.getDirectory();
  const held = await root.getFileHandle('sipas.journal', { create: true });
  const hold = await held.createWritable();
  setTimeout(() => void hold.close(), 300);

  await wipePhone(window);

  expect(await filesOf()).toEqual([]);
});
