import { expect, it } from 'vitest';
import { createCommentIndex } from '../../src/storage-sqlite/comment-index.ts';
import { newId } from '../world/setup-world.ts';
import { migrateFrom, noKeys } from './stop-before.ts';

it('reads a store from its beginning, where comments were kept with every batch, and keeps what fits', async () => {
  const { connection, db, leave } = await migrateFrom('0010_comment_mark', (store) => {
    store.exec(`
      insert into store_meta (id, incarnation, safe_receipt, created_at, comment_rules) values (1, '${newId()}', 0, '', 1);
      insert into comments (id, response_id, question, text) values ('i', 'r', 'q', 'kept');
      insert into comments_search (rowid, words) values (1, 'kept')`);
  });
  const of = (sql: string) => connection.prepare(sql).raw().all();

  expect(of('select comment_rules, comment_receipt from store_meta')).toEqual([[1, 0]]);
  await createCommentIndex(db, noKeys).catchUp();
  expect(of('select text from comments')).toEqual([['kept']]);
  leave();
});
