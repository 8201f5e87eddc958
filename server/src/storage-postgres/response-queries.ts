import { and, asc, eq, inArray, max, min, ne, sql } from 'drizzle-orm';
import {
  type CommuneScope,
  type InterviewRow,
  type OpensSeals,
  type ProgressCount,
  type ResponseRow,
  openEnvelope,
} from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { editionResponses, envelopes, responses } from './schema.ts';
import { inScope } from './scope-condition.ts';
import { fromStoredText } from './stored-text.ts';
import { streamRows } from './stream-rows.ts';

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

/** Streams the responses that count, or those that count in the first edition of a frozen wave. */
export async function* countedResponses(
  store: OpenDatabase,
  { waveId, instrumentKeys, scope }: AskedResponses,
  isFrozen: () => Promise<boolean>,
): AsyncIterable<ResponseRow> {
  const from = (await isFrozen()) ? editionResponses : responses;
  const counts =
    from === responses
      ? eq(responses.state, 'counted')
      : and(eq(editionResponses.fromEdition, 1), ne(editionResponses.packed, ''));
  const rows = streamRows(store, (db) =>
    db
      .select(responseColumns(from))
      .from(from)
      .where(
        and(
          eq(from.province, store.province),
          eq(from.waveId, waveId),
          inArray(from.instrumentKey, instrumentKeys),
          inScope(from.commune, scope),
          counts,
        ),
      )
      .orderBy(asc(from.responseId)),
  );
  for await (const row of rows) yield toResponseRow(row as RawRow);
}

/** Columns in the order of the selection above. */
type RawRow = readonly [string, number, number, string, string, string, string, string];

function toResponseRow(row: RawRow): ResponseRow {
  const [responseId, revision, instrumentKey, commune, village, mode, finishedAt, packed] = row;
  return {
    ...{ responseId: fromStoredText(responseId), revision, instrumentKey },
    ...{ commune: fromStoredText(commune), village: fromStoredText(village) },
    ...{ mode: fromStoredText(mode), finishedAt: fromStoredText(finishedAt), packed },
  };
}

/** Streams the interviews of a wave with the envelopes that they came in; one whose seal cannot be opened is passed over. */
export async function* interviews(
  store: OpenDatabase,
  keys: OpensSeals,
  { waveId, scope }: Pick<AskedResponses, 'waveId' | 'scope'>,
): AsyncIterable<InterviewRow> {
  const rows = streamRows(store, (db) =>
    db
      .select({
        line: envelopes.line,
        kind: responses.kind,
        instrumentKey: responses.instrumentKey,
        responseId: responses.responseId,
        commune: responses.commune,
        village: responses.village,
        surveyorId: responses.surveyorId,
        mode: responses.mode,
        packed: responses.packed,
        correctedAt: responses.correctedAt,
      })
      .from(responses)
      .innerJoin(
        envelopes,
        and(eq(envelopes.province, responses.province), eq(envelopes.receipt, responses.receipt)),
      )
      .where(
        and(
          eq(responses.province, store.province),
          eq(responses.waveId, waveId),
          inArray(responses.state, ['counted', 'partial']),
          inScope(responses.commune, scope),
        ),
      )
      .orderBy(asc(responses.responseId)),
  );
  for await (const row of rows) {
    const interview = toInterviewRow(row as RawInterview, keys);
    if (interview !== null) yield interview;
  }
}

type RawInterview = readonly [
  Buffer,
  InterviewRow['kind'],
  number,
  ...(readonly [string, string, string, string, string, string]),
  string | null,
];

function toInterviewRow(row: RawInterview, keys: OpensSeals): InterviewRow | null {
  const [line, kind, instrumentKey, ...texts] = row;
  const [responseId, commune, village, surveyorId, mode, packed] = texts
    .slice(0, 6)
    .map((text) => fromStoredText(text ?? '')) as [string, string, string, string, string, string];
  const told = { responseId, kind, instrumentKey, commune, village, surveyorId, mode, packed };
  const opened = openEnvelope(line, keys);
  return opened.ok ? { ...told, correctedAt: row[9], envelope: opened.value } : null;
}

/** Counts responses by commune, village and surveyor. */
export async function progress(
  { db, province }: OpenDatabase,
  waveId: string,
  scope: CommuneScope,
): Promise<readonly ProgressCount[]> {
  const { commune, village, surveyorId, state, visitOutcome, receivedAt } = responses;
  return db
    .select({
      commune,
      village,
      surveyorId,
      accepted: sql`count(*) filter (where ${state} = 'counted')`.mapWith(Number),
      refused:
        sql`count(*) filter (where ${state} = 'visit' and ${visitOutcome} = 'refused')`.mapWith(
          Number,
        ),
      excluded:
        sql`count(*) filter (where ${state} in ('slot-taken', 'withdrawn', 'partial'))`.mapWith(
          Number,
        ),
      lastReceivedAt: max(receivedAt),
    })
    .from(responses)
    .where(
      and(eq(responses.province, province), eq(responses.waveId, waveId), inScope(commune, scope)),
    )
    .groupBy(commune, village, surveyorId)
    .orderBy(asc(commune), asc(village), asc(surveyorId));
}

/** The first and the last time at which an interview that counts was finished. */
export async function interviewTimes(
  { db, province }: OpenDatabase,
  waveId: string,
  scope: CommuneScope,
): Promise<{ readonly first: string; readonly last: string } | null> {
  const { commune, correctedAt, state } = responses;
  const [row] = await db
    .select({ first: min(correctedAt), last: max(correctedAt) })
    .from(responses)
    .where(
      and(
        eq(responses.province, province),
        eq(responses.waveId, waveId),
        inScope(commune, scope),
        eq(state, 'counted'),
      ),
    );
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}
