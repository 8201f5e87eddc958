import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('keeps who is signed in, gives each session a name of its own, and begins without second factors', async () => {
  const { connection, leave } = await migrateFrom('0015_accounts', (store) => {
    store.prepare(`insert into users values ('u', 'lan', ?, 'admin', 'hash', '')`).run("q'uản; --");
    const session = store.prepare(`insert into sessions values (?, 'u', ?, '2999')`);
    session.run('one', '2026-11-20T02:00:00.000Z');
    session.run("t'wo", '');
  });

  const sessions = connection.prepare('select * from sessions order by token_hash').raw().all();
  expect(sessions).toEqual([
    ...[
      [
        'one',
        'u',
        '2026-11-20T02:00:00.000Z',
        '2999',
        expect.stringMatching(/^[0-9a-f]{32}$/),
        '',
        '2026-11-20T02:00:00.000Z',
      ],
    ],
    ...[["t'wo", 'u', '', '2999', expect.stringMatching(/^[0-9a-f]{32}$/), '', '']],
  ]);
  expect(new Set(sessions.map((row) => (row as unknown[])[4])).size).toBe(2);
  expect(connection.prepare('select * from second_factors').all()).toEqual([]);
  expect(connection.prepare('select * from recovery_codes').all()).toEqual([]);
  leave();
});
