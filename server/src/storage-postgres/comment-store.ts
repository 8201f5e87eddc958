import { type SQL, and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Coding, CommentQuery, CommentRow, CommentStore } from '../ports/index.ts';
import { conditionOf } from './comment-conditions.ts';
import type { CommentIndex } from './comment-index.ts';
import type { OpenDatabase } from './database.ts';
import { isToBeKept, keepThemes, keptThemes, takeCodings } from './kept-themes.ts';
import { commentCodings, commentReveals, comments, responses, users } from './schema.ts';
import { inScope } from './scope-condition.ts';
import { reading, writing } from './transaction.ts';

/** Comments in PostgreSQL: rows derived from envelopes with an index of their words, and what people found in them. */
export function createPostgresCommentStore(store: OpenDatabase, index: CommentIndex): CommentStore {
  const { db, province } = store;
  /** What is told of comments is told of all that came. */
  const readingAll = async <T>(read: () => Promise<T>): Promise<T> => {
    await index.catchUp();
    return reading(read);
  };
  const select = (query: CommentQuery, further?: SQL) =>
    db
      .select({
        id: comments.id,
        question: comments.question,
        commune: responses.commune,
        text: comments.text,
      })
      .from(comments)
      .innerJoin(responses, ofResponse)
      .where(and(conditionOf(query, province), further))
      .$dynamic();
  return {
    catchUp: () => index.catchUp(),
    list: (query, { limit, offset }) =>
      readingAll(async () => {
        const [counted] = await db
          .select({ total: count() })
          .from(comments)
          .innerJoin(responses, ofResponse)
          .where(conditionOf(query, province));
        const rows = await select(query).orderBy(asc(comments.id)).limit(limit).offset(offset);
        return { items: await withCodings(store, rows), total: counted?.total ?? 0 };
      }),
    counts: (query) =>
      readingAll(async () =>
        db
          .select({ commune: responses.commune, question: comments.question, comments: count() })
          .from(comments)
          .innerJoin(responses, ofResponse)
          .where(conditionOf(query, province))
          .groupBy(responses.commune, comments.question)
          .orderBy(asc(responses.commune), asc(comments.question)),
      ),
    byId: (query, id) =>
      readingAll(async () => {
        const found = await select(query, eq(comments.id, id));
        return (await withCodings(store, found))[0] ?? null;
      }),
    code: ({ commentId, userId, themes, at, lot }) =>
      writing(store, async (tx) => {
        const coding = { themes: JSON.stringify(themes), at };
        await tx.db
          .insert(commentCodings)
          .values({ province, commentId, userId, ...coding })
          .onConflictDoUpdate({
            target: [commentCodings.province, commentCodings.commentId, commentCodings.userId],
            set: coding,
          });
        await takeCodings(tx, commentId, lot);
        tx.setupChanged();
      }),
    async keepThemes(waveId, themes) {
      if (!(await reading(() => isToBeKept(store, waveId)))) return;
      await index.catchUp();
      await writing(store, async (tx) => {
        if (await isToBeKept(tx, waveId)) await keepThemes(tx, waveId, themes);
      });
    },
    keptThemes: (query) => reading(() => keptThemes(store, query)),
    codedTwice: (query) =>
      readingAll(async () => {
        const twice = sql`${comments.id} in (select comment_id from comment_codings where province = ${province} group by comment_id having count(*) > 1)`;
        const found = await select(query, twice).orderBy(asc(comments.id));
        return (await withCodings(store, found)).map(({ codings }) => codings);
      }),
    addReveal: (reveal) =>
      writing(store, async (tx) => {
        await tx.db.insert(commentReveals).values({ ...reveal, province });
      }),
    reveals: (waveId, scope, limit) =>
      readingAll(async () =>
        db
          .select({
            commentId: commentReveals.commentId,
            by: users.name,
            reason: commentReveals.reason,
            at: commentReveals.at,
          })
          .from(commentReveals)
          .innerJoin(
            users,
            and(eq(users.province, commentReveals.province), eq(users.id, commentReveals.userId)),
          )
          .where(
            and(
              eq(commentReveals.province, province),
              eq(commentReveals.waveId, waveId),
              scope === 'all'
                ? undefined
                : inArray(
                    commentReveals.commentId,
                    db
                      .select({ id: comments.id })
                      .from(comments)
                      .innerJoin(responses, ofResponse)
                      .where(
                        and(eq(comments.province, province), inScope(responses.commune, scope)),
                      ),
                  ),
            ),
          )
          .orderBy(desc(commentReveals.id))
          .limit(limit),
      ),
  };
}

const ofResponse = and(
  eq(responses.province, comments.province),
  eq(responses.responseId, comments.responseId),
);

async function withCodings(
  { db, province }: OpenDatabase,
  rows: readonly Omit<CommentRow, 'codings'>[],
): Promise<readonly CommentRow[]> {
  const codings = new Map<string, Coding[]>(rows.map(({ id }) => [id, []]));
  if (codings.size === 0) return [];
  const found = await db
    .select({
      commentId: commentCodings.commentId,
      userId: commentCodings.userId,
      name: users.name,
      themes: commentCodings.themes,
      at: commentCodings.at,
    })
    .from(commentCodings)
    .innerJoin(
      users,
      and(eq(users.province, commentCodings.province), eq(users.id, commentCodings.userId)),
    )
    .where(
      and(
        eq(commentCodings.province, province),
        sql`${commentCodings.commentId} in (select value from jsonb_array_elements_text(${JSON.stringify([...codings.keys()])}::jsonb))`,
      ),
    )
    .orderBy(desc(commentCodings.at), desc(commentCodings.userId));
  for (const { commentId, themes, ...coding } of found)
    codings.get(commentId)?.push({ ...coding, themes: JSON.parse(themes) as string[] });
  return rows.map((row) => ({ ...row, codings: codings.get(row.id) ?? [] }));
}
