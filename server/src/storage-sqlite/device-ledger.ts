import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { DeviceLedger } from '../ports/index.ts';
import type { Database } from './open-store.ts';
import { deviceEpochs, envelopes } from './schema.ts';

type Gap = DeviceLedger['missing'][number];

// Written out as in the partial index: a bound value would keep SQLite from using it.
const holdsSeq = sql`holds_seq = 1`;

/**
 * Answers: what came of one phone's chains, what lacks, and how often a number was used twice?
 * Shape:   device → received envelopes; gaps per epoch in order, from 1 up to the highest of the head that the phone
 *          reported and the numbers that came; forks. A gap closes when its number arrives.
 * Errors:  throws defects only.
 * Source:  the contract of the wire, protocol 1: loss is visible.
 * Rule:    A-04
 */
export function deviceLedger(db: Database, deviceId: string): DeviceLedger {
  const ofDevice = and(eq(envelopes.deviceId, deviceId), holdsSeq);
  const came = db
    .select({
      epoch: envelopes.epoch,
      received: count(),
      highest: sql<number>`max(${envelopes.seq})`,
    })
    .from(envelopes)
    .where(ofDevice)
    .groupBy(envelopes.epoch)
    .all();
  const heads = db.select().from(deviceEpochs).where(eq(deviceEpochs.deviceId, deviceId)).all();
  const epochs = [...new Set([...came, ...heads].map(({ epoch }) => epoch ?? ''))].sort();
  const missing = epochs.flatMap((epoch) => {
    const chain = came.find((row) => row.epoch === epoch);
    const head = heads.find((row) => row.epoch === epoch)?.headSeq ?? 0;
    const until = Math.max(head, chain?.highest ?? 0);
    if (chain?.received === until) return [];
    return gapsIn(epoch, until, chain ? receivedNumbers(db, deviceId, epoch) : []);
  });
  const forked = db
    .select({ forks: count() })
    .from(envelopes)
    .where(and(eq(envelopes.deviceId, deviceId), eq(envelopes.outcome, 'fork')))
    .get();
  const received = came.reduce((sum, row) => sum + row.received, 0);
  return { received, missing, forks: forked?.forks ?? 0 };
}

function receivedNumbers(db: Database, deviceId: string, epoch: string): number[] {
  return db
    .select({ seq: envelopes.seq })
    .from(envelopes)
    .where(and(eq(envelopes.deviceId, deviceId), eq(envelopes.epoch, epoch), holdsSeq))
    .orderBy(asc(envelopes.seq))
    .all()
    .map(({ seq }) => seq ?? 0);
}

function gapsIn(epoch: string, until: number, received: readonly number[]): Gap[] {
  const gaps: Gap[] = [];
  let next = 1;
  for (const seq of [...received, until + 1]) {
    if (seq > next) gaps.push({ epoch, from: next, to: seq - 1 });
    next = seq + 1;
  }
  return gaps;
}
