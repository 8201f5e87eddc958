import { eq, max, sql } from 'drizzle-orm';
import {
  type DeviceActStore,
  type JudgedLine,
  type LineAgain,
  type OpensSeals,
  PhoneMoved,
  type PushContact,
  type ResponseStore,
  type StoredReceipt,
} from '../ports/index.ts';
import type { CommentIndex } from './comment-index.ts';
import { createLayouts } from './count-layouts.ts';
import { createSettleRow } from './current-rows.ts';
import { createSettleMisplaced } from './device-acts.ts';
import { createNoteContact } from './device-contacts.ts';
import { createPlaceEnvelope } from './envelope-places.ts';
import { createGroupCommit } from './group-commit.ts';
import { interviews } from './interview-query.ts';
import { keptApart, keptApartOfDevice } from './kept-apart.ts';
import type { OpenStore } from './open-store.ts';
import {
  countedResponses,
  firstEditionResponses,
  interviewTimes,
  progress,
} from './response-queries.ts';
import { devices, storeMeta, waveEditions } from './schema.ts';
import { reading } from './transaction.ts';
import { createArrivingLine } from './withdrawals/arriving-line.ts';
import { createReadVillageCounts } from './village-queries.ts';
import { type StoringAgain, createNoteStanding } from './unknown-phones.ts';
import { type VillageTally, createVillageTallies } from './village-tally.ts';

/** Responses in SQLite: the bytes as they came, one narrow row a response, counts per village. */
export function createSqliteResponseStore(
  store: OpenStore,
  comments: CommentIndex,
  keys: OpensSeals,
): ResponseStore &
  Pick<DeviceActStore, 'settleMisplaced'> & { readonly storingAgain: StoringAgain } {
  const { db } = store;
  const layoutOf = createLayouts(db);
  const placeEnvelope = createPlaceEnvelope(store);
  const settleRow = createSettleRow(store);
  const settleMisplaced = createSettleMisplaced(store, settleRow, comments.readAgain);
  const noteContact = createNoteContact(store);
  const beginTally = createVillageTallies(store, layoutOf);
  const noteStanding = createNoteStanding(db);
  const inGroup = createGroupCommit(db, store.journal);
  const findMeta = db.select().from(storeMeta).prepare();
  const readVillageCounts = createReadVillageCounts(store, layoutOf);
  const editionOf = createEditionOf(db);

  const arrivingLine = createArrivingLine(db);

  const storeLine = (came: JudgedLine, receivedAt: string, tally: VillageTally): StoredReceipt => {
    const line = arrivingLine(came);
    const { isNew, receipt } = placeEnvelope(line, receivedAt);
    if (isNew && receipt.outcome === 'stored' && line.claim && line.verdict.accepted)
      settleRow(
        {
          claim: line.claim,
          facts: line.verdict.facts,
          clock: line.clock,
          receipt: receipt.receipt,
          receivedAt,
        },
        tally,
      );
    return receipt;
  };

  const checkSurveyors = createCheckSurveyors(db);

  function counting<T>(work: (tally: VillageTally) => T): T {
    const tally = beginTally();
    const done = work(tally);
    tally.flush();
    comments.soon();
    return done;
  }

  function storeBatch(
    lines: readonly JudgedLine[],
    receivedAt: string,
    contact: PushContact | undefined,
  ): StoredReceipt[] {
    checkSurveyors(lines);
    const receipts = counting((tally) => lines.map((line) => storeLine(line, receivedAt, tally)));
    if (contact !== undefined) noteContact(contact, receivedAt);
    return receipts;
  }

  const storeAgain = (lines: readonly LineAgain[]): StoredReceipt[] => {
    checkSurveyors(lines.map(({ judged }) => judged));
    return counting((tally) =>
      lines.map(({ judged, waited }) => {
        const receipt = storeLine(judged, waited.receivedAt, tally);
        noteStanding(waited.receipt, receipt.receipt);
        return receipt;
      }),
    );
  };

  return {
    storeOnce: (lines, receivedAt, contact) =>
      lines.length === 0 && contact === undefined
        ? Promise.resolve([])
        : inGroup(() => storeBatch(lines, receivedAt, contact)),
    storingAgain: (work) => inGroup(() => work(storeAgain)),
    settleMisplaced: (lines) =>
      inGroup(() => {
        checkSurveyors(lines.map(({ judged }) => judged));
        return counting((tally) => lines.filter((line) => settleMisplaced(line, tally)).length);
      }),
    head: () =>
      reading(() => {
        const meta = findMeta.get();
        if (!meta) throw new Error('the store has no incarnation');
        return { incarnation: meta.incarnation, safeReceipt: meta.safeReceipt };
      }),
    villageCounts: (waveId, instrumentKey, scope) =>
      reading(() => readVillageCounts({ waveId, instrumentKey, scope }, editionOf(waveId))),
    guardingCounts: (waveId, instrumentKey) =>
      reading(() =>
        readVillageCounts(
          { waveId, instrumentKey, scope: 'all' },
          editionOf(waveId) === null ? null : 1,
        ),
      ),
    countedResponses: (waveId, keys, scope) =>
      (editionOf(waveId) === null ? countedResponses : firstEditionResponses)(store, {
        waveId,
        instrumentKeys: [keys].flat(),
        scope,
      }),
    interviews: (waveId, scope) => interviews(store, keys, { waveId, scope }),
    interviewTimes: (waveId, scope) => reading(() => interviewTimes(db, waveId, scope)),
    progress: (waveId, scope) => reading(() => progress(db, waveId, scope)),
    keptApart: (waveId, scope, page) => reading(() => keptApart(db, waveId, scope, page)),
    keptApartOfDevice: (deviceId, afterReceipt, limit) =>
      reading(() => keptApartOfDevice(db, deviceId, afterReceipt, limit)),
  };
}

/**
 * A line is judged by the surveyor whose phone it is, before the transaction in which it is kept: where the phone was given
 * to somebody else in between, nothing is kept and it is judged anew. Runs inside that transaction.
 */
function createCheckSurveyors(db: OpenStore['db']): (lines: readonly JudgedLine[]) => void {
  const find = db
    .select({ userId: devices.userId })
    .from(devices)
    .where(eq(devices.id, sql.placeholder('deviceId')))
    .prepare();
  return (lines) => {
    const judgedFor = new Map<string, string>();
    for (const { claim, surveyorId } of lines)
      if (claim && surveyorId !== undefined) judgedFor.set(claim.deviceId, surveyorId);
    for (const [deviceId, surveyorId] of judgedFor)
      if (find.get({ deviceId })?.userId !== surveyorId)
        throw new PhoneMoved(`the phone ${deviceId} is another surveyor's now`);
  };
}

/** Answers: the last edition of a frozen wave; null where it is not frozen. */
function createEditionOf(db: OpenStore['db']): (waveId: string) => number | null {
  const find = db
    .select({ last: max(waveEditions.edition) })
    .from(waveEditions)
    .where(eq(waveEditions.waveId, sql.placeholder('waveId')))
    .prepare();
  return (waveId) => find.get({ waveId })?.last ?? null;
}
