import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Comment } from '@sipas/shared/wire';
import type { Clock, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { showComment } from './list-comments.ts';
import { type CommentNeeds, openComments } from './open-comments.ts';

/**
 * Answers: the comment, after a person said which themes it speaks of; none is an answer too.
 *          Of a frozen wave the numbers of themes follow when as many comments of a question and commune were coded otherwise
 *          as the least cell has.
 * Errors:  wave.unknown, report.unknown-instrument; comment.unknown, also where the person may not see it;
 *          comment.unknown-theme. Nothing is changed then.
 * Source:  decisions 85 and 117.
 * Rule:    T-11
 */
export async function codeComment(
  needs: CommentNeeds & { readonly clock: Clock },
  user: Pick<User, 'id' | 'areas'>,
  waveId: string,
  asked: {
    readonly instrument?: string | undefined;
    readonly comment: string;
    readonly themes: readonly string[];
  },
): Promise<Result<Comment, Refusal>> {
  const opened = await openComments(needs, user, waveId, asked.instrument);
  if (!opened.ok) return opened;
  const { query, unitOf, wave } = opened.value;
  const strange = asked.themes.find((code) => !needs.themes.some((theme) => theme.code === code));
  if (strange !== undefined) return refuse({ code: 'comment.unknown-theme', detail: strange });
  if ((await needs.comments.byId(query, asked.comment)) === null)
    return refuse({ code: 'comment.unknown' });
  // In the order of the themes, each once, whatever the sender made of it.
  const chosen = needs.themes.map(({ code }) => code).filter((code) => asked.themes.includes(code));
  await needs.comments.code({
    ...{ commentId: asked.comment, userId: user.id, themes: chosen, at: needs.clock.now() },
    lot: wave.wave.minimumCell,
  });
  const coded = await needs.comments.byId(query, asked.comment);
  if (coded === null || unitOf === null) return refuse({ code: 'comment.unknown' });
  return ok(showComment(coded, unitOf(coded.commune), needs.themes, user));
}
