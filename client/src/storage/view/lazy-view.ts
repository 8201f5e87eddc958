import * as v from 'valibot';
import { type Checkpoint, type View, checkpointKey, checkpointSchema } from './view.ts';

/** The first screen waits for this look; a database that is blocked elsewhere may never answer. */
const peekPatienceMs = 3_000;

/**
 * Answers: the view in IndexedDB, with Dexie loaded when a row is first read or written: neither the first screen nor
 * the first question waits for it, nor pays for it on a slow network.
 * Rule:    D-20
 */
export function createLazyView(name = 'sipas-field'): View {
  let opened: Promise<Omit<View, 'peek'>> | null = null;
  let closed = false;
  const open = () => {
    if (closed) throw new Error('the view is closed');
    opened ??= import('./dexie-view.ts').then(({ createDexieView }) => createDexieView(name));
    // A part of the app that could not be fetched now may be there later.
    opened.catch(() => (opened = null));
    return opened;
  };
  return {
    peek: () =>
      Promise.race([
        peekCheckpoint(name),
        new Promise<null>((resolve) => setTimeout(resolve, peekPatienceMs, null)),
      ]),
    load: () =>
      open().then(
        (view) => view.load(),
        () => null,
      ),
    write: async (...given) => (await open()).write(...given),
    replace: async (...given) => (await open()).replace(...given),
    close() {
      closed = true;
      void opened?.then((view) => view.close());
    },
  };
}

/** One row, read with what the browser has. A database that is not there is not made by looking for it. */
function peekCheckpoint(name: string): Promise<Checkpoint | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => resolve(null);
    request.onsuccess = () => {
      const database = request.result;
      // An upgrade or a deletion elsewhere need not wait for a look.
      database.onversionchange = () => database.close();
      const answer = (found: unknown) => {
        database.close();
        resolve(v.is(checkpointSchema, found) ? found : null);
      };
      try {
        const row = database.transaction('meta').objectStore('meta').get(checkpointKey);
        row.onsuccess = () => answer(row.result);
        row.onerror = () => answer(null);
      } catch {
        // A database without this table is none of ours.
        answer(null);
      }
    };
  });
}
