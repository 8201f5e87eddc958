import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('gives waves that were there no allowance, and keeps all else of them', async () => {
  const { connection, leave } = await migrateFrom('0001_wave_allowance', (store) => {
    store
      .prepare(
        `insert into waves (id, name, status, catalogue, scheme, minimum_base, minimum_cell, district_grouping, created_at)
         values (?, ?, 'closed', '2025-07-01', 'pooled_answers', 0, 0, '', '')`,
      )
      .run('w', "Đợt 'một'; --");
  });

  expect(connection.prepare('select name, scheme, allowance_vnd from waves').raw().all()).toEqual([
    ["Đợt 'một'; --", 'pooled_answers', null],
  ]);
  leave();
});
