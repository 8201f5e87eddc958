import { ok } from '@sipas/shared/kernel';
import {
  agreementListSchema,
  commentListSchema,
  commentSchema,
  revealListSchema,
  revealedSchema,
  themeCountsSchema,
} from '@sipas/shared/wire';
import type * as v from 'valibot';
import type { Answer, CommentName, CommentQuery, OfficeApi } from '../ports/office-api.ts';

type Read = <Schema extends v.GenericSchema>(
  schema: Schema,
  request: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly body?: unknown;
    readonly signal?: AbortSignal;
  },
) => Answer<v.InferOutput<Schema>>;

type CommentCalls = Pick<
  OfficeApi,
  'comments' | 'codeComment' | 'revealComment' | 'reveals' | 'themeCounts' | 'commentAgreement'
>;

/** The requests about comments, by the console's way of reading answers. */
export const createCommentCalls = (read: Read): CommentCalls => ({
  comments: (query, signal) =>
    read(commentListSchema, {
      method: 'GET',
      path: `/waves/${query.wave}/comments?${String(commentParams(query))}`,
      signal,
    }),

  codeComment: (name, themes) =>
    read(commentSchema, { method: 'POST', path: pathOf(name, 'coding'), body: { themes } }),

  revealComment: (name, reason) =>
    read(revealedSchema, { method: 'POST', path: pathOf(name, 'reveal'), body: { reason } }),

  async reveals(wave, signal) {
    const path = `/waves/${wave}/comment-reveals`;
    const list = await read(revealListSchema, { method: 'GET', path, signal });
    return list.ok ? ok(list.value.reveals) : list;
  },

  themeCounts: ({ wave, instrument, question, level }, signal) => {
    const params = new URLSearchParams({ instrument, question, level });
    const path = `/waves/${wave}/comment-themes?${String(params)}`;
    return read(themeCountsSchema, { method: 'GET', path, signal });
  },

  commentAgreement: (wave, instrument, signal) =>
    read(agreementListSchema, {
      method: 'GET',
      path: `/waves/${wave}/comment-agreement?${String(new URLSearchParams({ instrument }))}`,
      signal,
    }),
});

const pathOf = ({ wave, instrument, comment }: CommentName, act: 'coding' | 'reveal'): string =>
  `/waves/${wave}/comments/${encodeURIComponent(comment)}/${act}?${String(new URLSearchParams({ instrument }))}`;

function commentParams(query: CommentQuery): URLSearchParams {
  const { instrument, search, question, theme, unit, coded, limit, offset } = query;
  const params = new URLSearchParams({ instrument });
  const narrowing = { search: search === '' ? null : search, question, theme, unit, coded };
  for (const [name, value] of Object.entries(narrowing))
    if (value !== null) params.set(name, value);
  params.set('limit', String(limit));
  params.set('offset', String(offset));
  return params;
}
