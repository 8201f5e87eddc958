import {
  type SQL,
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
import type { Arrival } from '../storage-rules/current-row.ts';
import type { CommentIndex } from './comment-index.ts';
import type { LayoutReader } from './count-layouts.ts';
import type { OpenDatabase } from './database.ts';
import {
  deviceActs,
  deviceAdoptions,
  devices,
  enrolmentCodes,
  envelopes,
  responses,
  users,
} from './schema.ts';
import { settle } from './settle-rows.ts';
import { readPhones, readSettling } from './settled-rows.ts';
import { refuseMoved } from './store-lines.ts';
import { type Writing, reading, writing } from './transaction.ts';

type Settling = Parameters<DeviceActStore['settleMisplaced']>[0][number];

/** What people do with phones, in PostgreSQL. */
export function createPostgresDeviceActs(
  store: OpenDatabase,
  comments: CommentIndex,
  layoutOf: LayoutReader,
): DeviceActStore {
  const linesWhere = (condition: SQL | undefined, limit: number) =>
    reading(async () =>
      store.db
        .select({
          receipt: envelopes.receipt,
          receivedAt: envelopes.receivedAt,
          line: envelopes.line,
        })
        .from(envelopes)
        .where(condition)
        .orderBy(asc(envelopes.receipt))
        .limit(limit),
    );
  return {
    acts: (deviceId) => reading(() => actsOf(store, deviceId)),
    move: (asked, now) => writing(store, (tx) => move(tx, asked, now)),
    revoke: (asked, now) => writing(store, (tx) => revoke(tx, asked, now)),
    confirm: (asked, now) => writing(store, (tx) => confirm(tx, asked, now)),
    noteRelease: (asked, now) => writing(store, (tx) => noteAct(tx, 'released', asked, now)),
    heldBack: (deviceId, codes, { afterReceipt, limit }) =>
      linesWhere(
        and(
          or(...codes.map(isQuarantined)),
          holdsNumber(store.province, deviceId),
          gt(envelopes.receipt, afterReceipt),
        ),
        limit,
      ),
    firstLines: (deviceId, limit) => linesWhere(holdsNumber(store.province, deviceId), limit),
    misplaced: (deviceId, afterReceipt, limit) =>
      linesWhere(
        and(
          isMisplaced,
          holdsNumber(store.province, deviceId),
          gt(envelopes.receipt, afterReceipt),
        ),
        limit,
      ),
    settleMisplaced: async (lines) => {
      const settled = await writing(store, (tx) => release(tx, lines, { comments, layoutOf }));
      comments.soon();
      return settled;
    },
  };
}

const holdsNumber = (province: string, deviceId: string) =>
  and(eq(envelopes.province, province), eq(envelopes.deviceId, deviceId), sql`holds_seq`);
const isQuarantined = (code: string) =>
  and(eq(envelopes.outcome, 'quarantined'), sql`${envelopes.code} = ${sql.raw(`'${code}'`)}`);
const isMisplaced = isQuarantined('unit.outside-area');
const isHeldBack = or(...heldBackCodes.map(isQuarantined));
const isLate = isQuarantined('wave.closed');
export const isKeyless = isQuarantined('envelope.key-unknown');

async function actsOf(
  { db, province }: OpenDatabase,
  deviceId: string,
): Promise<readonly DeviceAct[]> {
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
    .innerJoin(
      users,
      and(eq(users.province, deviceActs.province), eq(users.id, deviceActs.surveyorId)),
    )
    .leftJoin(
      before,
      and(eq(before.province, deviceActs.province), eq(before.id, deviceActs.beforeId)),
    )
    .leftJoin(by, and(eq(by.province, deviceActs.province), eq(by.id, deviceActs.userId)))
    .where(and(eq(deviceActs.province, province), eq(deviceActs.deviceId, deviceId)))
    .orderBy(asc(deviceActs.id));
}

async function move(
  tx: Writing,
  { deviceId, surveyorId, byUserId, reason }: Parameters<DeviceActStore['move']>[0],
  now: string,
): Promise<void> {
  const { db, province } = tx;
  const before = await surveyorOf(tx, deviceId);
  const made = db
    .select({ responseId: envelopes.responseId })
    .from(envelopes)
    .where(and(holdsNumber(province, deviceId), isNotNull(envelopes.responseId)));
  // A response whose last revision another phone made is that phone's.
  const isOfPhone = sql`exists (select 1 from ${envelopes} where ${envelopes.receipt} = ${responses.receipt}
    and ${holdsNumber(province, deviceId)})`;
  // Said again this brings home what was judged while the phone was being moved.
  await db
    .update(responses)
    .set({ surveyorId })
    .where(
      and(
        eq(responses.province, province),
        inArray(responses.responseId, made),
        ne(responses.surveyorId, surveyorId),
        isOfPhone,
      ),
    );
  if (before === surveyorId) return;
  await db
    .update(devices)
    .set({ userId: surveyorId })
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  await db
    .update(deviceAdoptions)
    .set({ surveyorId })
    .where(and(eq(deviceAdoptions.province, province), eq(deviceAdoptions.deviceId, deviceId)));
  await endCodes(tx, deviceId, now);
  const act = { deviceId, surveyorId, beforeId: before, reason, userId: byUserId, at: now };
  await db.insert(deviceActs).values({ ...act, province, act: 'moved' });
}

async function revoke(
  tx: Writing,
  { deviceId, byUserId, reason }: ActOf,
  now: string,
): Promise<void> {
  const { db, province } = tx;
  const { rowCount } = await db
    .update(devices)
    .set({ revokedAt: now })
    .where(
      and(eq(devices.province, province), eq(devices.id, deviceId), isNull(devices.revokedAt)),
    );
  if (rowCount === 0) return;
  await endCodes(tx, deviceId, now);
  await noteAct(tx, 'revoked', { deviceId, byUserId, reason }, now);
}

async function confirm(
  tx: Writing,
  { deviceId, byUserId }: Parameters<DeviceActStore['confirm']>[0],
  now: string,
): Promise<void> {
  const { rowCount } = await tx.db
    .update(devices)
    .set({ comparison: null })
    .where(
      and(
        eq(devices.province, tx.province),
        eq(devices.id, deviceId),
        isNotNull(devices.comparison),
      ),
    );
  if (rowCount !== 0) await noteAct(tx, 'confirmed', { deviceId, byUserId, reason: null }, now);
}

async function noteAct(
  tx: Writing,
  act: 'revoked' | 'confirmed' | 'released',
  { deviceId, byUserId, reason }: Omit<ActOf, 'reason'> & { readonly reason: string | null },
  now: string,
): Promise<void> {
  const { db, province } = tx;
  const surveyorId = await surveyorOf(tx, deviceId);
  await db
    .insert(deviceActs)
    .values({ province, deviceId, act, surveyorId, reason, userId: byUserId, at: now });
}

/** Codes that were made for the phone are over. */
async function endCodes({ db, province }: Writing, deviceId: string, now: string): Promise<void> {
  await db
    .update(enrolmentCodes)
    .set({ expiresAt: now })
    .where(
      and(
        eq(enrolmentCodes.province, province),
        eq(enrolmentCodes.renewsDeviceId, deviceId),
        isNull(enrolmentCodes.usedAt),
      ),
    );
}

async function surveyorOf({ db, province }: Writing, deviceId: string): Promise<string> {
  const [device] = await db
    .select({ userId: devices.userId })
    .from(devices)
    .where(and(eq(devices.province, province), eq(devices.id, deviceId)));
  if (device === undefined) throw new Error('something was done with a phone that is not here');
  return device.userId;
}

/**
 * Lets misplaced and late lines, and those that waited for a key or their phone, count where they lie: their bytes, receipt
 * and time stay. What waited for its key or its phone and is not acceptable waits for that from then on. Answers: how many count.
 */
async function release(
  tx: Writing,
  lines: readonly Settling[],
  { comments, layoutOf }: { readonly comments: CommentIndex; readonly layoutOf: LayoutReader },
): Promise<number> {
  const judged = lines.map((line) => line.judged);
  const phones = await readPhones(tx, judged);
  refuseMoved(judged, phones);
  const arrivals: Arrival[] = [];
  for (const line of lines) {
    const arrival = await releaseOne(tx, line);
    if (arrival !== null) arrivals.push(arrival);
  }
  const read = await readSettling(tx, arrivals);
  const enrolledAt = (deviceId: string) => phones.get(deviceId)?.enrolledAt;
  const settled = await settle(tx, arrivals, { read, enrolledAt, layoutOf });
  await settled.write();
  for (const { receipt } of arrivals) await comments.readAgain(tx, receipt);
  return arrivals.length;
}

async function releaseOne(tx: Writing, { judged, waited }: Settling): Promise<Arrival | null> {
  const { claim, verdict, context } = judged;
  if (claim === null) return null;
  if (!verdict.accepted) {
    await relabel(tx, { outcome: 'quarantined', ...pickCode(verdict), ...context }, waited);
    return null;
  }
  if (claim.revision > 1 && (await isAnothers(tx, claim))) {
    await relabel(tx, { ...ofOther, ...context }, waited);
    return null;
  }
  const [changed] = await tx.db
    .update(envelopes)
    .set({ outcome: 'stored', code: null, detail: null, ...context })
    .where(
      and(
        eq(envelopes.province, tx.province),
        or(isMisplaced, isLate, isKeyless, isHeldBack),
        eq(envelopes.receipt, waited.receipt),
      ),
    )
    .returning({ contactAt: envelopes.contactAt, clockOffsetMs: envelopes.clockOffsetMs });
  if (changed === undefined) return null;
  const { receipt, receivedAt } = waited;
  const clock = { ...changed, sinceContactMs: sinceContactMs(waited) };
  return { claim, facts: verdict.facts, clock, receipt, receivedAt };
}

const pickCode = ({ code, detail }: { readonly code: string; readonly detail: string }) => ({
  code,
  detail,
});

const ofOther = { outcome: 'conflict', code: 'response.of-other-device', detail: null } as const;

/** Of what waited for its key, or for its phone, nothing more was known. */
async function relabel(
  { db, province }: Writing,
  changes: Partial<typeof envelopes.$inferInsert>,
  { receipt }: Settling['waited'],
): Promise<void> {
  await db
    .update(envelopes)
    .set(changes)
    .where(
      and(
        eq(envelopes.province, province),
        or(isKeyless, isHeldBack),
        eq(envelopes.receipt, receipt),
      ),
    );
}

const sinceContactMs = ({ line }: WaitingLine): number | null =>
  (JSON.parse(Buffer.from(line).toString('utf8')) as ClearEnvelope).clock.sinceContactMs;

async function isAnothers(
  { db, province }: Writing,
  { responseId, deviceId }: { readonly responseId: string; readonly deviceId: string },
): Promise<boolean> {
  const [other] = await db
    .select({ receipt: envelopes.receipt })
    .from(envelopes)
    .where(
      and(
        eq(envelopes.province, province),
        eq(envelopes.responseId, responseId),
        ne(envelopes.deviceId, deviceId),
        sql`outcome in ('stored', 'quarantined') and response_id is not null`,
      ),
    )
    .limit(1);
  return other !== undefined;
}
