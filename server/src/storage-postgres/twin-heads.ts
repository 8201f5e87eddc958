import { and, count, eq, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { OpenDatabase } from './database.ts';
import { deviceEpochs, envelopes, twinHeads } from './schema.ts';
import type { Writing } from './transaction.ts';

/** What a phone says that the last form of a chain is. */
interface ToldHead {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
}

const mostOfPhone = 100;

/** Keeps that a phone names a number by another hash than the form that holds it here. */
export async function noteTwinHead(
  { db, province }: Writing,
  deviceId: string,
  told: ToldHead,
): Promise<void> {
  const [held] = await db
    .select({ hash: envelopes.contentHash })
    .from(envelopes)
    .where(
      and(
        eq(envelopes.province, province),
        eq(envelopes.deviceId, deviceId),
        eq(envelopes.epoch, told.epoch),
        eq(envelopes.seq, told.seq),
        sql`holds_seq`,
      ),
    );
  if (held === undefined || held.hash === told.hash) return;
  const [noted] = await db
    .select({ heads: count() })
    .from(twinHeads)
    .where(and(eq(twinHeads.province, province), eq(twinHeads.deviceId, deviceId)));
  if ((noted?.heads ?? 0) >= mostOfPhone) return;
  await db
    .insert(twinHeads)
    .values({ province, deviceId, ...told })
    .onConflictDoNothing();
}

/** Answers: under which numbers does a copy of this phone hold a form that is not here? */
export async function twinPlaces(
  { db, province }: OpenDatabase,
  deviceId: string,
): Promise<readonly { readonly epoch: string; readonly seq: number }[]> {
  const came = alias(envelopes, 'came');
  const isHere = (hash: typeof twinHeads.hash | typeof deviceEpochs.headHash) =>
    db
      .select({ one: sql`1` })
      .from(came)
      .where(
        and(eq(came.province, province), eq(came.deviceId, deviceId), eq(came.contentHash, hash)),
      );
  const noted = await db
    .select({ epoch: twinHeads.epoch, seq: twinHeads.seq })
    .from(twinHeads)
    .where(
      and(
        eq(twinHeads.province, province),
        eq(twinHeads.deviceId, deviceId),
        notExists(isHere(twinHeads.hash)),
      ),
    );
  const said = await db
    .select({ epoch: deviceEpochs.epoch, seq: deviceEpochs.headSeq })
    .from(deviceEpochs)
    .innerJoin(
      envelopes,
      and(
        eq(envelopes.province, deviceEpochs.province),
        eq(envelopes.deviceId, deviceEpochs.deviceId),
        eq(envelopes.epoch, deviceEpochs.epoch),
        eq(envelopes.seq, deviceEpochs.headSeq),
        ne(envelopes.contentHash, deviceEpochs.headHash),
        sql`${envelopes.holdsSeq}`,
      ),
    )
    .where(
      and(
        eq(deviceEpochs.province, province),
        eq(deviceEpochs.deviceId, deviceId),
        notExists(isHere(deviceEpochs.headHash)),
      ),
    );
  const places = new Map([...noted, ...said].map((place) => [JSON.stringify(place), place]));
  return [...places.values()];
}
