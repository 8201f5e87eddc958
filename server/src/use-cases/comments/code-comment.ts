import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Comment } from '@sipas/shared/wire';
import type { Clock, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { showComment } from './list-comments.ts';
import { type CommentNeeds, openComments } from './open-comments.ts';

/**
 * Answers: the comment, after a person said which themes it speaks of; none is an answer too.
 * Errors:  wave.unknown, report.unknown-instrument; comment.unknown, also where the person may not see it;
 *          comment.unknown-theme. Nothing is changed then.
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
  const { query, unitOf } = opened.value;
  const strange = asked.themes.find((code) => !needs.themes.some((theme) => theme.code === code));
  if (strange !== undefined) return refuse({ code: 'comment.unknown-theme', detail: strange });
  if ((await needs.comments.byId(query, asked.comment)) === null)
    return refuse({ code: 'comment.unknown' });
  // In the order of the themes, each once, whatever the sender made of it.
  const chosen = needs.themes.map(({ code }) => code).filter((code) => asked.themes.includes(code));
  await needs.comments.code(asked.comment, user.id, chosen, needs.clock.now());
  const coded = await needs.comments.byId(query, asked.comment);
  if (coded === null || unitOf === null) return refuse({ code: 'comment.unknown' });
  return ok(showComment(coded, unitOf(coded.commune), needs.themes, user));
}
