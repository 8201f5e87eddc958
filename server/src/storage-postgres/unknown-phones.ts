import { type SQL, and, asc, desc, eq, gt, isNull, notExists, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type {
  Adoption,
  JudgedAgain,
  LineAgain,
  StoredReceipt,
  UnknownPhoneStore,
} from '../ports/index.ts';
import { answerAgain } from '../storage-rules/envelope-place.ts';
import { noToken, unknownPhonesOf } from '../storage-rules/unknown-phones.ts';
import type { CommentIndex } from './comment-index.ts';
import type { LayoutReader } from './count-layouts.ts';
import type { Database, OpenDatabase } from './database.ts';
import {
  deviceActs,
  deviceAdoptions,
  devices,
  envelopes,
  linesJudgedAgain,
  unknownCallers,
  users,
} from './schema.ts';
import { storeLines } from './store-lines.ts';
import { type Writing, reading, writing } from './transaction.ts';
import { createWaitingLines, isAgain, isOfUnknown, waits } from './waiting-lines.ts';

/** Whoever calls with an unknown token may name any number of phones; so many are kept, those that called last. */
const mostCallers = 200;

/** Phones that the store lost with an older backup, in PostgreSQL. */
export function createPostgresUnknownPhones(
  store: OpenDatabase,
  comments: CommentIndex,
  layoutOf: LayoutReader,
): UnknownPhoneStore {
  const { db, province } = store;
  const waiting = createWaitingLines(store);
  const linesWhere = (condition: SQL | undefined, limit: number) =>
    reading(async () =>
      db
        .select({
          receipt: envelopes.receipt,
          receivedAt: envelopes.receivedAt,
          line: envelopes.line,
        })
        .from(envelopes)
        .leftJoin(linesJudgedAgain, isAgain)
        .where(and(eq(envelopes.province, province), condition))
        .orderBy(asc(envelopes.receipt))
        .limit(limit),
    );
  return {
    noteCaller: (deviceId, now) => writing(store, (tx) => noteCaller(tx, deviceId, now)),
    list: () =>
      reading(async () =>
        unknownPhonesOf(
          await db.select().from(unknownCallers).where(eq(unknownCallers.province, province)),
          await knownPhones(store),
          await waiting(),
        ),
      ),
    adopt: async (adoption, now, lines) => {
      const adopted = await writing(store, async (tx) => {
        const userId = await adopt(tx, adoption, now);
        const isOwn = userId === adoption.surveyorId;
        return { userId, receipts: isOwn ? await storeAgain(tx, lines, layoutOf) : [] };
      });
      comments.soon();
      return adopted;
    },
    adoption: (deviceId) => reading(() => adoptionOf(store, deviceId)),
    waiting: (deviceId, limit) => linesWhere(and(waits, eq(envelopes.detail, deviceId)), limit),
    waitingForSigner: (keyId, after, limit) =>
      linesWhere(
        and(
          sql`${envelopes.code} = 'envelope.signature-key-unknown'`,
          eq(envelopes.detail, keyId),
          gt(envelopes.receipt, after),
          isNull(linesJudgedAgain.receipt),
        ),
        limit,
      ),
    judgedAgain: (deviceId, after, limit) =>
      reading(() => judgedAgain(store, deviceId, after, limit)),
    storeAgain: async (lines) => {
      const receipts = await writing(store, (tx) => storeAgain(tx, lines, layoutOf));
      comments.soon();
      return receipts;
    },
  };
}

async function storeAgain(
  tx: Writing,
  lines: readonly LineAgain[],
  layoutOf: LayoutReader,
): Promise<readonly StoredReceipt[]> {
  const receipts = await storeLines(
    tx,
    lines.map(({ judged, waited }) => ({ line: judged, receivedAt: waited.receivedAt })),
    layoutOf,
  );
  for (const [index, { waited }] of lines.entries())
    await tx.db
      .insert(linesJudgedAgain)
      .values({
        province: tx.province,
        receipt: waited.receipt,
        standsAs: receipts[index]?.receipt ?? 0,
      })
      .onConflictDoNothing();
  return receipts;
}

/** Keeps of the phones that called by the network with an unknown token those that called last. */
async function noteCaller({ db, province }: Writing, deviceId: string, now: string): Promise<void> {
  await db
    .insert(unknownCallers)
    .values({ province, deviceId, firstSeenAt: now, lastSeenAt: now, tries: 1 })
    .onConflictDoUpdate({
      target: [unknownCallers.province, unknownCallers.deviceId],
      set: { lastSeenAt: now, tries: sql`${unknownCallers.tries} + 1` },
    });
  const ofNobody = and(
    eq(unknownCallers.province, province),
    notExists(
      db
        .select({ one: sql`1` })
        .from(devices)
        .where(and(eq(devices.province, province), eq(devices.id, unknownCallers.deviceId))),
    ),
  );
  const kept = db
    .select({ deviceId: unknownCallers.deviceId })
    .from(unknownCallers)
    .where(ofNobody)
    .orderBy(desc(unknownCallers.lastSeenAt), desc(unknownCallers.firstSeenAt))
    .limit(mostCallers);
  await db.delete(unknownCallers).where(and(ofNobody, notInArray(unknownCallers.deviceId, kept)));
}

const isAwaited = sql<boolean>`coalesce(${devices.revokedAt} is null and ${deviceAdoptions.at} > coalesce(${devices.lastContactAt}, ''), false)`;
const wasNotHeardSince = sql<boolean>`coalesce(${deviceAdoptions.at} > coalesce(${devices.lastContactAt}, ''), false)`;
const ofDevice = and(
  eq(deviceAdoptions.province, devices.province),
  eq(deviceAdoptions.deviceId, devices.id),
);

const knownPhones = async ({ db, province }: OpenDatabase) =>
  db
    .select({
      deviceId: devices.id,
      surveyor: users.username,
      adoptedAt: deviceAdoptions.at,
      heardAt: devices.lastContactAt,
      revokedAt: devices.revokedAt,
      isAwaited,
    })
    .from(devices)
    .innerJoin(users, and(eq(users.province, devices.province), eq(users.id, devices.userId)))
    .leftJoin(deviceAdoptions, ofDevice)
    .where(eq(devices.province, province));

/**
 * Makes a phone one of ours, without a token. One that is here already keeps its surveyor and its token; it is taken in once
 * more where a token that is not known called in its name since it was heard, or where it is to be, unless it is awaited
 * already. Else nothing changes. Answers whose it is.
 */
async function adopt(
  tx: Writing,
  { deviceId, name, platform, enrolledAt, surveyorId, byUserId, ifKnown }: Adoption,
  now: string,
): Promise<string> {
  const { db, province } = tx;
  const [known] = await db
    .select({ userId: devices.userId, isAwaited: wasNotHeardSince })
    .from(devices)
    .leftJoin(deviceAdoptions, ofDevice)
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  if (known !== undefined && known.userId !== surveyorId) return known.userId;
  const hasCalled = (await forgetCaller(tx, deviceId)) > 0;
  if (known === undefined)
    await db.insert(devices).values({
      ...{ province, id: deviceId, userId: surveyorId, tokenHash: noToken(deviceId) },
      ...{ name, platform, enrolledAt },
    });
  else if (!hasCalled && (known.isAwaited || ifKnown === 'where-it-called')) return surveyorId;
  const act = { province, deviceId, surveyorId, userId: byUserId, at: now };
  await db
    .insert(deviceAdoptions)
    .values({ ...act, wasEnrolled: known !== undefined })
    .onConflictDoUpdate({
      target: [deviceAdoptions.province, deviceAdoptions.deviceId],
      set: { userId: byUserId, at: now },
    });
  await db.insert(deviceActs).values({ ...act, act: 'adopted' });
  return surveyorId;
}

/** Answers: how many rows of this caller there were. */
export async function forgetCaller(
  { db, province }: { readonly db: Database; readonly province: string },
  deviceId: string,
): Promise<number> {
  const { rowCount } = await db
    .delete(unknownCallers)
    .where(and(eq(unknownCallers.province, province), eq(unknownCallers.deviceId, deviceId)));
  return rowCount ?? 0;
}

/** The lines of one phone that waited and were judged again, in the order in which they came. */
async function judgedAgain(
  { db, province }: OpenDatabase,
  deviceId: string,
  after: number,
  limit: number,
): Promise<readonly JudgedAgain[]> {
  const standing = alias(envelopes, 'standing');
  const rows = await db
    .select({
      waited: {
        receipt: envelopes.receipt,
        receivedAt: envelopes.receivedAt,
        line: envelopes.line,
      },
      standing: {
        receipt: standing.receipt,
        contentHash: standing.contentHash,
        outcome: standing.outcome,
        code: standing.code,
        detail: standing.detail,
        receivedAt: standing.receivedAt,
      },
    })
    .from(envelopes)
    .innerJoin(linesJudgedAgain, isAgain)
    .innerJoin(
      standing,
      and(
        eq(standing.province, linesJudgedAgain.province),
        eq(standing.receipt, linesJudgedAgain.standsAs),
      ),
    )
    .where(
      and(
        eq(envelopes.province, province),
        isOfUnknown,
        eq(envelopes.detail, deviceId),
        gt(envelopes.receipt, after),
      ),
    )
    .orderBy(asc(envelopes.receipt))
    .limit(limit);
  return rows.map(({ waited, standing: row }) => ({
    waited,
    contentHash: row.contentHash,
    stands: answerAgain(row),
  }));
}

/** Who took a phone in last, and when; null where nobody did. */
async function adoptionOf({ db, province }: OpenDatabase, deviceId: string) {
  const surveyors = alias(users, 'surveyors');
  const [row] = await db
    .select({
      deviceId: deviceAdoptions.deviceId,
      surveyor: surveyors.username,
      by: users.username,
      at: deviceAdoptions.at,
      wasEnrolled: deviceAdoptions.wasEnrolled,
      isSpent: sql<boolean>`exists (
        select 1 from ${devices} join ${unknownCallers}
          on ${unknownCallers.province} = ${devices.province} and ${unknownCallers.deviceId} = ${devices.id}
        where ${devices.province} = ${deviceAdoptions.province} and ${devices.id} = ${deviceAdoptions.deviceId}
          and not ${wasNotHeardSince})`,
    })
    .from(deviceAdoptions)
    .innerJoin(
      surveyors,
      and(
        eq(surveyors.province, deviceAdoptions.province),
        eq(surveyors.id, deviceAdoptions.surveyorId),
      ),
    )
    .leftJoin(
      users,
      and(eq(users.province, deviceAdoptions.province), eq(users.id, deviceAdoptions.userId)),
    )
    .where(and(eq(deviceAdoptions.province, province), eq(deviceAdoptions.deviceId, deviceId)));
  return row ?? null;
}
