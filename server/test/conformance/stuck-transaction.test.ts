import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { openStore } from '../../src/storage-sqlite/open-store.ts';
import { storeMeta } from '../../src/storage-sqlite/schema.ts';
import { writing } from '../../src/storage-sqlite/transaction.ts';
import { newId } from '../world/setup-world.ts';

it('begins no write inside one that could not even be rolled back: what is answered is committed [A-64]', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-stuck-'));
  const clock = { now: () => '2026-11-23T08:00:00.000Z' as Instant };
  const store = await openStore({ dataDir, clock, ids: { uuid7: newId } });
  // As it stands where the disk fails at the commit and at the rollback after it.
  store.connection.exec("begin immediate; update store_meta set incarnation = 'never committed'");

  await writing(store.db, (tx) => void tx.update(storeMeta).set({ safeReceipt: 7 }).run());

  const outside = new DatabaseSync(store.file, { readOnly: true });
  const meta = outside.prepare('select incarnation, safe_receipt as safe from store_meta').get();
  outside.close();
  store.connection.close();
  rmSync(dataDir, { recursive: true });
  expect(meta?.['safe']).toBe(7);
  expect(meta?.['incarnation']).not.toBe('never committed');
});
