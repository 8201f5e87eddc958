import { afterEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/storage/view/shelf-state.ts';
import { createLazyView } from '../../src/storage/view/lazy-view.ts';
import sight from './version-1/sight.json' with { type: 'json' };
import stored from './version-1/view.json' with { type: 'json' };

const name = 'stored-version-1';

/** The database as version 1 of the view made it (Dexie counts versions in tens), without any code of today. */
function restoreDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, stored.database);
    request.onerror = () => reject(request.error ?? new Error('not made'));
    request.onupgradeneeded = () => {
      for (const [table, rows] of Object.entries(stored.tables)) {
        const store = request.result.createObjectStore(table);
        for (const { key, value } of rows) store.put(value, key);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

afterEach(
  () =>
    new Promise<void>((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = () => resolve();
    }),
);

describe('a view of version 1, as a phone of the first release left it', () => {
  it('is opened by the code of today, row by row [D-09]', async () => {
    await restoreDatabase();
    const view = createLazyView(name);

    const content = await view.load();
    const peeked = await view.peek();
    view.close();

    const checkpoint = stored.tables.meta.find(({ key }) => key === 'checkpoint')?.value;
    expect(content?.checkpoint).toEqual(checkpoint);
    expect(peeked).toEqual(checkpoint);
    expect([...(content?.state.outbox.values() ?? [])]).toEqual(sight.outbox);
    expect([...(content?.state.drafts.values() ?? [])]).toEqual(sight.drafts);
    expect([...(content?.state.inbox.values() ?? [])]).toEqual(sight.inbox);
    expect(content?.state.settings).toEqual({
      enrolled: sight.enrolled,
      pin: sight.pin,
      pinAttempts: sight.pinAttempts,
      preferences: sight.preferences,
      package: sight.fieldPackage,
      contact: sight.contact,
    });
  });

  it('is written on by the code of today [D-06]', async () => {
    await restoreDatabase();
    const view = createLazyView(name);
    const before = await view.load();
    if (before === null) throw new Error('not read');
    const { checkpoint, state } = before;
    const value = { language: 'vi', textStep: 2 };
    const next = { ...checkpoint, offset: checkpoint.offset + 50, records: checkpoint.records + 1 };

    await view.write([{ table: 'settings', key: 'preferences', value }], next, checkpoint);
    const after = await view.load();
    view.close();

    expect(after?.checkpoint).toEqual(next);
    expect(after?.state.settings.preferences).toEqual(value);
    expect(rowsOf(after?.state ?? state)).toHaveLength(rowsOf(state).length);
  });
});
