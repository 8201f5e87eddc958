import {
  aliasedTable,
  and,
  asc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  ne,
  or,
  sql,
} from 'drizzle-orm';
import type { ClearEnvelope } from '@sipas/shared/wire';
import {
  type ActOf,
  type DeviceAct,
  type DeviceActStore,
  type WaitingLine,
  heldBackCodes,
} from '../ports/index.ts';
import type { CommentIndex } from './comment-index.ts';
import type { SettleRow } from './current-rows.ts';
import { isKeyless } from './ingest-keys/ingest-key-store.ts';
import type { Database, OpenStore } from './open-store.ts';
import {
  deviceActs,
  deviceAdoptions,
  devices,
  enrolmentCodes,
  envelopes,
  responses,
  users,
} from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';
import type { VillageTally } from './village-tally.ts';

type Settling = Parameters<DeviceActStore['settleMisplaced']>[0][number];

/** What people do with phones, in SQLite. */
export const createSqliteDeviceActs = (
  { db }: Pick<OpenStore, 'db'>,
  settleMisplaced: DeviceActStore['settleMisplaced'],
): DeviceActStore => ({
  acts: (deviceId) => reading(() => actsOf(db, deviceId)),
  move: (asked, now) =>
    writing(db, (tx) => {
      move(tx, asked, now);
    }),
  revoke: (asked, now) =>
    writing(db, (tx) => {
      revoke(tx, asked, now);
    }),
  confirm: (asked, now) =>
    writing(db, (tx) => {
      confirm(tx, asked, now);
    }),
  noteRelease: (asked, now) =>
    writing(db, (tx) => {
      noteAct(tx, 'released', asked, now);
    }),
  heldBack: (deviceId, codes, { afterReceipt, limit }) =>
    reading(() =>
      linesOf(db)
        .where(and(isHeldBack(codes), holdsNumber(deviceId), gt(envelopes.receipt, afterReceipt)))
        .orderBy(byReceipt)
        .limit(limit)
        .all(),
    ),
  firstLines: (deviceId, limit) =>
    reading(() => linesOf(db).where(holdsNumber(deviceId)).orderBy(byReceipt).limit(limit).all()),
  misplaced: (deviceId, afterReceipt, limit) =>
    reading(() =>
      linesOf(db)
        .where(and(isMisplaced, holdsNumber(deviceId), gt(envelopes.receipt, afterReceipt)))
        .orderBy(byReceipt)
        .limit(limit)
        .all(),
    ),
  settleMisplaced,
});

const byReceipt = asc(envelopes.receipt);
// Written out as in the partial index: a bound value would keep SQLite from using it.
const holdsNumber = (deviceId: string) => and(eq(envelopes.deviceId, deviceId), sql`holds_seq = 1`);
const isMisplaced = and(
  eq(envelopes.outcome, 'quarantined'),
  eq(envelopes.code, 'unit.outside-area'),
);

const isLate = and(eq(envelopes.outcome, 'quarantined'), eq(envelopes.code, 'wave.closed'));

const isHeldBack = (codes: readonly string[]) =>
  and(eq(envelopes.outcome, 'quarantined'), inArray(envelopes.code, [...codes]));

const linesOf = (db: Database) =>
  db
    .select({ receipt: envelopes.receipt, receivedAt: envelopes.receivedAt, line: envelopes.line })
    .from(envelopes);

function actsOf(db: Database, deviceId: string): readonly DeviceAct[] {
  const [before, by] = [aliasedTable(users, 'before'), aliasedTable(users, 'by_whom')];
  return db
    .select({
      act: deviceActs.act,
      surveyor: users.name,
      before: before.name,
      reason: deviceActs.reason,
      by: by.name,
      at: deviceActs.at,
    })
    .from(deviceActs)
    .innerJoin(users, eq(users.id, deviceActs.surveyorId))
    .leftJoin(before, eq(before.id, deviceActs.beforeId))
    .leftJoin(by, eq(by.id, deviceActs.userId))
    .where(eq(deviceActs.deviceId, deviceId))
    .orderBy(asc(deviceActs.id))
    .all();
}

function move(
  tx: Writing,
  { deviceId, surveyorId, byUserId, reason }: Parameters<DeviceActStore['move']>[0],
  now: string,
): void {
  const before = surveyorOf(tx, deviceId);
  const made = tx
    .select({ responseId: envelopes.responseId })
    .from(envelopes)
    .where(and(holdsNumber(deviceId), isNotNull(envelopes.responseId)));
  // No index leads from a receipt to its response: reached by their keys, those of others are not read. A response whose
  // last revision another phone made is that phone's.
  const isOfPhone = sql`exists (select 1 from ${envelopes} where ${envelopes.receipt} = ${responses.receipt}
    and ${holdsNumber(deviceId)})`;
  // Said again this brings home what was judged while the phone was being moved.
  tx.update(responses)
    .set({ surveyorId })
    .where(
      and(inArray(responses.responseId, made), ne(responses.surveyorId, surveyorId), isOfPhone),
    )
    .run();
  if (before === surveyorId) return;
  tx.update(devices).set({ userId: surveyorId }).where(eq(devices.id, deviceId)).run();
  tx.update(deviceAdoptions)
    .set({ surveyorId })
    .where(eq(deviceAdoptions.deviceId, deviceId))
    .run();
  endCodes(tx, deviceId, now);
  const act = { deviceId, surveyorId, beforeId: before, reason, userId: byUserId, at: now };
  tx.insert(deviceActs)
    .values({ ...act, act: 'moved' })
    .run();
}

