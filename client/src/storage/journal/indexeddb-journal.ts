import { Dexie } from 'dexie';
import { type ThrownShelfFault, shelfFaultOf, storageFailed } from '../shelf-fault.ts';
import type { Journal } from './journal.ts';

const attempts = 3;

/**
 * Answers: the journal where the private file system is missing: IndexedDB alone, each append flushed (strict).
 * Shape:   the offset of a record is its number, from 1 without gaps.
 * Errors:  rejects with a ShelfFault. A connection that the browser dropped, or a transaction that it aborted,
 *          is tried three times on a new one: the same records under the same numbers.
 * Rule:    D-16
 */
export async function openIndexedDbJournal(
  freshId: string,
  name = 'sipas-journal',
): Promise<Journal> {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ header: '', records: '' });
  const header = db.table<string, string>('header');
  const records = db.table<string, number>('records');
  let closed = false;

  async function attempt<T>(act: () => PromiseLike<T>): Promise<T> {
    for (let left = attempts; ; left -= 1) {
      if (closed) throw storageFailed('the journal is closed');
      try {
        return await act();
      } catch (error) {
        const fault = 'tag' in Object(error) ? (error as ThrownShelfFault) : shelfFaultOf(error);
        if (left === 1 || fault.tag === 'storage-full' || error === fault) throw fault;
        db.close({ disableAutoOpen: false });
      }
    }
  }

  const found = await attempt(() =>
    db.transaction('rw', header, records, async () => {
      const id = (await header.get('id')) ?? freshId;
      await header.put(id, 'id');
      return { id, count: Number((await records.toCollection().lastKey()) ?? 0) };
    }),
  );
  let { count } = found;
  const position = () => ({ offset: count, records: count });

  return {
    kind: 'indexeddb-only',
    id: found.id,
    damaged: false,
    reserve: () => 'none',
    position,
    async append(payloads) {
      const keys = payloads.map((_, index) => count + index + 1);
      await attempt(() =>
        db.transaction('rw', header, records, async () => {
          // Deleted under us, it would be made anew, without all that is in it.
          if ((await header.get('id')) !== found.id) throw storageFailed('the journal was deleted');
          await records.bulkPut([...payloads], keys);
        }),
      );
      count += payloads.length;
      return position();
    },
    async read(from) {
      const before = from ?? 0;
      if (before > count) return null;
      const payloads = await attempt(() => records.where(':id').above(before).toArray());
      return { recordsBefore: before, brokenAfter: 0, payloads };
    },
    rewrite: async () => false,
    async close() {
      closed = true;
      db.close();
    },
  };
}
