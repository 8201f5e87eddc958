import { type SQL, and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { ThemeRule } from '@sipas/shared/comments';
import type { Coding, CommentQuery, CommentRow, CommentStore } from '../ports/index.ts';
import type { CommentIndex } from './comment-index.ts';
import type { Database } from './open-store.ts';
import {
  commentCodings,
  commentReveals,
  comments,
  editionResponses,
  responses,
  users,
} from './schema.ts';
import { inScope } from './scope-condition.ts';
import { reading, writing } from './transaction.ts';

/** Comments in SQLite: rows derived from envelopes, an index of their words, and what people found in them. */
export function createSqliteCommentStore(
  db: Database,
  index: CommentIndex,
  changed: () => void,
): CommentStore {
  /** What is told of comments is told of all that came. */
  const readingAll = async <T>(read: () => T): Promise<T> => {
    await index.catchUp();
    return reading(read);
  };
  return {
    catchUp: () => index.catchUp(),
    list: (query, { limit, offset }) =>
      readingAll(() => ({
        items: withCodings(
          db,
          selectComments(db, query).orderBy(asc(comments.id)).limit(limit).offset(offset).all(),
        ),
        total: countComments(db, query),
      })),
    counts: (query) =>
      readingAll(() =>
        db
          .select({ commune: responses.commune, question: comments.question, comments: count() })
          .from(comments)
          .crossJoin(responses)
          .where(conditionOf(query))
          .groupBy(responses.commune, comments.question)
          .all(),
      ),
    byId: (query, id) =>
      readingAll(() => {
        const found = selectComments(db, query, eq(comments.id, id)).all();
        return withCodings(db, found)[0] ?? null;
      }),
    code: (commentId, userId, themes, at) =>
      writing(
        db,
        (tx) => {
          const coding = { themes: JSON.stringify(themes), at };
          tx.insert(commentCodings)
            .values({ commentId, userId, ...coding })
            .onConflictDoUpdate({
              target: [commentCodings.commentId, commentCodings.userId],
              set: coding,
            })
            .run();
        },
        changed,
      ),
    codedTwice: (query) =>
      readingAll(() => {
        const twice = sql`${comments.id} in (select comment_id from comment_codings group by comment_id having count(*) > 1)`;
        const found = selectComments(db, query, twice).all();
        return withCodings(db, found).map(({ codings }) => codings);
      }),
    addReveal: (reveal) =>
      writing(db, (tx) => {
        tx.insert(commentReveals).values(reveal).run();
      }),
    reveals: (waveId, scope, limit) =>
      readingAll(() =>
        db
          .select({
            commentId: commentReveals.commentId,
            by: users.name,
            reason: commentReveals.reason,
            at: commentReveals.at,
          })
          .from(commentReveals)
          .innerJoin(users, eq(users.id, commentReveals.userId))
          .where(
            and(
              eq(commentReveals.waveId, waveId),
              scope === 'all'
                ? undefined
                : inArray(
                    commentReveals.commentId,
                    db
                      .select({ id: comments.id })
                      .from(comments)
                      .innerJoin(responses, eq(responses.responseId, comments.responseId))
                      .where(inScope(responses.commune, scope)),
                  ),
            ),
          )
          .orderBy(desc(commentReveals.id))
          .limit(limit)
          .all(),
      ),
  };
}

const selectComments = (db: Database, query: CommentQuery, further?: SQL) =>
  db
    .select({
      id: comments.id,
      question: comments.question,
      commune: responses.commune,
      text: comments.text,
    })
    .from(comments)
    .crossJoin(responses)
    .where(and(conditionOf(query), further))
    .$dynamic();

const countComments = (db: Database, query: CommentQuery): number =>
  db.select({ total: count() }).from(comments).crossJoin(responses).where(conditionOf(query)).get()
    ?.total ?? 0;

/**
 * To be asked of comments crossed with responses: SQLite takes a cross join in the order in which it is written. Beginning with
 * responses it would go through a wave of a million for a word that stands in ten.
 */
function conditionOf(query: CommentQuery): SQL | undefined {
  const { waveId, instrumentKeys, communes, question, words = [], theme, isCoded } = query;
  const { isOfFirstEdition = false } = query;
  const isByHand = sql`${comments.id} in (select comment_id from comment_codings)`;
  return and(
    eq(responses.responseId, comments.responseId),
    eq(responses.waveId, waveId),
    inArray(responses.instrumentKey, [...instrumentKeys]),
    eq(responses.state, 'counted'),
    inScope(responses.commune, communes),
    question === undefined ? undefined : eq(comments.question, question),
    words.length === 0 ? undefined : hasWords(words.map((word) => `"${word}"*`).join(' ')),
    theme && speaksOf(theme.code, theme.rules, isByHand),
    isCoded === undefined ? undefined : isCoded ? isByHand : sql`not ${isByHand}`,
    isOfFirstEdition ? ofFirstEdition : undefined,
  );
}

/** By the key of the table, so that a form is looked up once. */
const ofFirstEdition = sql`exists (select 1 from ${editionResponses} e where e.wave_id = ${responses.waveId}
    and e.response_id = ${responses.responseId} and e.from_edition = 1)`;

const hasWords = (match: string): SQL =>
  sql`${comments.key} in (select rowid from comments_search where comments_search match ${match})`;

function speaksOf(code: string, rules: readonly ThemeRule[], isByHand: SQL): SQL {
  const byRules = rules.length === 0 ? sql`0` : hasWords(rules.map(printRule).join(' OR '));
  // Of several people the one who coded last has the word.
  const byHand = sql`exists (select 1 from comment_codings x where x.comment_id = ${comments.id}
    and exists (select 1 from json_each(x.themes) where value = ${code})
    and not exists (select 1 from comment_codings y where y.comment_id = x.comment_id
      and (y.at, y.user_id) > (x.at, x.user_id)))`;
  return sql`case when ${isByHand} then ${byHand} else ${byRules} end`;
}

/** A rule of a theme (T-05) as the index of words is asked for it. Phrases hold letters, digits and blanks alone. */
function printRule({ anyOf, allOf, noneOf }: ThemeRule): string {
  const any = (phrases: readonly string[]): string =>
    `(${phrases.map((phrase) => `"${phrase}"`).join(' OR ')})`;
  const asked = [
    ...(anyOf.length > 0 ? [any(anyOf)] : []),
    ...allOf.map((phrase) => any([phrase])),
  ];
  const wanted = asked.join(' AND ');
  return noneOf.length > 0 ? `((${wanted}) NOT ${any(noneOf)})` : `(${wanted})`;
}

function withCodings(
  db: Database,
  rows: readonly Omit<CommentRow, 'codings'>[],
): readonly CommentRow[] {
  const codings = new Map<string, Coding[]>(rows.map(({ id }) => [id, []]));
  const ids = JSON.stringify([...codings.keys()]);
  const found = db
    .select({
      commentId: commentCodings.commentId,
      userId: commentCodings.userId,
      name: users.name,
      themes: commentCodings.themes,
      at: commentCodings.at,
    })
    .from(commentCodings)
    .innerJoin(users, eq(users.id, commentCodings.userId))
    .where(sql`${commentCodings.commentId} in (select value from json_each(${ids}))`)
    .orderBy(desc(commentCodings.at), desc(commentCodings.userId))
    .all();
  for (const { commentId, themes, ...coding } of found)
    codings.get(commentId)?.push({ ...coding, themes: JSON.parse(themes) as string[] });
  return rows.map((row) => ({ ...row, codings: codings.get(row.id) ?? [] }));
}
