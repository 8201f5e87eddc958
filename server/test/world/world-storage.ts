import type { Clock, Ids, Storage } from '../../src/ports/index.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';

interface Place {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
}

let database: Promise<string> | undefined;
let provinces = 0;

/** Opens the store of a world: SQLite, or with SIPAS_TEST_STORAGE=postgres a province of this file's own database. */
export async function openWorldStorage(place: Place): Promise<Storage> {
  if (process.env['SIPAS_TEST_STORAGE'] !== 'postgres') return createSqliteStorage(place);
  // Only then: harnesses that are no tests open worlds too.
  const { makeTestDatabase } = await import('../postgres/test-database.ts');
  const { createPostgresStorage } = await import('../../src/storage-postgres/index.ts');
  const url = await (database ??= makeTestDatabase());
  return createPostgresStorage({ url, province: `w${String(++provinces)}`, ...place });
}
