import { type SQL, and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Theme } from '@sipas/shared/comments';
import type { CommentStore } from '../ports/index.ts';
import { speaksOf } from './comment-conditions.ts';
import type { Database } from './open-store.ts';
import { comments, editionComments, editionResponses, responses, waveEditions } from './schema.ts';
import { takenCodings } from '../storage-rules/theme-lots.ts';
import { inScope } from './scope-condition.ts';
import type { Writing } from './transaction.ts';

const ofWave = (waveId: string): SQL => eq(editionComments.waveId, waveId);

const firstEdition = (waveId: string) =>
  and(eq(waveEditions.waveId, waveId), eq(waveEditions.edition, 1));

/** Answers: is a wave frozen whose comments were not kept yet? */
export const isToBeKept = (tx: Database | Writing, waveId: string): boolean =>
  tx
    .select({ edition: waveEditions.edition })
    .from(waveEditions)
    .where(and(firstEdition(waveId), isNull(waveEditions.comments)))
    .get() !== undefined;

/** Keeps the comments of the forms that count in the first edition, each under the themes of which it speaks now. */
export function keepThemes(tx: Writing, waveId: string, themes: readonly Theme[]): void {
  tx.insert(editionComments)
    .select(
      tx
        .select({
          id: sql<string>`lower(hex(randomblob(16)))`.as('id'),
          waveId: editionResponses.waveId,
          instrumentKey: editionResponses.instrumentKey,
          commune: editionResponses.commune,
          question: comments.question,
          commentId: comments.id,
          themes: sql<string>`'[]'`.as('themes'),
        })
        .from(editionResponses)
        .innerJoin(responses, eq(responses.responseId, editionResponses.responseId))
        .innerJoin(comments, eq(comments.responseId, editionResponses.responseId))
        .where(
          and(
            eq(editionResponses.waveId, waveId),
            eq(editionResponses.fromEdition, 1),
            eq(responses.state, 'counted'),
          ),
        ),
    )
    .run();
  for (const theme of themes)
    tx.update(editionComments)
      .set({ themes: sql`json_insert(${editionComments.themes}, '$[#]', ${theme.code})` })
      .where(
        and(
          ofWave(waveId),
          inArray(
            editionComments.commentId,
            tx.select({ id: comments.id }).from(comments).where(speaksOf(theme)),
          ),
        ),
      )
      .run();
  const kept = tx.select({ all: count() }).from(editionComments).where(ofWave(waveId)).get();
  tx.update(waveEditions)
    .set({ comments: kept?.all ?? 0 })
    .where(firstEdition(waveId))
    .run();
}

/** Under which themes the comments on a question count, and how many of them were coded otherwise since. */
export function keptThemes(
  db: Database,
  { waveId, instrumentKeys, question, communes }: Parameters<CommentStore['keptThemes']>[0],
): Awaited<ReturnType<CommentStore['keptThemes']>> {
  const asked = and(
    ofWave(waveId),
    inArray(editionComments.instrumentKey, [...instrumentKeys]),
    eq(editionComments.question, question),
    inScope(editionComments.commune, communes),
  );
  const { commune, themes } = editionComments;
  const rows = db
    .select({ commune, themes, comments: count() })
    .from(editionComments)
    .where(asked)
    .groupBy(commune, themes)
    .orderBy(asc(commune), asc(themes))
    .all();
  return {
    counts: rows.map((row) => ({ ...row, themes: JSON.parse(row.themes) as string[] })),
    waiting: codedOtherwise(db, asked).length,
  };
}

/** Of the comments of a question and commune that were coded otherwise since they were kept, as many follow as may. */
export function takeCodings(tx: Writing, commentId: string, lot: number): void {
  const kept = tx
    .select()
    .from(editionComments)
    .where(eq(editionComments.commentId, commentId))
    .get();
  if (kept === undefined) return;
  const differing = codedOtherwise(
    tx,
    and(
      ofWave(kept.waveId),
      eq(editionComments.instrumentKey, kept.instrumentKey),
      eq(editionComments.commune, kept.commune),
      eq(editionComments.question, kept.question),
    ),
  );
  for (const { id, coded } of takenCodings(differing, lot))
    tx.update(editionComments).set({ themes: coded }).where(eq(editionComments.id, id)).run();
}

/** Of several people the one who coded last has the word. */
const lastCoding = sql<string | null>`(select x.themes from comment_codings x
  where x.comment_id = ${editionComments.commentId} order by x.at desc, x.user_id desc limit 1)`;

const codedOtherwise = (tx: Database | Writing, condition: SQL | undefined) =>
  tx
    .select({
      id: editionComments.id,
      counted: editionComments.themes,
      coded: sql<string>`${lastCoding}`,
    })
    .from(editionComments)
    .where(and(condition, sql`${lastCoding} <> ${editionComments.themes}`))
    .all();
