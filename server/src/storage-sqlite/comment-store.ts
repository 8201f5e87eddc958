import { type SQL, and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Coding, CommentQuery, CommentRow, CommentStore } from '../ports/index.ts';
import { conditionOf } from './comment-conditions.ts';
import type { CommentIndex } from './comment-index.ts';
import { isToBeKept, keepThemes, keptThemes, takeCodings } from './kept-themes.ts';
import type { Database } from './open-store.ts';
import { commentCodings, commentReveals, comments, responses, users } from './schema.ts';
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
    code: ({ commentId, userId, themes, at, lot }) =>
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
          takeCodings(tx, commentId, lot);
        },
        changed,
      ),
    async keepThemes(waveId, themes) {
      if (!isToBeKept(db, waveId)) return;
      await index.catchUp();
      await writing(db, (tx) => {
        if (isToBeKept(tx, waveId)) keepThemes(tx, waveId, themes);
      });
    },
    keptThemes: (query) => reading(() => keptThemes(db, query)),
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
