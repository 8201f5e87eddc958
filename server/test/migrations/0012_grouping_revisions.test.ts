import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('begins the versions of groupings empty, and keeps what was shipped and who works there', async () => {
  const { connection, leave } = await migrateFrom('0012_grouping_revisions', (store) => {
    store.prepare('insert into groupings values (?, ?)').run('g', "Khu vực 'một'; --");
    store.prepare('insert into grouping_nodes values (?, ?, ?)').run('g', 'ô', '');
    store.prepare('insert into grouping_members values (?, ?, ?)').run('g', '29551', 'khác');
    store.prepare(`insert into users values (?, ?, ?, 'office', '', '')`).run('u', 'quản-trị', '');
    store.prepare('insert into user_areas values (?, ?)').run('u', 'grouping:g:ô');
  });

  const rows = (table: string) => connection.prepare(`select * from ${table}`).raw().all();
  expect(rows('grouping_revisions')).toEqual([]);
  expect(rows('groupings')).toEqual([['g', "Khu vực 'một'; --"]]);
  expect(rows('grouping_nodes')).toEqual([['g', 'ô', '']]);
  expect(rows('grouping_members')).toEqual([['g', '29551', 'khác']]);
  expect(rows('user_areas')).toEqual([['u', 'grouping:g:ô']]);
  leave();
});
