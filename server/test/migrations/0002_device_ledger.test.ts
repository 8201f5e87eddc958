import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

const enrolledAt = '2026-11-01T00:00:00.000Z';
const receivedAt = '2026-11-20T00:00:00.000Z';
/** When each form says that it was finished; a day is left to either side of enrolment and arrival. */
const finished = {
  'a day before the enrolment': '2026-10-31T00:00:00.000Z',
  'one millisecond before that': '2026-10-30T23:59:59.999Z',
  'a day after the arrival': '2026-11-21T00:00:00.000Z',
  'one millisecond after that': '2026-11-21T00:00:00.001Z',
  'long ago': '1970-01-01T00:00:00.000Z',
  "no moment'; --": 'yesterday',
} as const;

it('gives forms that were there the time that they claim, where it can be', async () => {
  const { connection, leave } = await migrateFrom('0002_device_ledger', (store) => {
    store
      .prepare('insert into users values (?, ?, ?, ?, ?, ?)')
      .run('u', 'u', 'Người', 'surveyor', '', '');
    store
      .prepare(
        'insert into devices (id, user_id, token_hash, name, platform, enrolled_at) values (?, ?, ?, ?, ?, ?)',
      )
      .run('d', 'u', 't', 'Máy “lạ”', '', enrolledAt);
    const addEnvelope = store.prepare(
      `insert into envelopes (content_hash, outcome, response_id, revision, device_id, epoch, seq, holds_seq, received_at, line)
       values (?, 'stored', ?, 1, 'd', 'e', ?, 1, ?, x'00')`,
    );
    const addResponse = store.prepare(
      `insert into responses (response_id, receipt, revision, kind, state, wave_id, instrument_key, commune, village,
         surveyor_id, mode, finished_at, received_at, packed)
       values (?, ?, 1, 'final', 'counted', 'w', 1, '', '', 'u', '', ?, ?, '')`,
    );
    Object.entries(finished).forEach(([id, finishedAt], index) => {
      const { lastInsertRowid } = addEnvelope.run(id, id, index + 1, receivedAt);
      addResponse.run(id, lastInsertRowid, finishedAt, receivedAt);
    });
  });

  expect(
    connection
      .prepare('select response_id, corrected_at, time_trust from responses order by receipt')
      .raw()
      .all(),
  ).toEqual([
    ['a day before the enrolment', '2026-10-31T00:00:00.000Z', 'claimed'],
    ['one millisecond before that', null, 'implausible'],
    ['a day after the arrival', '2026-11-21T00:00:00.000Z', 'claimed'],
    ['one millisecond after that', null, 'implausible'],
    ['long ago', null, 'implausible'],
    ["no moment'; --", null, 'implausible'],
  ]);
  expect(connection.prepare('select count(*) from device_contacts').pluck().get()).toBe(0);
  leave();
});
