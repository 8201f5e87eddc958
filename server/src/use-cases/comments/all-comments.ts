import { type Result, ok } from '@sipas/shared/kernel';
import type { Comment, CommentList } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { type AskedComments, listComments } from './list-comments.ts';
import type { CommentNeeds } from './open-comments.ts';

/** All comments that were asked for: the first page at once, the others as they are read. */
export interface AllComments {
  readonly about: Pick<CommentList, 'wave' | 'instrument'>;
  readonly pages: AsyncIterable<readonly Comment[]>;
}

/** Others are answered between two pages. */
const perPage = 500;

/**
 * Answers: every comment that the screen would show page by page.
 * Shape:   as listComments, without a page. What comes while it is read may be in it or not; nothing is in it twice.
 * Errors:  as listComments; a refusal after the first page is a defect.
 */
export async function allComments(
  needs: CommentNeeds,
  user: Pick<User, 'id' | 'areas'>,
  waveId: string,
  asked: AskedComments,
): Promise<Result<AllComments, Refusal>> {
  const pageAt = (offset: number) =>
    listComments(needs, user, waveId, { ...asked, page: { limit: perPage, offset } });
  const first = await pageAt(0);
  if (!first.ok) return first;
  const pages = async function* () {
    const seen = new Set<string>();
    for (let page = first.value, offset = 0; page.items.length > 0;) {
      const fresh = page.items.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      yield fresh;
      offset += perPage;
      const next = await pageAt(offset);
      if (!next.ok) throw new Error(`comments were refused in the middle: ${next.error.code}`);
      page = next.value;
    }
  };
  return ok({ about: first.value, pages: pages() });
}
