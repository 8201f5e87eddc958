import { afterEach, describe, expect, it, vi } from 'vitest';
import { redeemAnswer, sampleDraft, sampleForm } from '../../../test/fakes/field-samples.ts';
import { createSeededDice } from '../../../test/fakes/seeded-dice.ts';
import { createFieldShelf } from '../field-shelf.ts';
import { createLazyView } from '../view/lazy-view.ts';
import { openIndexedDbJournal } from './indexeddb-journal.ts';

const names = ['test-journal', 'test-field'];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const name of names)
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = resolve;
    });
});

describe('the journal without a private file system', () => {
  it('keeps records in order under one id [D-16]', async () => {
    const journal = await openIndexedDbJournal('aaaaaaaaaaaaaaaa', 'test-journal');
    expect(await journal.append(['{"a":1}', '{"b":2}'])).toEqual({ offset: 2, records: 2 });
    await journal.append(['{"c":3}']);
    await journal.close();

    const again = await openIndexedDbJournal('bbbbbbbbbbbbbbbb', 'test-journal');

    expect(again).toMatchObject({ kind: 'indexeddb-only', id: 'aaaaaaaaaaaaaaaa' });
    expect(again.position()).toEqual({ offset: 3, records: 3 });
    expect(await again.read(1)).toEqual({
      recordsBefore: 1,
      brokenAfter: 0,
      payloads: ['{"b":2}', '{"c":3}'],
    });
    expect(await again.read(4)).toBeNull();
    await again.close();
    await expect(again.append(['{"d":4}'])).rejects.toMatchObject({ tag: 'storage-failed' });
  });

  it('opens its connection again when the browser has dropped it [D-16]', async () => {
    // What Safari throws when its database process went away while the app lay in the background.
    const drop = new DOMException('Connection to Indexed Database server lost', 'UnknownError');
    let dropsLeft = 0;
    const real: IDBDatabase['transaction'] = Reflect.get(IDBDatabase.prototype, 'transaction');
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    begin.mockImplementation(function (this: IDBDatabase, ...given) {
      if (dropsLeft > 0) {
        dropsLeft -= 1;
        throw drop;
      }
      return real.apply(this, given);
    });
    const journal = await openIndexedDbJournal('aaaaaaaaaaaaaaaa', 'test-journal');
    await journal.append(['{"a":1}']);

    for (const drops of [1, 2]) {
      dropsLeft = drops;
      await journal.append([`{"b":${String(drops)}}`]);
      expect(dropsLeft).toBe(0);
    }
    dropsLeft = Number.POSITIVE_INFINITY;
    await expect(journal.append(['{"c":3}'])).rejects.toMatchObject({ tag: 'storage-failed' });

    dropsLeft = 0;
    expect((await journal.read(null))?.payloads).toEqual(['{"a":1}', '{"b":1}', '{"b":2}']);
    await journal.close();
  });

  it('takes no record when the browser has deleted it under us, and says so [D-16]', async () => {
    const journal = await openIndexedDbJournal('aaaaaaaaaaaaaaaa', 'test-journal');
    await journal.append(['{"a":1}']);
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('test-journal').onsuccess = resolve;
    });

    await expect(journal.append(['{"b":2}'])).rejects.toMatchObject({
      tag: 'storage-failed',
      message: 'the journal was deleted',
    });
    await journal.close();
  });

  it('carries a whole shelf, whose view can be lost [D-16]', async () => {
    const open = async () =>
      createFieldShelf({
        journal: await openIndexedDbJournal('aaaaaaaaaaaaaaaa', 'test-journal'),
        view: createLazyView('test-field'),
        dice: createSeededDice(1),
      });
    const shelf = await open();
    await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
    await shelf.startDraft(sampleDraft(1));
    const item = await shelf.finish(sampleForm(1));
    await shelf.close();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('test-field').onsuccess = resolve;
    });

    const again = await open();

    expect(await again.outbox()).toEqual([item]);
    expect(again.kind).toBe('indexeddb-only');
    await again.close();
  });
});
