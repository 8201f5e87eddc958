import { and, asc, eq } from 'drizzle-orm';
import { type OpensSeals, stateOfKind } from '../ports/index.ts';
import {
  type FactSources,
  type HeldEnvelope,
  type Rebuilt,
  type RebuiltRow,
  createRecount,
} from '../storage-rules/recount.ts';
import { createLayouts } from './count-layouts.ts';
import type { Connection } from './connect.ts';
import { createEnrolledAt } from './enrolled-at.ts';
import type { Database, Reader } from './open-store.ts';
import { devices, envelopes, instruments, responses } from './schema.ts';
import { compareWithdrawn } from './withdrawals/compare-withdrawn.ts';

/** Recounts a store from its own bytes. */
export function rebuild({ db, connection }: Reader, keys: OpensSeals): Rebuilt {
  const recount = createRecount({
    ...createFactSources(db, keys),
    storedRow: (held) => storedRow(db, held),
    layoutOf: createLayouts(db),
  });
  for (const held of heldEnvelopes(db, connection)) recount.add(held);
  const rebuilt = recount.done();
  return { ...rebuilt, differences: [...rebuilt.differences, ...compareWithdrawn(connection)] };
}

/** The row of a response whose current revision this line is; null where another one is. */
function storedRow(db: Database, { receipt, line }: HeldEnvelope): RebuiltRow | null {
  const { responseId } = JSON.parse(line.toString('utf8')) as { readonly responseId: string };
  const row = db
    .select()
    .from(responses)
    .where(and(eq(responses.responseId, responseId), eq(responses.receipt, receipt)))
    .get();
  return row === undefined ? null : { ...row, state: stateOfKind(row.kind) };
}

function* heldEnvelopes(db: Database, connection: Connection): Iterable<HeldEnvelope> {
  const query = db
    .select({
      receipt: envelopes.receipt,
      contentHash: envelopes.contentHash,
      outcome: envelopes.outcome,
      receivedAt: envelopes.receivedAt,
      line: envelopes.line,
      contactAt: envelopes.contactAt,
      clockOffsetMs: envelopes.clockOffsetMs,
    })
    .from(envelopes)
    .orderBy(asc(envelopes.receipt))
    .toSQL();
  const rows = connection
    .prepare(query.sql)
    .raw(true)
    .iterate(...query.params);
  for (const raw of rows) {
    const [receipt, hash, outcome, receivedAt, line, contactAt, clockOffsetMs] = raw as [
      number,
      string,
      string,
      string,
      Buffer,
      string | null,
      number | null,
    ];
    yield { receipt, contentHash: hash, outcome, receivedAt, line, contactAt, clockOffsetMs };
  }
}

/** What the tables say of phones and instruments. */
export function createFactSources(db: Database, keys: OpensSeals): FactSources {
  const surveyors = new Map(
    db
      .select({ id: devices.id, userId: devices.userId })
      .from(devices)
      .all()
      .map(({ id, userId }) => [id, userId]),
  );
  return {
    keys,
    surveyorOf: (deviceId) => surveyors.get(deviceId),
    enrolledAt: createEnrolledAt(db),
    instrumentOf: (version) =>
      db.select().from(instruments).where(eq(instruments.version, version)).get(),
  };
}
