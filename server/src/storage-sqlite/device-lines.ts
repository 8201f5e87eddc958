import { and, asc, count, eq, sql } from 'drizzle-orm';
import { timeTrusts } from '@sipas/shared/response';
import type { DeviceLines } from '../ports/index.ts';
import type { Database } from './open-store.ts';
import { envelopes, responses } from './schema.ts';

/**
 * Answers: where do the lines of one phone not follow each other, and how well are their times known?
 * Shape:   device → places whose `prevHash` is not the hash of the number before it, where that number is here; also a
 *          first number that follows another. After a number used twice, either of the two may be followed. It is shown
 *          and quarantines nothing: the bytes of each line are proven by their own hash.
 * Errors:  throws defects only.
 * Source:  the contract of the wire, protocol 1: one chain a device and epoch; decision 25.
 * Rule:    A-53
 */
export function deviceLines(db: Database, deviceId: string): DeviceLines {
  return { brokenLinks: brokenLinks(db, deviceId), times: timesOf(db, deviceId) };
}

function brokenLinks(db: Database, deviceId: string): DeviceLines['brokenLinks'] {
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
  const hashAt = new Map(held.map(({ epoch, seq, hash }) => [`${epoch} ${String(seq)}`, hash]));
  const forkHashes = new Set(
    db
      .select({ hash: envelopes.contentHash })
      .from(envelopes)
      .where(and(eq(envelopes.deviceId, deviceId), sql`outcome <> 'stored'`))
      .all()
      .map(({ hash }) => hash),
  );
  return held
    .filter(({ epoch, seq, prevHash }) => {
      const named = prevHash ?? '';
      if (seq === 1) return named !== '';
      const before = hashAt.get(`${epoch} ${String(seq - 1)}`);
      return before !== undefined && named !== before && !forkHashes.has(named);
    })
    .map(({ epoch, seq }) => ({ epoch, seq }));
}

function timesOf(db: Database, deviceId: string): DeviceLines['times'] {
  const counted = db
    .select({ trust: responses.timeTrust, forms: count() })
    .from(envelopes)
    .innerJoin(
      responses,
      and(eq(responses.responseId, envelopes.responseId), eq(responses.receipt, envelopes.receipt)),
    )
    .where(and(eq(envelopes.deviceId, deviceId), sql`holds_seq = 1`))
    .groupBy(responses.timeTrust)
    .all();
  return Object.fromEntries(
    timeTrusts.map((trust) => [trust, counted.find((row) => row.trust === trust)?.forms ?? 0]),
  ) as DeviceLines['times'];
}
