import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { DeviceLines } from '../ports/index.ts';
import { linesOf } from '../storage-rules/device-lines.ts';
import type { Database } from './open-store.ts';
import { envelopes, responses } from './schema.ts';

/** Reads all lines of one phone as they lie beside one another. */
export function deviceLines(db: Database, deviceId: string): DeviceLines {
  const held = db
    .select({
      epoch: sql<string>`${envelopes.epoch}`,
      seq: sql<number>`${envelopes.seq}`,
      hash: envelopes.contentHash,
      // As a blob it would be taken for SQLite's own binary JSON.
      prevHash: sql<string | null>`json_extract(cast(${envelopes.line} as text), '$.prevHash')`,
    })
    .from(envelopes)
    .where(and(eq(envelopes.deviceId, deviceId), sql`holds_seq = 1`))
    .orderBy(asc(envelopes.epoch), asc(envelopes.seq))
    .all();
  const keptApart = db
    .select({ hash: envelopes.contentHash })
    .from(envelopes)
    .where(and(eq(envelopes.deviceId, deviceId), sql`outcome <> 'stored'`))
    .all();
  const byTrust = db
    .select({ trust: responses.timeTrust, forms: count() })
    .from(envelopes)
    .innerJoin(
      responses,
      and(eq(responses.responseId, envelopes.responseId), eq(responses.receipt, envelopes.receipt)),
    )
    .where(and(eq(envelopes.deviceId, deviceId), sql`holds_seq = 1`))
    .groupBy(responses.timeTrust)
    .all();
  return linesOf(held, new Set(keptApart.map(({ hash }) => hash)), byTrust);
}
