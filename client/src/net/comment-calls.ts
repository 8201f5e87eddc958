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
import type {
  Answer,
  CommentName,
  CommentQuery,
  DownloadedFile,
  OfficeApi,
} from '../ports/office-api.ts';
import { excelMarks } from './excel-marks.ts';

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
  | 'comments'
  | 'commentsCsv'
  | 'codeComment'
  | 'revealComment'
  | 'reveals'
  | 'themeCounts'
  | 'themeCountsCsv'
  | 'commentAgreement'
>;

/** The requests about comments, by the console's way of reading answers. */
export const createCommentCalls = ({
  read,
  download,
}: {
  readonly read: Read;
  readonly download: (path: string, name: string) => Answer<DownloadedFile>;
}): CommentCalls => ({
  comments: (query, signal) =>
    read(commentListSchema, {
      method: 'GET',
      path: `/waves/${query.wave}/comments?${String(pageParams(query))}`,
      signal,
    }),

  commentsCsv(query) {
    const params = new URLSearchParams([...narrowing(query), ...excelMarks]);
    return download(`/waves/${query.wave}/exports/comments.csv?${String(params)}`, 'comments.csv');
  },

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

  themeCountsCsv({ wave, instrument, question, level }) {
    const params = new URLSearchParams([
      ...Object.entries({ instrument, question, level }),
      ...excelMarks,
    ]);
    const path = `/waves/${wave}/exports/comment-themes.csv?${String(params)}`;
    return download(path, 'comment-themes.csv');
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

/** By what the comments are narrowed; what is left out narrows nothing. */
function narrowing(query: CommentQuery): [string, string][] {
  const { instrument, search, question, theme, unit, coded } = query;
  const parts = { instrument, search: search === '' ? null : search, question, theme, unit, coded };
  return Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

const pageParams = (query: CommentQuery): URLSearchParams =>
  new URLSearchParams([
    ...narrowing(query),
    ['limit', String(query.limit)],
    ['offset', String(query.offset)],
  ]);
