import { found, whileHeld } from './journal/private-files.ts';

/** What of a browser keeps something for a site. */
export type Keeper = Pick<
  Window & typeof globalThis,
  'navigator' | 'indexedDB' | 'caches' | 'localStorage' | 'sessionStorage'
>;

/** Where an older browser cannot list its databases. */
const knownDatabases = ['sipas-field', 'sipas-journal', 'sipas-allowance', 'sipas-signing'];

/**
 * Answers: a phone on which this site keeps nothing.
 * Shape:   databases first, the journal's files last: a phone that dies in between still has the journal, and is asked
 *          again. Whoever calls this has made sure that the server has everything (C-34), and has closed the shelf;
 *          the worker that held the journal may still be ending, and is waited for.
 * Errors:  rejects when the browser lets something not go; what went stays gone.
 * Rule:    C-37
 */
export async function wipePhone(keeper: Keeper): Promise<void> {
  const { navigator, indexedDB, caches, localStorage, sessionStorage } = keeper;
  const listed =
    'databases' in indexedDB ? (await indexedDB.databases()).map(({ name }) => name ?? '') : [];
  for (const name of new Set([...listed, ...knownDatabases])) await deleteDatabase(indexedDB, name);
  for (const name of await caches.keys()) await caches.delete(name);
  localStorage.clear();
  sessionStorage.clear();
  for (const registration of await navigator.serviceWorker.getRegistrations())
    await registration.unregister();
  if (!('getDirectory' in navigator.storage)) return;
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names)
    await found(whileHeld(() => root.removeEntry(name, { recursive: true })));
}

function deleteDatabase(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = factory.deleteDatabase(name);
    asked.onsuccess = () => {
      resolve();
    };
    // Another connection holds it: the deletion waits for it, and so does nobody else.
    asked.onblocked = () => {
      resolve();
    };
    asked.onerror = () => {
      reject(new Error(`the database ${name} was not deleted`));
    };
  });
}
