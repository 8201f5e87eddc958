import { type SQL, and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Theme } from '@sipas/shared/comments';
import type { CommentStore } from '../ports/index.ts';
import { speaksOf } from './comment-conditions.ts';
import type { OpenDatabase } from './database.ts';
import { comments, editionComments, waveEditions } from './schema.ts';
import { takenCodings } from '../storage-rules/theme-lots.ts';
import { inScope } from './scope-condition.ts';
import type { Writing } from './transaction.ts';

type Province = Pick<OpenDatabase, 'db' | 'province'>;

const ofWave = (province: string, waveId: string) =>
  and(eq(editionComments.province, province), eq(editionComments.waveId, waveId));

const firstEdition = (province: string, waveId: string) =>
  and(
    eq(waveEditions.province, province),
    eq(waveEditions.waveId, waveId),
    eq(waveEditions.edition, 1),
  );

/** Answers: is a wave frozen whose comments were not kept yet? */
export async function isToBeKept({ db, province }: Province, waveId: string): Promise<boolean> {
  const found = await db
    .select({ edition: waveEditions.edition })
    .from(waveEditions)
    .where(and(firstEdition(province, waveId), isNull(waveEditions.comments)));
  return found.length > 0;
}

/** Keeps the comments of the forms that count in the first edition, each under the themes of which it speaks now. */
export async function keepThemes(
  { db, connection, province }: Writing,
  waveId: string,
  themes: readonly Theme[],
): Promise<void> {
  await connection.query(
    `insert into edition_comments (province, id, wave_id, instrument_key, commune, question, comment_id, themes)
     select e.province, gen_random_uuid()::text, e.wave_id, e.instrument_key, e.commune, c.question, c.id, '[]'
     from edition_responses e
     join responses r on r.province = e.province and r.response_id = e.response_id
     join comments c on c.province = e.province and c.response_id = e.response_id
     where e.province = $1 and e.wave_id = $2 and e.from_edition = 1 and r.state = 'counted'`,
    [province, waveId],
  );
  for (const theme of themes)
    await db
      .update(editionComments)
      .set({ themes: withCode(theme.code) })
      .where(
        and(
          ofWave(province, waveId),
          inArray(
            editionComments.commentId,
            db
              .select({ id: comments.id })
              .from(comments)
              .where(and(eq(comments.province, province), speaksOf(theme))),
          ),
        ),
      );
  const [kept] = await db
    .select({ all: count() })
    .from(editionComments)
    .where(ofWave(province, waveId));
  await db
    .update(waveEditions)
    .set({ comments: kept?.all ?? 0 })
    .where(firstEdition(province, waveId));
}

/** A list with one code more, in the bytes in which lists of codes are written here. */
const withCode = (code: string): SQL =>
  sql`replace((${editionComments.themes}::jsonb || ${JSON.stringify([code])}::jsonb)::text, '", "', '","')`;

/** Under which themes the comments on a question count, and how many of them were coded otherwise since. */
export async function keptThemes(
  store: Province,
  { waveId, instrumentKeys, question, communes }: Parameters<CommentStore['keptThemes']>[0],
): ReturnType<CommentStore['keptThemes']> {
  const { db, province } = store;
  const asked = and(
    ofWave(province, waveId),
    instrumentKeys.length === 0
      ? sql`false`
      : inArray(editionComments.instrumentKey, [...instrumentKeys]),
    eq(editionComments.question, question),
    inScope(editionComments.commune, communes),
  );
  const { commune, themes } = editionComments;
  const rows = await db
    .select({ commune, themes, comments: count() })
    .from(editionComments)
    .where(asked)
    .groupBy(commune, themes)
    .orderBy(asc(commune), asc(themes));
  return {
    counts: rows.map((row) => ({ ...row, themes: JSON.parse(row.themes) as string[] })),
    waiting: (await codedOtherwise(store, asked)).length,
  };
}

/** Of the comments of a question and commune that were coded otherwise since they were kept, as many follow as may. */
export async function takeCodings(tx: Writing, commentId: string, lot: number): Promise<void> {
  const { db, province } = tx;
  const [kept] = await db
    .select()
    .from(editionComments)
    .where(and(eq(editionComments.province, province), eq(editionComments.commentId, commentId)));
  if (kept === undefined) return;
  const differing = await codedOtherwise(
    tx,
    and(
      ofWave(province, kept.waveId),
      eq(editionComments.instrumentKey, kept.instrumentKey),
      eq(editionComments.commune, kept.commune),
      eq(editionComments.question, kept.question),
    ),
  );
  for (const { id, coded } of takenCodings(differing, lot))
    await db
      .update(editionComments)
      .set({ themes: coded })
      .where(and(eq(editionComments.province, province), eq(editionComments.id, id)));
}

/** Of several people the one who coded last has the word. */
const lastCoding = sql<string | null>`(select x.themes from comment_codings x
  where x.province = ${editionComments.province} and x.comment_id = ${editionComments.commentId}
  order by x.at desc, x.user_id desc limit 1)`;

const codedOtherwise = ({ db }: Pick<Province, 'db'>, condition: SQL | undefined) =>
  db
    .select({
      id: editionComments.id,
      counted: editionComments.themes,
      coded: sql<string>`${lastCoding}`,
    })
    .from(editionComments)
    .where(and(condition, sql`${lastCoding} <> ${editionComments.themes}`));
