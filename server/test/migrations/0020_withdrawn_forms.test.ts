import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('withdraws nothing, and keeps every line byte for byte', async () => {
  const line = Buffer.from([0x7b, 0x22, 0x27, 0x22, 0x3a, 0x30, 0x7d, 0xff, 0]);
  const { connection, leave } = await migrateFrom('0020_withdrawn_forms', (store) => {
    store
      .prepare(
        `insert into envelopes (content_hash, outcome, response_id, revision, holds_seq, received_at, line)
         values ('a', 'stored', 'r', 1, 0, '', ?)`,
      )
      .run(line);
  });

  expect(connection.prepare('select * from withdrawn_forms').all()).toEqual([]);
  expect(connection.prepare('select line from envelopes').pluck().all()).toEqual([line]);
  leave();
});
