import type { Clock, User } from '../../ports/index.ts';
import { allComments } from './all-comments.ts';
import { codeComment } from './code-comment.ts';
import { countThemes } from './count-themes.ts';
import { listComments } from './list-comments.ts';
import type { CommentNeeds } from './open-comments.ts';
import { reportAgreement } from './report-agreement.ts';
import { listReveals, revealComment } from './reveal-comment.ts';

export { allComments } from './all-comments.ts';
export { countThemes } from './count-themes.ts';
export { type CommentNeeds, openComments } from './open-comments.ts';

/** What people ask of comments, bound to the storage. */
export const createCommentCases = (needs: CommentNeeds & { readonly clock: Clock }) => ({
  list: (actor: User, waveId: string, asked: Parameters<typeof listComments>[3]) =>
    listComments(needs, actor, waveId, asked),
  all: (actor: User, waveId: string, asked: Parameters<typeof allComments>[3]) =>
    allComments(needs, actor, waveId, asked),
  code: (actor: User, waveId: string, asked: Parameters<typeof codeComment>[3]) =>
    codeComment(needs, actor, waveId, asked),
  reveal: (actor: User, waveId: string, asked: Parameters<typeof revealComment>[3]) =>
    revealComment(needs, actor, waveId, asked),
  reveals: (actor: User, waveId: string) => listReveals(needs, actor, waveId),
  countThemes: (actor: User, waveId: string, asked: Parameters<typeof countThemes>[3]) =>
    countThemes(needs, actor, waveId, asked),
  agreement: (actor: User, waveId: string, instrument: string | undefined) =>
    reportAgreement(needs, actor, waveId, instrument),
});
