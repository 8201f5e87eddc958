import { and, count, eq, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Database } from './open-store.ts';
import { deviceEpochs, envelopes, twinHeads } from './schema.ts';
import type { Writing } from './transaction.ts';

/** What a phone says that the last form of a chain is. */
export interface ToldHead {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
}

const mostOfPhone = 100;
// Written out as in the partial index: a bound value would keep SQLite from using it.
const holdsSeq = sql`holds_seq = 1`;

/**
 * Keeps that a phone names a number by another hash than the form that holds it here, before what it said is overwritten:
 * a copy of the phone has a form of its own under that number.
 */
export function noteTwinHead(tx: Writing, deviceId: string, told: ToldHead): void {
  const held = tx
    .select({ hash: envelopes.contentHash })
    .from(envelopes)
    .where(
      and(
        eq(envelopes.deviceId, deviceId),
        eq(envelopes.epoch, told.epoch),
        eq(envelopes.seq, told.seq),
        holdsSeq,
      ),
    )
    .get();
  if (held === undefined || held.hash === told.hash) return;
  const noted = tx
    .select({ heads: count() })
    .from(twinHeads)
    .where(eq(twinHeads.deviceId, deviceId))
    .get();
  if ((noted?.heads ?? 0) >= mostOfPhone) return;
  tx.insert(twinHeads)
    .values({ deviceId, ...told })
    .onConflictDoNothing()
    .run();
}

/**
 * Answers: under which numbers does a copy of this phone hold a form that is not here?
 * Shape:   device → places whose form here is another than a phone of this name said it holds, as noted or as last said, and
 *          whose form did not come in the meantime (then it is kept apart as a fork).
 * Rule:    A-98
 */
export function twinPlaces(
  db: Database,
  deviceId: string,
): readonly { readonly epoch: string; readonly seq: number }[] {
  const came = alias(envelopes, 'came');
  const isHere = (hash: typeof twinHeads.hash | typeof deviceEpochs.headHash) =>
    db
      .select({ one: sql`1` })
      .from(came)
      .where(and(eq(came.deviceId, deviceId), eq(came.contentHash, hash)));
  const noted = db
    .select({ epoch: twinHeads.epoch, seq: twinHeads.seq })
    .from(twinHeads)
    .where(and(eq(twinHeads.deviceId, deviceId), notExists(isHere(twinHeads.hash))))
    .all();
  const said = db
    .select({ epoch: deviceEpochs.epoch, seq: deviceEpochs.headSeq })
    .from(deviceEpochs)
    .innerJoin(
      envelopes,
      and(
        eq(envelopes.deviceId, deviceEpochs.deviceId),
        eq(envelopes.epoch, deviceEpochs.epoch),
        eq(envelopes.seq, deviceEpochs.headSeq),
        ne(envelopes.contentHash, deviceEpochs.headHash),
        holdsSeq,
      ),
    )
    .where(and(eq(deviceEpochs.deviceId, deviceId), notExists(isHere(deviceEpochs.headHash))))
    .all();
  const places = new Map([...noted, ...said].map((place) => [JSON.stringify(place), place]));
  return [...places.values()];
}
