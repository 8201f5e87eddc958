import type { GivenText } from '../ports/index.ts';
import { commentId, commentWords } from '../storage-rules/comment-text.ts';
import type { Connection } from './connect.ts';

export { commentRules } from '../storage-rules/comment-text.ts';

/**
 * Keeps the texts of current revisions and the index of their words. Runs inside a transaction.
 */
export function createKeepComments(connection: Connection) {
  const put = connection.prepare(
    'insert into comments (id, response_id, question, text) values (?, ?, ?, ?)',
  );
  const putWords = connection.prepare('insert into comments_search (rowid, words) values (?, ?)');
  const removeWords = connection.prepare(
    'delete from comments_search where rowid in (select key from comments where response_id = ?)',
  );
  const remove = connection.prepare('delete from comments where response_id = ?');
  return {
    put(responseId: string, texts: readonly GivenText[]): void {
      for (const given of texts) {
        const id = commentId(responseId, given);
        const { lastInsertRowid } = put.run(id, responseId, given.question, given.text);
        putWords.run(lastInsertRowid, commentWords(given.text));
      }
    },
    remove(responseId: string): void {
      removeWords.run(responseId);
      remove.run(responseId);
    },
  };
}
