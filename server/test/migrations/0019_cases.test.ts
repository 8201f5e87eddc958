import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('begins with no request, keeps who is there, and lets nobody change or delete what was written', async () => {
  const { connection, leave } = await migrateFrom('0019_cases', (store) => {
    store.prepare(`insert into users values ('u', 'lan', ?, 'admin', 'hash', '')`).run("q'uản; --");
  });

  expect(connection.prepare('select * from cases').all()).toEqual([]);
  expect(connection.prepare('select name from users').pluck().all()).toEqual(["q'uản; --"]);
  connection
    .prepare(`insert into cases values ('c', 'withdraw', null, '2026-11-20', ?)`)
    .run("o'n; --");
  connection
    .prepare(`insert into case_entries values ('c', 1, 'received', 0, '', 'u', '2026')`)
    .run();
  for (const change of [
    `update cases set asked = ''`,
    'delete from cases',
    `update case_entries set state = 'done'`,
    'delete from case_entries',
  ])
    expect(() => connection.exec(change)).toThrow('only added to');
  leave();
});
