import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('makes room for links, and keeps people and waves as they were', async () => {
  const { connection, leave } = await migrateFrom('0007_export_links', (store) => {
    store
      .prepare(
        `insert into users (id, username, name, role, password_hash, created_at) values (?, ?, ?, ?, ?, ?)`,
      )
      .run('u', "o'hara", "'; drop table users; --", 'analyst', '!', '');
    store
      .prepare(
        `insert into waves (id, name, status, catalogue, scheme, minimum_base, minimum_cell, district_grouping, created_at)
         values (?, ?, 'closed', '2025-07-01', 'pooled_answers', 30, 10, '', '')`,
      )
      .run('w', '');
  });

  expect(connection.prepare('select count(*) from export_links').pluck().get()).toBe(0);
  expect(connection.prepare('select id, name from users').raw().all()).toEqual([
    ['u', "'; drop table users; --"],
  ]);
  expect(connection.prepare('select id from waves').pluck().all()).toEqual(['w']);
  leave();
});
