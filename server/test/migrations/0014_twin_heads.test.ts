import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('begins with no head of a copy, and keeps what phones said', async () => {
  const { connection, leave } = await migrateFrom('0014_twin_heads', (store) => {
    store.prepare(`insert into users values ('u', 'u', 'U', 'surveyor', '', '')`).run();
    store
      .prepare(
        `insert into devices (id, name, platform, user_id, token_hash, enrolled_at)
         values ('d', '', '', 'u', 't', '')`,
      )
      .run();
    store.prepare(`insert into device_epochs values ('d', 'e1', 3, 'h')`).run();
  });

  const rows = (table: string) => connection.prepare(`select * from ${table}`).raw().all();
  expect(rows('twin_heads')).toEqual([]);
  expect(rows('device_epochs')).toEqual([['d', 'e1', 3, 'h']]);
  connection.prepare(`insert into twin_heads values ('d', 'e1', 3, 'other')`).run();
  expect(() =>
    connection.prepare(`insert into twin_heads values ('none', 'e1', 3, 'other')`).run(),
  ).toThrow(/FOREIGN KEY/);
  leave();
});
