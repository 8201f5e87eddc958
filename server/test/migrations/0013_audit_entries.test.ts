import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('begins the journal of acts empty, only to be added to, and keeps who works there', async () => {
  const { connection, leave } = await migrateFrom('0013_audit_entries', (store) => {
    store.prepare(`insert into users values (?, ?, ?, 'office', '', '')`).run('u', "q'uản; --", '');
  });

  const rows = (table: string) => connection.prepare(`select * from ${table}`).raw().all();
  expect(rows('audit_entries')).toEqual([]);
  expect(rows('users')).toHaveLength(1);
  connection
    .prepare(`insert into audit_entries values (1, '', '', '', '', '', '', '', '', '', '', '')`)
    .run();
  expect(() => connection.prepare(`update audit_entries set at = 'x'`).run()).toThrow(/added to/);
  expect(() => connection.prepare('delete from audit_entries').run()).toThrow(/added to/);
  leave();
});
