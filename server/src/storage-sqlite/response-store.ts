import type {
  JudgedLine,
  PushContact,
  ResponseStore,
  StoredReceipt,
  UnknownPhoneStore,
} from '../ports/index.ts';
import { createLayouts } from './count-layouts.ts';
import { createSettleRow } from './current-rows.ts';
import { createNoteContact } from './device-contacts.ts';
import { createPlaceEnvelope } from './envelope-places.ts';
import { createGroupCommit } from './group-commit.ts';
import { interviews } from './interview-query.ts';
import { keptApart, keptApartOfDevice } from './kept-apart.ts';
import type { OpenStore } from './open-store.ts';
import { countedResponses, progress } from './response-queries.ts';
import { storeMeta } from './schema.ts';
import { reading } from './transaction.ts';
import { createReadVillageCounts } from './village-queries.ts';
import { createNoteStanding } from './unknown-phones.ts';
import { type VillageTally, createVillageTallies } from './village-tally.ts';

/** Responses in SQLite: the bytes as they came, one narrow row a response, counts per village. */
export function createSqliteResponseStore(
  store: OpenStore,
): ResponseStore & Pick<UnknownPhoneStore, 'storeAgain'> {
  const { db } = store;
  const layoutOf = createLayouts(db);
  const placeEnvelope = createPlaceEnvelope(store);
  const settleRow = createSettleRow(store);
  const noteContact = createNoteContact(store);
  const beginTally = createVillageTallies(store, layoutOf);
  const noteStanding = createNoteStanding(db);
  const inGroup = createGroupCommit(db);
  const findMeta = db.select().from(storeMeta).prepare();
  const readVillageCounts = createReadVillageCounts(store, layoutOf);

  const storeLine = (line: JudgedLine, receivedAt: string, tally: VillageTally): StoredReceipt => {
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

  function counting<T>(work: (tally: VillageTally) => T): T {
    const tally = beginTally();
    const done = work(tally);
    tally.flush();
    return done;
  }

  function storeBatch(
    lines: readonly JudgedLine[],
    receivedAt: string,
    contact: PushContact | undefined,
  ): StoredReceipt[] {
    const receipts = counting((tally) => lines.map((line) => storeLine(line, receivedAt, tally)));
    if (contact !== undefined) noteContact(contact, receivedAt);
    return receipts;
  }

  const storeAgain = (lines: Parameters<UnknownPhoneStore['storeAgain']>[0]): StoredReceipt[] =>
    counting((tally) =>
      lines.map(({ judged, waited }) => {
        const receipt = storeLine(judged, waited.receivedAt, tally);
        noteStanding(waited.receipt, receipt.receipt);
        return receipt;
      }),
    );

  return {
    storeOnce: (lines, receivedAt, contact) =>
      lines.length === 0 && contact === undefined
        ? Promise.resolve([])
        : inGroup(() => storeBatch(lines, receivedAt, contact)),
    storeAgain: (lines) => inGroup(() => storeAgain(lines)),
    head: () =>
      reading(() => {
        const meta = findMeta.get();
        if (!meta) throw new Error('the store has no incarnation');
        return { incarnation: meta.incarnation, safeReceipt: meta.safeReceipt };
      }),
    villageCounts: (waveId, instrumentKey, scope) =>
      reading(() => readVillageCounts(waveId, instrumentKey, scope)),
    countedResponses: (waveId, keys, scope) =>
      countedResponses(store, { waveId, instrumentKeys: [keys].flat(), scope }),
    interviews: (waveId, scope) => interviews(store, waveId, scope),
    progress: (waveId, scope) => reading(() => progress(db, waveId, scope)),
    keptApart: (waveId, scope, page) => reading(() => keptApart(db, waveId, scope, page)),
    keptApartOfDevice: (deviceId, afterReceipt, limit) =>
      reading(() => keptApartOfDevice(db, deviceId, afterReceipt, limit)),
  };
}
