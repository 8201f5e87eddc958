import { cdp } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  sampleStep,
} from '../../test/fakes/field-samples.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import type { FieldShelf } from '../ports/field-shelf.ts';
import { createFieldShelf } from './field-shelf.ts';
import { openWorkerJournal } from './journal/worker-journal.ts';
import { claimShelf } from './single-tab.ts';
import { createLazyView } from './view/lazy-view.ts';

const open = new Set<FieldShelf>();
let seed = 0;

async function claim(steal = false, onTaken: () => void = () => undefined): Promise<FieldShelf> {
  seed += 1;
  const shelf = await claimShelf({ steal, dice: createSeededDice(seed), onTaken });
  if (shelf === 'held-elsewhere') throw new Error('held elsewhere');
  open.add(shelf);
  return shelf;
}

async function close(shelf: FieldShelf): Promise<void> {
  open.delete(shelf);
  await shelf.close();
}

async function clearPhone(): Promise<void> {
  for (const shelf of open) await close(shelf);
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
  for (const { name } of await indexedDB.databases()) await deleteDatabase(name ?? '');
  await retry(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name);
  });
}

const deleteDatabase = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
  });

/** A handle is free a moment after its worker has ended. */
async function retry<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const journalFile = async () =>
  (await navigator.storage.getDirectory()).getFileHandle('sipas.journal');

const sightOf = async (shelf: FieldShelf) => ({
  enrolled: await shelf.enrolled(),
  drafts: await shelf.drafts(),
  outbox: await shelf.outbox(),
});

async function setupBusyPhone() {
  const shelf = await claim();
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  await shelf.startDraft(sampleDraft(1));
  await shelf.finish(sampleForm(1));
  await shelf.startDraft(sampleDraft(2));
  await shelf.saveStep(sampleStep(2, 'sex', '1'));
  const before = await sightOf(shelf);
  await close(shelf);
  return before;
}

beforeEach(clearPhone);
afterEach(clearPhone);

describe('the shelf in a real browser', () => {
  it('keeps a form and a draft in the origin-private file system [D-15]', async () => {
    const before = await setupBusyPhone();

    const shelf = await claim();

    expect(shelf.kind).toBe('journal');
    expect(await sightOf(shelf)).toEqual(before);
    expect(shelf.mendedAtStart).toBe(0);
    const bytes = new Uint8Array(await (await (await journalFile()).getFile()).arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(0, 8))).toBe('SIPASJNL');
  });

  it('rebuilds a deleted database from the journal, the same to the row [D-19]', async () => {
    const before = await setupBusyPhone();
    const rows = await rowsInDatabase();
    await deleteDatabase('sipas-field');

    const shelf = await claim();

    expect(await sightOf(shelf)).toEqual(before);
    // The enrolment, one form, one draft.
    expect(shelf.mendedAtStart).toBe(3);
    await close(shelf);
    expect(await rowsInDatabase()).toEqual(rows);
  });

  it('writes the database again when it is deleted while the app runs [D-06]', async () => {
    await setupBusyPhone();
    const journal = await openWorkerJournal('ab'.repeat(8));
    if (journal === null) throw new Error('no private file system');
    const view = createLazyView();
    const shelf = await createFieldShelf({ journal, view, dice: createSeededDice(1) });
    open.add(shelf);
    await shelf.saveStep(sampleStep(2, 'c1_2', '3'));
    await deleteDatabase('sipas-field');

    await shelf.saveStep(sampleStep(2, 'c1_1', '2'));
    const before = await sightOf(shelf);
    await close(shelf);

    const again = await claim();
    expect(again.mendedAtStart).toBe(0);
    expect(await sightOf(again)).toEqual(before);
  });

  it('mends a database of which a row is gone [D-06]', async () => {
    const before = await setupBusyPhone();
    const rows = await rowsInDatabase();
    await inDatabase((database) =>
      database.transaction('outbox', 'readwrite').objectStore('outbox').clear(),
    );

    const shelf = await claim();
    expect(await sightOf(shelf)).toEqual(before);
    await close(shelf);

    expect(await rowsInDatabase()).toEqual(rows);
  });

  it('makes no database by looking for it, and opens none for a phone with nothing on it [D-20]', async () => {
    await close(await claim());

    expect(await indexedDB.databases()).toEqual([]);
  });

  it('starts from the journal alone when another tab holds up the database, and closes [D-20]', async () => {
    const before = await setupBusyPhone();
    // A tab that does not let go, and a deletion that waits for it: whoever opens next waits behind both.
    const holder = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('sipas-field');
      request.onsuccess = () => resolve(request.result);
    });
    const gone = deleteDatabase('sipas-field');

    const shelf = await claim();
    expect(await sightOf(shelf)).toEqual(before);
    await shelf.saveStep(sampleStep(2, 'c1_1', '2'));
    const after = await sightOf(shelf);
    holder.close();
    await gone;
    await close(shelf);

    expect(await sightOf(await claim())).toEqual(after);
  });

  it('cuts a torn tail of the real file, and has all that was saved before [D-03]', async () => {
    const before = await setupBusyPhone();
    const file = await journalFile();
    const { size } = await file.getFile();
    const writable = await file.createWritable({ keepExistingData: true });
    await writable.write({
      type: 'write',
      position: size,
      data: new Uint8Array([200, 0, 0, 0, 1]),
    });
    await writable.close();

    const shelf = await claim();

    expect(await sightOf(shelf)).toEqual(before);
    expect((await (await journalFile()).getFile()).size).toBe(size);
  });

  it('comes back from the view when the file is gone, on a new chain [D-07]', async () => {
    const before = await setupBusyPhone();
    await retry(async () => (await navigator.storage.getDirectory()).removeEntry('sipas.journal'));

    const shelf = await claim();
    const after = await sightOf(shelf);

    expect([after.drafts, after.outbox]).toEqual([before.drafts, before.outbox]);
    expect(after.enrolled?.epoch).not.toBe(before.enrolled?.epoch);
  });
});

