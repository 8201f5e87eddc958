import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('takes phones that were there as heard in the life that they were told of, and else in this one', async () => {
  const { connection, leave } = await migrateFrom('0003_heard_incarnation', (store) => {
    store
      .prepare('insert into users values (?, ?, ?, ?, ?, ?)')
      .run('u', 'u', 'Người', 'surveyor', '', '');
    store.prepare('insert into store_meta values (1, ?, 0, ?)').run('now', '');
    const add = store.prepare(
      'insert into devices (id, user_id, token_hash, name, platform, enrolled_at, told_incarnation) values (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const [id, told] of [
      ['sent here', 'now'],
      ["sent before a restore'; --", 'before'],
      ['never sent', null],
    ])
      add.run(id, 'u', id, '', '', '', told);
  });

  expect(
    connection.prepare('select id, heard_incarnation from devices order by rowid').raw().all(),
  ).toEqual([
    ['sent here', 'now'],
    ["sent before a restore'; --", 'before'],
    ['never sent', 'now'],
  ]);
  leave();
});
