import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('gives no wave and no phone a key, and keeps every line and what waits as it was', async () => {
  const { connection, leave } = await migrateFrom('0016_sealing', (store) => {
    const add = store.prepare(
      `insert into envelopes (content_hash, outcome, code, detail, holds_seq, received_at, line)
       values (?, 'quarantined', ?, ?, 0, '', ?)`,
    );
    add.run('raw:a', 'envelope.sealed', "k'1", Buffer.from('{"sealed":{"keyId":"k\'1"}}'));
    add.run('raw:b', 'envelope.unknown-device', '', Buffer.from([0xff, 0]));
  });

  const rows = (sql: string) => connection.prepare(sql).raw().all();
  for (const table of ['wave_ingest_keys', 'device_signing_keys'])
    expect(rows(`select * from ${table}`)).toEqual([]);
  expect(rows('select content_hash, code, detail, length(line) from envelopes')).toEqual([
    ['raw:a', 'envelope.sealed', "k'1", 26],
    ['raw:b', 'envelope.unknown-device', '', 2],
  ]);
  expect(
    rows(`explain query plan select receipt from envelopes where code = 'envelope.key-unknown'
      and detail in ('a', 'b')`).flat(),
  ).toContainEqual(expect.stringContaining('envelopes_key_unknown'));
  leave();
});