describe('a full phone', () => {
  const origin = location.origin;
  /** Some 100 kB, five times what an interview leaves in the journal. */
  const step = (number: number) => sampleStep(2, `comment_${String(number)}`, 'x'.repeat(100_000));

  /** Saves until the phone says that it is full. Answers how many steps it took, and how many before the room gave way. */
  async function fill(shelf: FieldShelf): Promise<{ saved: number; beforeReserve: number }> {
    let beforeReserve = 0;
    for (let saved = 0; ; saved += 1) {
      if (shelf.reserve() === 'whole') beforeReserve = saved;
      try {
        await shelf.saveStep(step(saved));
      } catch (error) {
        expect(error).toMatchObject({ tag: 'storage-full' });
        return { saved, beforeReserve };
      }
    }
  }

  const answered = async (shelf: FieldShelf) =>
    Object.keys((await shelf.drafts())[0]?.answers ?? {}).length;

  it.each([0.3, 1, 2])(
    'with %d MB left keeps every step that it took, has room for the open interview, and says that it lives on it [D-33]',
    async (leftMb) => {
      await setupBusyPhone();
      const shelf = await claim();
      await expect.poll(() => shelf.reserve()).toBe('whole');
      const { usage = 0 } = await navigator.storage.estimate();

      await setQuota({ origin, quotaSize: usage + Math.round(leftMb * 1024 * 1024) });
      try {
        const { saved, beforeReserve } = await fill(shelf);

        expect(shelf.reserve()).toBe('released');
        // 2 MiB of ballast hold 20 steps of 100 kB; the browser takes a part for its own books.
        expect(saved - beforeReserve).toBeGreaterThanOrEqual(15);
        // One answer, sex, was there before.
        expect(await answered(shelf)).toBe(saved + 1);
        await close(shelf);
        const again = await claim();
        expect(await answered(again)).toBe(saved + 1);
        await expect.poll(() => again.reserve()).toBe('released');
        await close(again);
      } finally {
        await setQuota({ origin });
      }

      const shelfWithRoom = await claim();
      await expect.poll(() => shelfWithRoom.reserve()).toBe('whole');
      await shelfWithRoom.saveStep(sampleStep(2, 'c1_1', '2'));
    },
  );

  it.each([0.3, 1, 2])(
    'of %d MB in all has no room to keep, keeps what it took, and refuses before it says saved [D-34]',
    async (quotaMb) => {
      await setQuota({ origin, quotaSize: Math.round(quotaMb * 1024 * 1024) });
      try {
        await setupBusyPhone();
        const shelf = await claim();

        const { saved } = await fill(shelf);

        expect(shelf.reserve()).toBe('released');
        expect(await answered(shelf)).toBe(saved + 1);
        await close(shelf);
        expect(await answered(await claim())).toBe(saved + 1);
      } finally {
        await setQuota({ origin });
      }
    },
  );
});

