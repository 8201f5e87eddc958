import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('gives waves that were there no weights, and keeps their plan', async () => {
  const { connection, leave } = await migrateFrom('0006_village_weights', (store) => {
    store
      .prepare(
        `insert into waves (id, name, status, catalogue, scheme, minimum_base, minimum_cell, district_grouping, created_at)
         values (?, ?, 'closed', '2025-07-01', 'pooled_answers', 30, 10, '', '')`,
      )
      .run('w', "Đợt 'một'; --");
    store.prepare('insert into wave_villages values (?, ?, ?, ?, ?)').run('w', '29551', '', '', 0);
  });

  expect(connection.prepare('select count(*) from village_weights').pluck().get()).toBe(0);
  expect(connection.prepare('select wave_id, commune from wave_villages').raw().all()).toEqual([
    ['w', '29551'],
  ]);
  leave();
});
