import { createHash } from 'node:crypto';
import { searchText, shownText } from '@sipas/shared/comments';
import type { GivenText } from '../ports/index.ts';
import type { Connection } from './connect.ts';

/** Raised when texts are taken, hidden or folded differently than before: a store of before is read anew when it is opened. */
export const commentRules = 1;

/** Answers: the name of a text within its response; nobody can tell the response from it. */
export const commentId = (responseId: string, { question, text }: GivenText): string =>
  createHash('sha256').update(`${responseId}\n${question}\n${text}`).digest('hex').slice(0, 32);

/** Answers: the words of a text that may be searched: what is hidden from a reader is not found either. */
export const commentWords = (text: string): string => searchText(shownText(text, () => ' '));

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