describe('a long journal', () => {
  const longShelf = async () => {
    const journal = await openWorkerJournal('ab'.repeat(8));
    if (journal === null) throw new Error('no private file system');
    seed += 1;
    const dice = createSeededDice(seed);
    const shelf = await createFieldShelf({
      journal,
      view: createLazyView(),
      dice,
      leastDeadBytes: 100_000,
    });
    open.add(shelf);
    return shelf;
  };

  it('is written anew in the other file, and found there [D-32, D-37]', async () => {
    await setupBusyPhone();
    const shelf = await claim();
    for (let step = 0; step < 20; step += 1)
      await shelf.saveStep(sampleStep(2, 'comment', 'x'.repeat(10_000)));
    const before = await sightOf(shelf);
    await close(shelf);

    await close(await longShelf());

    const root = await navigator.storage.getDirectory();
    const sizeOf = async (name: string) => (await (await root.getFileHandle(name)).getFile()).size;
    expect(await sizeOf('sipas.journal')).toBe(36);
    expect(await sizeOf('sipas.journal.b')).toBeLessThan(30_000);
    const again = await claim();
    expect(await sightOf(again)).toEqual(before);
    expect(again.mendedAtStart).toBe(0);
    await again.saveStep(sampleStep(2, 'c1_1', '2'));
    const after = await sightOf(again);
    await close(again);
    expect(await sightOf(await claim())).toEqual(after);
  });
});

describe('one tab', () => {
  it('holds the shelf, and another one is told so [D-17]', async () => {
    await claim();

    expect(await inOtherTab('claim')).toBe('held-elsewhere');
  });

  it('loses the shelf at once when another one takes it, and is told [D-17]', async () => {
    let told = 0;
    const shelf = await claim(false, () => (told += 1));
    await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');

    expect(await inOtherTab('steal')).toBe(redeemAnswer.deviceId);

    expect(told).toBe(1);
    await expect(shelf.startDraft(sampleDraft(1))).rejects.toMatchObject({ tag: 'storage-failed' });
    open.delete(shelf);
  });

  it('lets go of the shelf when it closes it [D-17]', async () => {
    const shelf = await claim();
    await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
    await close(shelf);

    expect(await inOtherTab('claim')).toBe(redeemAnswer.deviceId);
  });
});

/** The devtools protocol of the browser; without a size the quota is its own again. */
function setQuota(given: { readonly origin: string; readonly quotaSize?: number }): Promise<void> {
  const session = cdp() as unknown as { send(method: string, given: object): Promise<void> };
  return session.send('Storage.overrideQuotaForOrigin', given);
}

/** What a second tab of the app sees: a frame of the same origin with its own copy of the code. */
async function inOtherTab(how: 'claim' | 'steal'): Promise<string | undefined> {
  const moduleUrl = new URL('./single-tab.ts', import.meta.url).href;
  const frame = document.createElement('iframe');
  const outcome = new Promise<string>((resolve) => {
    addEventListener('message', ({ data, source }) => {
      if (source === frame.contentWindow) resolve(data as string);
    });
  });
  // Any document of this origin will do; that of the module itself is shown as text.
  frame.src = moduleUrl;
  frame.onload = () => {
    const inside = frame.contentDocument;
    if (inside === null) throw new Error('the frame has no document');
    const script = inside.createElement('script');
    script.type = 'module';
    script.textContent = `
      const dice = { hex: (bytes) => 'ab'.repeat(bytes), share: () => 0, uuid7: () => '' };
      try {
        const { claimShelf } = await import(${JSON.stringify(moduleUrl)});
        const shelf = await claimShelf({ steal: ${how === 'steal'}, dice, onTaken() {} });
        const told = shelf === 'held-elsewhere' ? shelf : (await shelf.enrolled())?.deviceId;
        parent.postMessage(told, '*');
      } catch (error) {
        parent.postMessage('error: ' + error, '*');
      }`;
    inside.body.append(script);
  };
  document.body.append(frame);
  return outcome;
}

async function inDatabase<T>(act: (database: IDBDatabase) => T): Promise<T> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('sipas-field');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
  });
  try {
    return act(database);
  } finally {
    database.close();
  }
}

/** Every row with its key, by table, as IndexedDB itself gives them. */
async function rowsInDatabase(): Promise<unknown> {
  const all = await inDatabase((database) =>
    [...database.objectStoreNames].map(async (name) => {
      const store = database.transaction(name).objectStore(name);
      const values = settled(store.getAll());
      return [name, await settled(store.getAllKeys()), await values];
    }),
  );
  return Promise.all(all);
}

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not read'));
  });
