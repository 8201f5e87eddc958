import { and, asc, desc, eq, gt, isNull, notExists, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type {
  Adoption,
  JudgedAgain,
  LineAgain,
  StoredReceipt,
  UnknownPhone,
  UnknownPhoneStore,
  WaitingLine,
} from '../ports/index.ts';
import { answerAgain } from '../storage-rules/envelope-place.ts';
import { type WaitingOfPhone, noToken, unknownPhonesOf } from '../storage-rules/unknown-phones.ts';
import type { Database, OpenStore } from './open-store.ts';
import {
  deviceActs,
  deviceAdoptions,
  devices,
  envelopes,
  linesJudgedAgain,
  unknownCallers,
  users,
} from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';
import { createWaitingLines, isOfUnknown, waits } from './waiting-lines.ts';

/** Whoever calls with an unknown token may name any number of phones; so many are kept, those that called last. */
const mostCallers = 200;

/** Runs a write that keeps lines again, in one transaction that others may share. */
export type StoringAgain = <T>(
  work: (storeAgain: (lines: readonly LineAgain[]) => StoredReceipt[]) => T,
) => Promise<T>;

/** Phones that the store lost with an older backup, in SQLite. */
export const createSqliteUnknownPhones = (
  { db }: Pick<OpenStore, 'db'>,
  storingAgain: StoringAgain,
): UnknownPhoneStore => {
  const waiting = createWaitingLines(db);
  return {
    noteCaller: (deviceId, now) =>
      writing(db, (tx) => {
        noteCaller(tx, deviceId, now);
      }),
    list: () => reading(() => unknownPhones(db, waiting())),
    adopt: (adoption, now, lines) =>
      storingAgain((storeAgain) => {
        const userId = adopt(db, adoption, now);
        return { userId, receipts: userId === adoption.surveyorId ? storeAgain(lines) : [] };
      }),
    adoption: (deviceId) => reading(() => adoptionOf(db, deviceId)),
    waiting: (deviceId, limit) => reading(() => waitingLines(db, deviceId, limit)),
    waitingForSigner: (keyId, after, limit) =>
      reading(() => linesForSigner(db, keyId, after, limit)),
    judgedAgain: (deviceId, after, limit) => reading(() => judgedAgain(db, deviceId, after, limit)),
    storeAgain: (lines) => storingAgain((storeAgain) => storeAgain(lines)),
  };
};

/**
 * Answers: what is kept of a phone that called by the network with a token that is not known?
 * Shape:   its id as it says it, when it called first and last, how often. Of those that are not enrolled the 200 that called
 *          last; of those that are, one row each until they are heard, so that invented ids put none of them out.
 * Errors:  throws defects only.
 * Source:  decision 61.
 * Rule:    A-90
 */
function noteCaller(tx: Writing, deviceId: string, now: string): void {
  tx.insert(unknownCallers)
    .values({ deviceId, firstSeenAt: now, lastSeenAt: now, tries: 1 })
    .onConflictDoUpdate({
      target: unknownCallers.deviceId,
      set: { lastSeenAt: now, tries: sql`${unknownCallers.tries} + 1` },
    })
    .run();
  const kept = tx
    .select({ deviceId: unknownCallers.deviceId })
    .from(unknownCallers)
    .where(isOfNobody(tx))
    .orderBy(desc(unknownCallers.lastSeenAt), desc(unknownCallers.firstSeenAt))
    .limit(mostCallers);
  tx.delete(unknownCallers)
    .where(and(isOfNobody(tx), notInArray(unknownCallers.deviceId, kept)))
    .run();
}

const isOfNobody = (tx: Writing) =>
  notExists(tx.select().from(devices).where(eq(devices.id, unknownCallers.deviceId)));

const wasNotHeardSince = sql<number>`${deviceAdoptions.at} > coalesce(${devices.lastContactAt}, '')`;

/** Reads the phones that called or whose lines wait, and those taken in that were not heard since. */
const unknownPhones = (
  db: Database,
  byFile: ReadonlyMap<string, WaitingOfPhone>,
): readonly UnknownPhone[] =>
  unknownPhonesOf(
    db.select().from(unknownCallers).all(),
    db
      .select({
        deviceId: devices.id,
        surveyor: users.username,
        adoptedAt: deviceAdoptions.at,
        heardAt: devices.lastContactAt,
        revokedAt: devices.revokedAt,
        isAwaited: sql<boolean>`${devices.revokedAt} is null and ${wasNotHeardSince}`.mapWith(
          Boolean,
        ),
      })
      .from(devices)
      .innerJoin(users, eq(users.id, devices.userId))
      .leftJoin(deviceAdoptions, eq(deviceAdoptions.deviceId, devices.id))
      .all(),
    byFile,
  );

/** The oldest lines of one phone that wait because it was unknown, in the order in which they came. */
const waitingLines = (db: Database, deviceId: string, limit: number): readonly WaitingLine[] =>
  db
    .select({
      receipt: envelopes.receipt,
      receivedAt: envelopes.receivedAt,
      line: envelopes.line,
    })
    .from(envelopes)
    .leftJoin(linesJudgedAgain, eq(linesJudgedAgain.receipt, envelopes.receipt))
    .where(and(waits, eq(envelopes.detail, deviceId)))
    .orderBy(asc(envelopes.receipt))
    .limit(limit)
    .all();

/** Lines that wait for their phone to tell a key, in the order in which they came. */
const linesForSigner = (
  db: Database,
  keyId: string,
  after: number,
  limit: number,
): readonly WaitingLine[] =>
  db
    .select({
      receipt: envelopes.receipt,
      receivedAt: envelopes.receivedAt,
      line: envelopes.line,
    })
    .from(envelopes)
    .leftJoin(linesJudgedAgain, eq(linesJudgedAgain.receipt, envelopes.receipt))
    .where(
      and(
        // Written out as in the partial index.
        sql`${envelopes.code} = 'envelope.signature-key-unknown'`,
        eq(envelopes.detail, keyId),
        isNull(linesJudgedAgain.receipt),
        gt(envelopes.receipt, after),
      ),
    )
    .orderBy(asc(envelopes.receipt))
    .limit(limit)
    .all();

/**
 * Makes the phone one of ours, without a token. One that is here already keeps its surveyor and its token; it is taken in
 * once more where a token that is not known called in its name since it was heard, or where it is to be, unless it is awaited
 * already. Else nothing changes. Answers whose it is.
 */
function adopt(
  tx: Database,
  { deviceId, name, platform, enrolledAt, surveyorId, byUserId, ifKnown }: Adoption,
  now: string,
): string {
  const known = tx
    .select({ userId: devices.userId, isAwaited: wasNotHeardSince })
    .from(devices)
    .leftJoin(deviceAdoptions, eq(deviceAdoptions.deviceId, devices.id))
    .where(eq(devices.id, deviceId))
    .get();
  if (known !== undefined && known.userId !== surveyorId) return known.userId;
  const hasCalled = forgetCaller(tx, deviceId) > 0;
  if (known === undefined)
    tx.insert(devices)
      .values({
        id: deviceId,
        userId: surveyorId,
        tokenHash: noToken(deviceId),
        name,
        platform,
        enrolledAt,
      })
      .run();
  else if (!hasCalled && (known.isAwaited === 1 || ifKnown === 'where-it-called'))
    return surveyorId;
  const act = { deviceId, surveyorId, userId: byUserId, at: now };
  tx.insert(deviceAdoptions)
    .values({ ...act, wasEnrolled: known !== undefined })
    .onConflictDoUpdate({
      target: deviceAdoptions.deviceId,
      set: { userId: byUserId, at: now },
    })
    .run();
  tx.insert(deviceActs)
    .values({ ...act, act: 'adopted' })
    .run();
  return surveyorId;
}

/** Answers: how many rows of this caller there were. */
export const forgetCaller = (tx: Pick<Database, 'delete'>, deviceId: string): number =>
  tx.delete(unknownCallers).where(eq(unknownCallers.deviceId, deviceId)).run().changes;

/** The lines of one phone that waited and were judged again, in the order in which they came. */
function judgedAgain(
  db: Database,
  deviceId: string,
  after: number,
  limit: number,
): readonly JudgedAgain[] {
  const standing = alias(envelopes, 'standing');
  return db
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
    .innerJoin(linesJudgedAgain, eq(linesJudgedAgain.receipt, envelopes.receipt))
    .innerJoin(standing, eq(standing.receipt, linesJudgedAgain.standsAs))
    .where(and(isOfUnknown, eq(envelopes.detail, deviceId), gt(envelopes.receipt, after)))
    .orderBy(asc(envelopes.receipt))
    .limit(limit)
    .all()
    .map(({ waited, standing: row }) => ({
      waited,
      contentHash: row.contentHash,
      stands: answerAgain(row),
    }));
}

/** Who took a phone in last, and when; null where nobody did. */
function adoptionOf(db: Database, deviceId: string) {
  return (
    db
      .select({
        deviceId: deviceAdoptions.deviceId,
        surveyor: sql<string>`(select ${users.username} from ${users} where ${users.id} = ${deviceAdoptions.surveyorId})`,
        by: users.username,
        at: deviceAdoptions.at,
        wasEnrolled: deviceAdoptions.wasEnrolled,
        isSpent: sql<boolean>`exists (
          select 1 from ${devices}
          join ${unknownCallers} on ${unknownCallers.deviceId} = ${devices.id}
          where ${devices.id} = ${deviceAdoptions.deviceId} and not (${wasNotHeardSince})
        )`.mapWith(Boolean),
      })
      .from(deviceAdoptions)
      .leftJoin(users, eq(users.id, deviceAdoptions.userId))
      .where(eq(deviceAdoptions.deviceId, deviceId))
      .get() ?? null
  );
}

/** Notes under which receipt a line stands now. Runs inside the transaction that placed it. */
export function createNoteStanding(db: Database): (from: number, standsAs: number) => void {
  const insert = db
    .insert(linesJudgedAgain)
    .values({ receipt: sql.placeholder('receipt'), standsAs: sql.placeholder('standsAs') })
    .onConflictDoNothing()
    .prepare();
  return (receipt, standsAs) => {
    insert.run({ receipt, standsAs });
  };
}
