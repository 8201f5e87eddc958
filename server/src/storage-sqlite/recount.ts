import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { type TimeTrust, countedResponse, finishTime } from '@sipas/shared/response';
import { addResponse, createCounts } from '@sipas/shared/scoring';
import { envelopeHashInput } from '@sipas/shared/wire';
import {
  type GivenText,
  type OpensSeals,
  type PackedInstrument,
  type ResponseFacts,
  type ResponseState,
  type SealFault,
  type StoreDifference,
  givenTexts,
  openEnvelope,
  packInstrument,
  responseFacts,
  stateOfKind,
  takesRow,
} from '../ports/index.ts';
import { createLayouts } from './count-layouts.ts';
import type { Connection } from './connect.ts';
import { createEnrolledAt } from './enrolled-at.ts';
import type { Database, Reader } from './open-store.ts';
import { devices, envelopes, instruments, responses } from './schema.ts';
import { compareWithdrawn } from './withdrawals/compare-withdrawn.ts';
import { villageName } from './village-tally.ts';
import { type Trace, isBareTrace, isTrace } from './withdrawals/trace.ts';

/** What the raw bytes say of one response. */
export interface RebuiltRow extends ResponseFacts {
  readonly responseId: string;
  readonly revision: number;
  readonly receipt: number;
  readonly receivedAt: string;
  readonly correctedAt: string | null;
  readonly timeTrust: TimeTrust;
  state: ResponseState;
}

export interface Rebuilt {
  readonly envelopes: number;
  readonly rows: ReadonlyMap<string, RebuiltRow>;
  /** What was said in own words, by response; none where nothing was. */
  readonly texts: ReadonlyMap<string, readonly GivenText[]>;
  /** Counts by the name of the village. */
  readonly counts: ReadonlyMap<string, Uint32Array>;
  /** Responses whose seal cannot be opened here: of them the store's own word stands. */
  readonly unread: ReadonlySet<string>;
  /** Envelopes whose bytes no longer say what was stored of them, and seals that cannot be opened. */
  readonly differences: readonly StoreDifference[];
}

/**
 * Answers: what rows and counts do the bytes that came give?
 * Shape:   reads every envelope once, in the order of receipts, re-hashes it, and rebuilds rows and counts in memory.
 * Missing: what is sealed to a key that is not here cannot be recounted: its row is taken as the store has it, so that the
 *          rest can be compared, and one difference names the key and its lines.
 * Errors:  throws defects only; bytes that do not fit are differences.
 * Source:  the contract of the wire, protocol 1: aggregates equal raw.
 * Rule:    A-05
 */
export function rebuild({ db, connection }: Reader, keys: OpensSeals): Rebuilt {
  const facts = createFactReader(db, keys);
  const rows = new Map<string, RebuiltRow>();
  const texts = new Map<string, readonly GivenText[]>();
  const differences: StoreDifference[] = [];
  const unread = new Set<string>();
  const lacking = new Map<string, number>();
  let count = 0;
  for (const held of heldEnvelopes(db, connection)) {
    count++;
    const where = `receipt ${String(held.receipt)}`;
    const hash = contentHash(held);
    if (hash !== held.contentHash) {
      differences.push({
        check: 'envelope-hash',
        where,
        stored: held.contentHash,
        expected: hash,
      });
      continue;
    }
    if (held.outcome !== 'stored') continue;
    const told = facts(held);
    if (told === null) {
      differences.push({
        check: 'setup-row',
        where,
        stored: 'an instrument that is not here, or cannot be read',
        expected: 'an instrument of the store',
      });
      continue;
    }
    if ('code' in told) {
      lacking.set(told.detail, (lacking.get(told.detail) ?? 0) + 1);
      const row = storedRow(db, held);
      if (row === null) continue;
      unread.add(row.responseId);
      rows.set(row.responseId, row);
      continue;
    }
    const { row, said } = told;
    const before = rows.get(row.responseId);
    if (before && !takesRow(row, before)) continue;
    rows.set(row.responseId, row);
    if (said.length > 0) texts.set(row.responseId, said);
    else texts.delete(row.responseId);
  }
  settleSlots(rows);
  const counts = countRows(db, rows);
  differences.push(...[...lacking].map(keyDifference), ...compareWithdrawn(connection));
  return { envelopes: count, rows, texts, counts, unread, differences };
}

const keyDifference = ([keyId, lines]: readonly [string, number]): StoreDifference => ({
  check: 'ingest-key',
  where: `key ${keyId}`,
  stored: `${String(lines)} forms that cannot be opened`,
  expected: 'the key, by "sipas keys import"',
});

/** The row of a response whose current revision this line is; null where another one is. */
function storedRow(db: Database, { receipt, line }: HeldEnvelope): RebuiltRow | null {
  const { responseId } = JSON.parse(line.toString('utf8')) as { readonly responseId: string };
  const row = db
    .select()
    .from(responses)
    .where(and(eq(responses.responseId, responseId), eq(responses.receipt, receipt)))
    .get();
  return row === undefined ? null : { ...row, state: stateOfKind(row.kind) };
}

