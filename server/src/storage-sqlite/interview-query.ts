import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CommuneScope, InterviewRow } from '../ports/index.ts';
import type { OpenStore } from './open-store.ts';
import { streamRows } from './response-queries.ts';
import { envelopes, responses } from './schema.ts';
import { inScope } from './scope-condition.ts';

/** Streams the interviews of a wave with the envelopes that they came in. */
export function interviews(
  store: OpenStore,
  waveId: string,
  scope: CommuneScope,
): AsyncIterable<InterviewRow> {
  const query = store.db
    .select({
      responseId: responses.responseId,
      kind: responses.kind,
      instrumentKey: responses.instrumentKey,
      commune: responses.commune,
      village: responses.village,
      surveyorId: responses.surveyorId,
      mode: responses.mode,
      packed: responses.packed,
      correctedAt: responses.correctedAt,
      line: envelopes.line,
    })
    .from(responses)
    .innerJoin(envelopes, eq(envelopes.receipt, responses.receipt))
    .where(
      and(
        eq(responses.waveId, waveId),
        inArray(responses.state, ['counted', 'partial']),
        inScope(responses.commune, scope),
      ),
    )
    .orderBy(asc(responses.responseId))
    .toSQL();
  return streamRows(store, query, (row) => toInterviewRow(row as RawRow));
}

/** Columns in the order of the selection above. */
type RawRow = readonly [
  string,
  InterviewRow['kind'],
  number,
  string,
  string,
  string,
  string,
  string,
  string | null,
  Uint8Array,
];

function toInterviewRow(row: RawRow): InterviewRow {
  const [responseId, kind, instrumentKey, commune, village, surveyorId, mode, packed] = row;
  const told = { responseId, kind, instrumentKey, commune, village, surveyorId, mode, packed };
  return { ...told, correctedAt: row[8], line: row[9] };
}
