import { createHash } from 'node:crypto';
import { searchText, shownText } from '@sipas/shared/comments';
import type { GivenText } from '../ports/index.ts';

/** Raised when texts are taken, hidden or folded differently than before: a store of before is read anew when it is opened. */
export const commentRules = 1;

/** Answers: the name of a text within its response; nobody can tell the response from it. */
export const commentId = (responseId: string, { question, text }: GivenText): string =>
  createHash('sha256').update(`${responseId}\n${question}\n${text}`).digest('hex').slice(0, 32);

/** Answers: the words of a text that may be searched: what is hidden from a reader is not found either. */
export const commentWords = (text: string): string => searchText(shownText(text, () => ' '));
