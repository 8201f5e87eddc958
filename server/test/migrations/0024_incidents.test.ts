import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('begins with no incident, keeps who is there, and lets nobody change or delete what was written', async () => {
  const { connection, leave } = await migrateFrom('0024_incidents', (store) => {
    store.prepare(`insert into users values ('u', 'lan', ?, 'admin', 'hash', '')`).run("q'uản; --");
  });

  expect(connection.prepare('select * from incident_entries').all()).toEqual([]);
  expect(connection.prepare('select name from users').pluck().all()).toEqual(["q'uản; --"]);
  connection
    .prepare(
      `insert into incident_entries (incident_id, revision, step, at, note, user_id)
       values ('i', 1, 'closed', '2026', ?, 'u')`,
    )
    .run("o'n; --");
  for (const change of [`update incident_entries set note = ''`, 'delete from incident_entries'])
    expect(() => connection.exec(change)).toThrow('only added to');
  leave();
});