function revoke(tx: Writing, { deviceId, byUserId, reason }: ActOf, now: string): void {
  const { changes } = tx
    .update(devices)
    .set({ revokedAt: now })
    .where(and(eq(devices.id, deviceId), isNull(devices.revokedAt)))
    .run();
  if (changes === 0) return;
  endCodes(tx, deviceId, now);
  noteAct(tx, 'revoked', { deviceId, byUserId, reason }, now);
}

function confirm(
  tx: Writing,
  { deviceId, byUserId }: Parameters<DeviceActStore['confirm']>[0],
  now: string,
): void {
  const { changes } = tx
    .update(devices)
    .set({ comparison: null })
    .where(and(eq(devices.id, deviceId), isNotNull(devices.comparison)))
    .run();
  if (changes > 0) noteAct(tx, 'confirmed', { deviceId, byUserId, reason: null }, now);
}

function noteAct(
  tx: Writing,
  act: 'revoked' | 'confirmed' | 'released',
  { deviceId, byUserId, reason }: Omit<ActOf, 'reason'> & { readonly reason: string | null },
  now: string,
): void {
  const surveyorId = surveyorOf(tx, deviceId);
  tx.insert(deviceActs)
    .values({ deviceId, act, surveyorId, reason, userId: byUserId, at: now })
    .run();
}

/** Codes that were made for the phone are over. */
function endCodes(tx: Writing, deviceId: string, now: string): void {
  tx.update(enrolmentCodes)
    .set({ expiresAt: now })
    .where(and(eq(enrolmentCodes.renewsDeviceId, deviceId), isNull(enrolmentCodes.usedAt)))
    .run();
}

function surveyorOf(tx: Writing, deviceId: string): string {
  const device = tx
    .select({ userId: devices.userId })
    .from(devices)
    .where(eq(devices.id, deviceId))
    .get();
  if (device === undefined) throw new Error('something was done with a phone that is not here');
  return device.userId;
}

/**
 * Lets misplaced and late lines, and those that waited for a key or their phone, count where they lie: their bytes, receipt
 * and time stay. What waited for its key or its phone and is not acceptable waits for that from then on. Runs inside a transaction.
 */
export function createSettleMisplaced(
  { db }: Pick<OpenStore, 'db'>,
  settleRow: SettleRow,
  readAgain: CommentIndex['readAgain'],
) {
  return ({ judged, waited }: Settling, tally: VillageTally): boolean => {
    const { claim, verdict } = judged;
    if (claim === null) return false;
    if (!verdict.accepted)
      return relabel(db, judged, { outcome: 'quarantined', ...verdict }, waited);
    if (claim.revision > 1 && isAnothers(db, claim)) return relabel(db, judged, ofOther, waited);
    const [changed] = db
      .update(envelopes)
      .set({ outcome: 'stored', code: null, detail: null, ...judged.context })
      .where(
        and(
          or(isMisplaced, isLate, isKeyless, isHeldBack(heldBackCodes)),
          eq(envelopes.receipt, waited.receipt),
        ),
      )
      .returning({ contactAt: envelopes.contactAt, clockOffsetMs: envelopes.clockOffsetMs })
      .all();
    if (changed === undefined) return false;
    const { receipt, receivedAt } = waited;
    const clock = { ...changed, sinceContactMs: sinceContactMs(waited) };
    settleRow({ claim, facts: verdict.facts, clock, receipt, receivedAt }, tally);
    readAgain(receipt);
    return true;
  };
}

const ofOther = { outcome: 'conflict', code: 'response.of-other-device', detail: null } as const;

/** Of what waited for its key, or for its phone, nothing more was known. Answers: whether it counts, which it does not. */
function relabel(
  db: Database,
  { context }: Settling['judged'],
  { outcome, code, detail }: Pick<typeof envelopes.$inferSelect, 'outcome' | 'code' | 'detail'>,
  { receipt }: Settling['waited'],
): false {
  db.update(envelopes)
    .set({ outcome, code, detail, ...context })
    .where(and(or(isKeyless, isHeldBack(heldBackCodes)), eq(envelopes.receipt, receipt)))
    .run();
  return false;
}

const sinceContactMs = ({ line }: WaitingLine): number | null =>
  (JSON.parse(Buffer.from(line).toString('utf8')) as ClearEnvelope).clock.sinceContactMs;

const isAnothers = (
  db: Database,
  { responseId, deviceId }: { readonly responseId: string; readonly deviceId: string },
): boolean =>
  db
    .select({ receipt: envelopes.receipt })
    .from(envelopes)
    .where(
      and(
        eq(envelopes.responseId, responseId),
        ne(envelopes.deviceId, deviceId),
        sql`outcome in ('stored', 'quarantined') and response_id is not null`,
      ),
    )
    .limit(1)
    .get() !== undefined;
