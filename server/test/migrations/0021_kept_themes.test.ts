import { expect, it } from 'vitest';
import { migrateFrom } from './stop-before.ts';

it('keeps the editions of frozen waves, whose comments were not kept yet', async () => {
  const { connection, leave } = await migrateFrom('0021_kept_themes', (store) => {
    store.exec(`insert into wave_editions values ('w', 1, '', null, '', '{}', 3, 0, 0, 0, 0, 'a')`);
  });

  expect(
    connection.prepare('select wave_id, responses, data_hash, comments from wave_editions').all(),
  ).toEqual([{ wave_id: 'w', responses: 3, data_hash: 'a', comments: null }]);
  expect(connection.prepare('select * from edition_comments').all()).toEqual([]);
  leave();
});
