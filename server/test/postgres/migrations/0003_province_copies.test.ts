import { expect, it } from 'vitest';
import { createPostgresStorage } from '../../../src/storage-postgres/index.ts';
import { machineSurroundings } from '../../../src/surroundings.ts';
import { asking, makeTestDatabase } from '../test-database.ts';
import { migrateUntil } from './stop-before.ts';

it('leaves a province that was there before one that is served, and no copy', async () => {
  const url = await makeTestDatabase();
  await migrateUntil(url, '0003_province_copies');
  await asking(
    url,
    `insert into store_meta (province, incarnation, safe_receipt, created_at) values ('86', 'life', 7, '2026-11-23')`,
  );

  const place = { url, province: '86', dataDir: '/nowhere', ...machineSurroundings };
  const storage = await createPostgresStorage(place);

  expect(await storage.responses.head()).toMatchObject({ incarnation: 'life', safeReceipt: 7 });
  expect(await asking(url, 'select 1 from province_copies')).toEqual([]);
  await storage.keeper.close();
});
