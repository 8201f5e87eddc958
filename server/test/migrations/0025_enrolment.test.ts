import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('asks for no comparison of phones that were enrolled before, nor of codes that live', async () => {
  const { connection, leave } = await migrateFrom('0025_enrolment', (store) => {
    store.exec(`
      insert into users (id, username, name, role, password_hash, created_at)
        values ('u', 'lan', 'Lan', 'surveyor', '', '');
      insert into devices (id, user_id, token_hash, name, platform, public_key, enrolled_at)
        values ('d', 'u', 't', 'A12', 'Android', '{"x":1}', ''), ('e', 'u', 's', 'A12', 'Android', null, '');
      insert into enrolment_codes (code_hash, user_id, created_at, expires_at) values ('c', 'u', '', '9');
    `);
  });

  expect(connection.prepare('select id, comparison from devices').all()).toEqual([
    { id: 'd', comparison: null },
    { id: 'e', comparison: null },
  ]);
  expect(connection.prepare('select code_hash, compares from enrolment_codes').all()).toEqual([
    { code_hash: 'c', compares: 0 },
  ]);
  leave();
});
