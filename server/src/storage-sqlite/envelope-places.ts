import { and, eq, ne, sql } from 'drizzle-orm';
import type { JudgedLine, StoredReceipt } from '../ports/index.ts';
import { hotStatement } from './hot-statement.ts';
import type { Connection, Database, OpenStore } from './open-store.ts';
import { envelopes } from './schema.ts';
import {
  type Place,
  answerAgain,
  contradiction,
  judgedPlace,
  othersPlace,
} from '../storage-rules/envelope-place.ts';

/** What became of one line, and whether it is new here. */
export interface Placed {
  readonly isNew: boolean;
  readonly receipt: StoredReceipt;
}

/** Keeps one line under the outcome that its place gives it. Runs inside the transaction of its batch. */
export type PlaceEnvelope = (line: JudgedLine, receivedAt: string) => Placed;

/** Prepares the statements that find and keep the place of a line, as the rules of places have it. */
export function createPlaceEnvelope({ db, connection }: OpenStore): PlaceEnvelope {
  const statements = prepareStatements(db, connection);
  const keep = (line: JudgedLine, receivedAt: string, place: Place): number | null => {
    const { changes, lastInsertRowid } = statements.insert.run({
      contentHash: line.contentHash,
      outcome: place.outcome,
      code: place.code,
      detail: place.detail,
      ...(line.claim ?? noClaim),
      holdsSeq: Number(place.holdsSeq),
      carrierDeviceId: line.carrierDeviceId,
      waveId: line.context.waveId,
      commune: line.context.commune,
      receivedAt,
      line: asBuffer(line.bytes),
      ...(line.clock ?? noClock),
    });
    return changes === 0 ? null : Number(lastInsertRowid);
  };
  const placed = (place: Place, receipt: number, receivedAt: string): Placed => ({
    isNew: true,
    receipt: { ...place.answer, receipt, receivedAt },
  });

  /** Only a later revision is asked about: the first one of a response comes before anybody else can know its id. */
  const isOfOther = ({ claim, verdict }: JudgedLine): boolean =>
    verdict.accepted &&
    claim !== null &&
    claim.revision > 1 &&
    statements.byOther.all({ ...claim }).length > 0;

  return (line, receivedAt) => {
    const first = isOfOther(line) ? othersPlace : judgedPlace(line);
    const receipt = keep(line, receivedAt, first);
    if (receipt !== null) return placed(first, receipt, receivedAt);
    const { claim } = line;
    const held = [
      ...statements.keptApartByHash.all({ contentHash: line.contentHash }),
      ...(claim ? statements.byChain.all({ ...claim }) : []),
      ...(claim ? statements.byRevision.all({ ...claim }) : []),
    ];
    const same = held.find(({ contentHash }) => contentHash === line.contentHash);
    if (same) return { isNew: false, receipt: answerAgain(same) };
    if (!claim) throw new Error('a line without a claim was refused a place');
    const place = contradiction(claim, line.contentHash, held);
    const later = keep(line, receivedAt, place);
    if (later === null) throw new Error('a contradicting envelope was refused a place');
    return placed(place, later, receivedAt);
  };
}

const noClaim = { responseId: null, revision: null, deviceId: null, epoch: null, seq: null };
const noClock = { contactAt: null, clockOffsetMs: null };

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function prepareStatements(db: Database, connection: Connection) {
  // The conditions are written out as in the partial indexes: a bound value would keep SQLite from using them.
  return {
    insert: hotStatement(
      connection,
      db
        .insert(envelopes)
        .values({
          contentHash: sql.placeholder('contentHash'),
          outcome: sql.placeholder('outcome'),
          code: sql.placeholder('code'),
          detail: sql.placeholder('detail'),
          responseId: sql.placeholder('responseId'),
          revision: sql.placeholder('revision'),
          deviceId: sql.placeholder('deviceId'),
          epoch: sql.placeholder('epoch'),
          seq: sql.placeholder('seq'),
          holdsSeq: sql.placeholder('holdsSeq'),
          carrierDeviceId: sql.placeholder('carrierDeviceId'),
          waveId: sql.placeholder('waveId'),
          commune: sql.placeholder('commune'),
          receivedAt: sql.placeholder('receivedAt'),
          line: sql.placeholder('line'),
          contactAt: sql.placeholder('contactAt'),
          clockOffsetMs: sql.placeholder('clockOffsetMs'),
        })
        .onConflictDoNothing(),
    ),
    keptApartByHash: db
      .select()
      .from(envelopes)
      .where(
        and(eq(envelopes.contentHash, sql.placeholder('contentHash')), sql`outcome <> 'stored'`),
      )
      .prepare(),
    byRevision: db
      .select()
      .from(envelopes)
      .where(
        and(
          eq(envelopes.responseId, sql.placeholder('responseId')),
          eq(envelopes.revision, sql.placeholder('revision')),
          sql`outcome in ('stored', 'quarantined')`,
        ),
      )
      .prepare(),
    byOther: db
      .select({ receipt: envelopes.receipt })
      .from(envelopes)
      .where(
        and(
          eq(envelopes.responseId, sql.placeholder('responseId')),
          ne(envelopes.deviceId, sql.placeholder('deviceId')),
          sql`outcome in ('stored', 'quarantined') and response_id is not null`,
        ),
      )
      .limit(1)
      .prepare(),
    byChain: db
      .select()
      .from(envelopes)
      .where(
        and(
          eq(envelopes.deviceId, sql.placeholder('deviceId')),
          eq(envelopes.epoch, sql.placeholder('epoch')),
          eq(envelopes.seq, sql.placeholder('seq')),
          sql`holds_seq = 1`,
        ),
      )
      .prepare(),
  };
}
