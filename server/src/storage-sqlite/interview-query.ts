import { and, asc, eq, inArray } from 'drizzle-orm';
import {
  type CommuneScope,
  type InterviewRow,
  type OpensSeals,
  openEnvelope,
} from '../ports/index.ts';
import type { OpenStore } from './open-store.ts';
import { streamRows } from './response-queries.ts';
import { envelopes, responses } from './schema.ts';
import { inScope } from './scope-condition.ts';

/** Streams the interviews of a wave with the envelopes that they came in; one whose seal cannot be opened is passed over. */
export async function* interviews(
  store: OpenStore,
  keys: OpensSeals,
  { waveId, scope }: { readonly waveId: string; readonly scope: CommuneScope },
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
  for await (const row of streamRows(store, query, (raw) => toInterviewRow(raw as RawRow, keys)))
    if (row !== null) yield row;
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

function toInterviewRow(row: RawRow, keys: OpensSeals): InterviewRow | null {
  const [responseId, kind, instrumentKey, commune, village, surveyorId, mode, packed] = row;
  const told = { responseId, kind, instrumentKey, commune, village, surveyorId, mode, packed };
  const opened = openEnvelope(row[9], keys);
  return opened.ok ? { ...told, correctedAt: row[8], envelope: opened.value } : null;
}
