import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('begins the register of actions empty, and keeps waves and people as they were', async () => {
  const { connection, leave } = await migrateFrom('0008_actions', (store) => {
    store
      .prepare(
        `insert into waves (id, name, status, catalogue, scheme, minimum_base, minimum_cell, district_grouping, created_at)
         values (?, ?, 'open', '2025-07-01', 'factor_mean', 0, 0, '', '')`,
      )
      .run('w', "Đợt 'một'; --");
    store.prepare(`insert into users values (?, ?, ?, 'admin', '', '')`).run('u', 'quản-trị', '');
  });

  expect(connection.prepare('select count(*) from action_revisions').pluck().get()).toBe(0);
  expect(connection.prepare('select name from waves').pluck().all()).toEqual(["Đợt 'một'; --"]);
  expect(connection.prepare('select username from users').pluck().all()).toEqual(['quản-trị']);
  leave();
});
