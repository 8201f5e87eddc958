import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('finds lines of unknown phones that came before, and takes no old code for one that renews', async () => {
  const { connection, leave } = await migrateFrom('0004_unknown_phones', (store) => {
    store
      .prepare('insert into users values (?, ?, ?, ?, ?, ?)')
      .run('u', 'u', 'Người', 'surveyor', '', '');
    store
      .prepare('insert into enrolment_codes values (?, ?, ?, ?, ?, ?)')
      .run('hash', 'u', '', '', null, null);
    const add = store.prepare(
      'insert into envelopes (content_hash, outcome, code, detail, holds_seq, received_at, line) values (?, ?, ?, ?, 0, ?, ?)',
    );
    for (const [hash, code, detail] of [
      ['raw:1', 'envelope.unknown-device', "a phone'; --"],
      ['raw:2', 'line.unreadable', 'JSON'],
      ['raw:3', 'envelope.unknown-device', null],
    ])
      add.run(hash, 'quarantined', code, detail, '', Buffer.from('{}'));
  });

  const found = connection
    .prepare(
      "select receipt, detail from envelopes indexed by envelopes_unknown_device where code = 'envelope.unknown-device' order by receipt",
    )
    .raw()
    .all();
  expect(found).toEqual([
    [1, "a phone'; --"],
    [3, null],
  ]);
  expect(connection.prepare('select renews_device_id from enrolment_codes').pluck().all()).toEqual([
    null,
  ]);
  leave();
});
