import { join } from 'node:path';
import Driver from 'better-sqlite3';
import { expect, it } from 'vitest';
import { storeFileName } from '../../src/storage-sqlite/index.ts';
import { openTestStorage } from './storages.ts';

const many = 20_000;

it('finds a word in twenty thousand comments by the index of words, not by going through the wave', async () => {
  const { storage, dataDir, leave } = await openTestStorage('sqlite');
  const hand = new Driver(join(dataDir, storeFileName));
  hand.pragma('foreign_keys = OFF');
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${String(many)})`;
  hand.exec(`
    insert into responses (response_id, receipt, revision, kind, state, wave_id, instrument_key, commune, village,
      surveyor_id, mode, finished_at, received_at, packed)
      ${numbers} select 'r' || i, i, 1, 'final', 'counted', 'w', 1, 29000 + i % 124, 'K', '', '', '', '', '' from n;
    insert into comments (id, response_id, question, text) ${numbers} select 'c' || i, 'r' || i, 'why', 'x' from n;
    insert into comments_search (rowid, words) ${numbers} select i, 'duong lien ap so ' || i from n;`);
  hand.close();
  const communes = new Set(Array.from({ length: 124 }, (_, place) => String(29000 + place)));
  const query = { waveId: 'w', instrumentKeys: [1], communes };
  const begun = performance.now();
  const find = async (...words: string[]) =>
    (await storage.comments.list({ ...query, words }, { limit: 50, offset: 0 })).total;

  expect([await find('duong', '19999'), await find('duo'), await find('khong')]).toEqual([
    1,
    many,
    0,
  ]);
  // From the wave to its words it took half a minute; from the words to the wave a tenth of a second.
  expect(performance.now() - begun).toBeLessThan(5000);
  await leave();
});
