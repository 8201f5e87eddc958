import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('keeps who took a phone in before, and takes no old code for one of a forgotten PIN', async () => {
  const { connection, leave } = await migrateFrom('0005_phone_acts', (store) => {
    for (const id of ['lan', 'mai'])
      store
        .prepare('insert into users values (?, ?, ?, ?, ?, ?)')
        .run(id, id, 'Người', 'surveyor', '', '');
    store
      .prepare('insert into enrolment_codes values (?, ?, ?, ?, ?, ?, ?)')
      .run('hash', 'lan', '', '', null, null, null);
    store
      .prepare(
        'insert into devices (id, user_id, token_hash, name, platform, enrolled_at) values (?, ?, ?, ?, ?, ?)',
      )
      .run('d', 'lan', 'none:d', '', '', '');
    store
      .prepare('insert into device_adoptions values (?, ?, ?, ?)')
      .run('d', 'lan', 'mai', '2026-11-20T00:00:00.000Z');
  });

  expect(connection.prepare('select purpose from enrolment_codes').pluck().all()).toEqual([
    'phone',
  ]);
  expect(connection.prepare('select was_enrolled from device_adoptions').pluck().all()).toEqual([
    0,
  ]);
  expect(connection.prepare('select * from device_acts').raw().all()).toEqual([
    [1, 'd', 'adopted', 'lan', null, null, 'mai', '2026-11-20T00:00:00.000Z'],
  ]);
  leave();
});
