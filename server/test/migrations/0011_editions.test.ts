import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('freezes no wave that was there, and keeps waves and their state as they were', async () => {
  const { connection, leave } = await migrateFrom('0011_editions', (store) => {
    const add = store.prepare(
      `insert into waves (id, name, status, catalogue, scheme, minimum_base, minimum_cell, district_grouping, created_at)
       values (?, ?, ?, '2025-07-01', 'factor_mean', 0, 0, '', '')`,
    );
    add.run('w', "Đợt 'một'; --", 'closed');
    add.run('x', '', 'open');
  });

  for (const table of ['wave_editions', 'edition_responses', 'edition_counts'])
    expect(connection.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0);
  expect(connection.prepare('select name, status from waves order by id').raw().all()).toEqual([
    ["Đợt 'một'; --", 'closed'],
    ['', 'open'],
  ]);
  leave();
});