export interface HeldEnvelope {
  readonly receipt: number;
  readonly contentHash: string;
  readonly outcome: string;
  readonly receivedAt: string;
  readonly line: Buffer;
  readonly contactAt: string | null;
  readonly clockOffsetMs: number | null;
}

function* heldEnvelopes(db: Database, connection: Connection): Iterable<HeldEnvelope> {
  const query = db
    .select({
      receipt: envelopes.receipt,
      contentHash: envelopes.contentHash,
      outcome: envelopes.outcome,
      receivedAt: envelopes.receivedAt,
      line: envelopes.line,
      contactAt: envelopes.contactAt,
      clockOffsetMs: envelopes.clockOffsetMs,
    })
    .from(envelopes)
    .orderBy(asc(envelopes.receipt))
    .toSQL();
  const rows = connection
    .prepare(query.sql)
    .raw(true)
    .iterate(...query.params);
  for (const raw of rows) {
    const [receipt, hash, outcome, receivedAt, line, contactAt, clockOffsetMs] = raw as [
      number,
      string,
      string,
      string,
      Buffer,
      string | null,
      number | null,
    ];
    yield { receipt, contentHash: hash, outcome, receivedAt, line, contactAt, clockOffsetMs };
  }
}

const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** The identity that the bytes have now, in the form that was stored. */
export function contentHash({
  contentHash: stored,
  line,
}: Pick<HeldEnvelope, 'contentHash' | 'line'>): string {
  if (stored.startsWith('raw:')) return isBareTrace(line) ? stored : `raw:${sha256(line)}`;
  try {
    const envelope = JSON.parse(line.toString('utf8')) as object;
    // Of a withdrawn form only its head is here; whether it was withdrawn is asked elsewhere.
    if (isTrace(line)) return (envelope as Trace).hash;
    return sha256(envelopeHashInput(envelope));
  } catch {
    return 'unreadable';
  }
}

/** What a stored envelope says. */
interface Told {
  readonly row: RebuiltRow;
  readonly said: readonly GivenText[];
}

/**
 * Answers: what a stored envelope says; null where its instrument was lost, or cannot be read as one any more; why its seal
 * does not open, where it does not.
 */
export function createFactReader(
  db: Database,
  keys: OpensSeals,
): (held: HeldEnvelope) => Told | SealFault | null {
  const surveyors = new Map(
    db
      .select({ id: devices.id, userId: devices.userId })
      .from(devices)
      .all()
      .map(({ id, userId }) => [id, userId]),
  );
  const packed = new Map<string, PackedInstrument | null>();
  const instrumentOf = (version: string): PackedInstrument | null => {
    const known = packed.get(version);
    if (known !== undefined) return known;
    const stored = db.select().from(instruments).where(eq(instruments.version, version)).get();
    // What is not the text that its version is the hash of is no instrument, however well it reads.
    const isSound = stored !== undefined && sha256(stored.canonical) === version;
    const instrument = isSound ? packInstrument(stored) : null;
    packed.set(version, instrument);
    return instrument;
  };
  const enrolledAt = createEnrolledAt(db);
  return ({ receipt, receivedAt, line, contactAt, clockOffsetMs }) => {
    const opened = openEnvelope(line, keys);
    if (!opened.ok) return opened.error;
    const envelope = opened.value;
    const surveyorId = surveyors.get(envelope.deviceId) ?? '';
    const instrument = instrumentOf(envelope.instrument.version);
    if (instrument === null) return null;
    const facts = responseFacts(envelope, instrument, surveyorId);
    const { responseId, revision, clock } = envelope;
    const known = { enrolledAt: enrolledAt(envelope.deviceId), receivedAt };
    const { at, trust } = finishTime(clock, { ...known, contactAt, clockOffsetMs });
    const state = stateOfKind(facts.kind);
    const time = { receivedAt, correctedAt: at, timeTrust: trust };
    const row = { ...facts, responseId, revision, receipt, ...time, state };
    return { row, said: givenTexts(envelope, instrument) };
  };
}

function settleSlots(rows: ReadonlyMap<string, RebuiltRow>): void {
  const slots = new Map<string, RebuiltRow[]>();
  for (const row of rows.values()) {
    if (row.state !== 'counted' || row.slotKey === null) continue;
    const inSlot = slots.get(row.slotKey);
    if (inSlot) inSlot.push(row);
    else slots.set(row.slotKey, [row]);
  }
  for (const inSlot of slots.values()) {
    const first = countedResponse(inSlot);
    for (const row of inSlot) if (row !== first) row.state = 'slot-taken';
  }
}

function countRows(
  db: Database,
  rows: ReadonlyMap<string, RebuiltRow>,
): ReadonlyMap<string, Uint32Array> {
  const layoutOf = createLayouts(db);
  const counts = new Map<string, ReturnType<typeof createCounts>>();
  for (const row of rows.values()) {
    if (row.state !== 'counted') continue;
    const layout = layoutOf(row.instrumentKey);
    const name = villageName(row);
    let village = counts.get(name);
    if (!village) counts.set(name, (village = createCounts(layout)));
    addResponse(layout, village, row.packed, 1);
  }
  return counts;
}
