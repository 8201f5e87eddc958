import { setImmediate } from 'node:timers/promises';
import { type Query, and, asc, eq, inArray, max, min, ne, sql } from 'drizzle-orm';
import type { CommuneScope, ProgressCount, ResponseRow } from '../ports/index.ts';
import type { Database, OpenStore } from './open-store.ts';
import { editionResponses, responses } from './schema.ts';
import { inScope } from './scope-condition.ts';

const rowsBetweenPauses = 500;

/** Streams rows on a connection of its own; other requests get their turn every few hundred rows. */
export async function* streamRows<T>(
  { openReader }: Pick<OpenStore, 'openReader'>,
  query: Query,
  toRow: (raw: unknown) => T,
): AsyncIterable<T> {
  const reader = openReader();
  try {
    const rows = reader.connection
      .prepare(query.sql)
      .raw(true)
      .iterate(...query.params);
    let sincePause = 0;
    for (const row of rows) {
      yield toRow(row);
      if (++sincePause < rowsBetweenPauses) continue;
      sincePause = 0;
      await setImmediate();
    }
  } finally {
    reader.connection.close();
  }
}

interface AskedResponses {
  readonly waveId: string;
  readonly instrumentKeys: number[];
  readonly scope: CommuneScope;
}

/** What a response is read for, of those that count now or of those that counted in an edition. */
const responseColumns = (from: typeof responses | typeof editionResponses) => ({
  responseId: from.responseId,
  revision: from.revision,
  instrumentKey: from.instrumentKey,
  commune: from.commune,
  village: from.village,
  mode: from.mode,
  finishedAt: from.finishedAt,
  packed: from.packed,
});

const isAsked = (from: typeof responses | typeof editionResponses, asked: AskedResponses) =>
  and(
    eq(from.waveId, asked.waveId),
    inArray(from.instrumentKey, asked.instrumentKeys),
    inScope(from.commune, asked.scope),
  );

/** Streams counted responses. */
export async function* countedResponses(
  { db, openReader }: OpenStore,
  asked: AskedResponses,
): AsyncIterable<ResponseRow> {
  const query = db
    .select(responseColumns(responses))
    .from(responses)
    .where(and(isAsked(responses, asked), eq(responses.state, 'counted')))
    .orderBy(asc(responses.responseId))
    .toSQL();
  yield* streamRows({ openReader }, query, (row) => toResponseRow(row as RawRow));
}

/** Streams the responses that count in the first edition of a frozen wave. */
export async function* firstEditionResponses(
  { db, openReader }: OpenStore,
  asked: AskedResponses,
): AsyncIterable<ResponseRow> {
  const query = db
    .select(responseColumns(editionResponses))
    .from(editionResponses)
    .where(
      and(
        isAsked(editionResponses, asked),
        eq(editionResponses.fromEdition, 1),
        ne(editionResponses.packed, ''),
      ),
    )
    .orderBy(asc(editionResponses.responseId))
    .toSQL();
  yield* streamRows({ openReader }, query, (row) => toResponseRow(row as RawRow));
}

/** Columns in the order of the selection above. */
type RawRow = readonly [string, number, number, string, string, string, string, string];

function toResponseRow(row: RawRow): ResponseRow {
  const [responseId, revision, instrumentKey, commune, village, mode, finishedAt, packed] = row;
  return { responseId, revision, instrumentKey, commune, village, mode, finishedAt, packed };
}

/** Counts responses by commune, village and surveyor; one pass over the index made for it. */
export function progress(
  db: Database,
  waveId: string,
  scope: CommuneScope,
): readonly ProgressCount[] {
  const { commune, village, surveyorId, state, visitOutcome, receivedAt } = responses;
  return db
    .select({
      commune,
      village,
      surveyorId,
      accepted: sql<number>`sum(${state} = 'counted')`,
      refused: sql<number>`coalesce(sum(${state} = 'visit' and ${visitOutcome} = 'refused'), 0)`,
      excluded: sql<number>`sum(${state} in ('slot-taken', 'withdrawn', 'partial'))`,
      lastReceivedAt: sql<string | null>`max(${receivedAt})`,
    })
    .from(responses)
    .where(and(eq(responses.waveId, waveId), inScope(commune, scope)))
    .groupBy(commune, village, surveyorId)
    .orderBy(asc(commune), asc(village), asc(surveyorId))
    .all();
}

/** The first and the last time at which an interview that counts was finished. */
export function interviewTimes(
  db: Database,
  waveId: string,
  scope: CommuneScope,
): { readonly first: string; readonly last: string } | null {
  const { commune, correctedAt, state } = responses;
  const row = db
    .select({ first: min(correctedAt), last: max(correctedAt) })
    .from(responses)
    .where(and(eq(responses.waveId, waveId), inScope(commune, scope), eq(state, 'counted')))
    .get();
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}
