import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, CommentReveal, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { scopeOf } from '../waves/index.ts';
import { type CommentNeeds, openComments } from './open-comments.ts';

/**
 * Answers: one comment as it was typed, after it was written down who sees it, when and why.
 * Errors:  wave.unknown, report.unknown-instrument; comment.unknown, also where the person may not see it.
 * Rule:    T-12
 */
export async function revealComment(
  needs: CommentNeeds & { readonly clock: Clock },
  user: Pick<User, 'id' | 'areas'>,
  waveId: string,
  asked: {
    readonly instrument?: string | undefined;
    readonly comment: string;
    readonly reason: string;
  },
): Promise<Result<{ readonly id: string; readonly text: string }, Refusal>> {
  const opened = await openComments(needs, user, waveId, asked.instrument);
  if (!opened.ok) return opened;
  const found = await needs.comments.byId(opened.value.query, asked.comment);
  if (found === null) return refuse({ code: 'comment.unknown' });
  // First on record, then shown.
  await needs.comments.addReveal({
    waveId,
    commentId: found.id,
    userId: user.id,
    reason: asked.reason,
    at: needs.clock.now(),
  });
  return ok({ id: found.id, text: found.text });
}

const mostReveals = 500;

/** Answers: who saw which comment of a wave whole, the last first, within the person's areas. */
export async function listReveals(
  needs: Pick<CommentNeeds, 'reader' | 'comments'>,
  user: Pick<User, 'areas'>,
  waveId: string,
): Promise<Result<readonly CommentReveal[], Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  return ok(await needs.comments.reveals(waveId, scopeOf(user, wave), mostReveals));
}
