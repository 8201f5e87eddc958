import { Dexie } from 'dexie';
import { shelfFaultOf, storageFailed } from '../shelf-fault.ts';
import type { Journal } from './journal.ts';

/**
 * Answers: the journal where the private file system is missing: IndexedDB alone, each append flushed (strict).
 * Shape:   the offset of a record is its number, from 1 without gaps.
 * Errors:  rejects with a ShelfFault. A connection that the browser dropped is opened again once.
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
    if (closed) throw storageFailed('the journal is closed');
    try {
      return await act();
    } catch (first) {
      if (shelfFaultOf(first).tag === 'storage-full') throw shelfFaultOf(first);
    }
    try {
      db.close();
      await db.open();
      return await act();
    } catch (again) {
      throw shelfFaultOf(again);
    }
  }

  const found = await attempt(() =>
    db.transaction('rw', header, records, async () => {
      const id = (await header.get('id')) ?? freshId;
      await header.put(id, 'id');
      return { id, count: await records.count() };
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
        db.transaction('rw', records, () => records.bulkPut([...payloads], keys)),
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
