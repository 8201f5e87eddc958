import { createHash } from 'node:crypto';
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
  type StoredInstrument,
  givenTexts,
  openEnvelope,
  packInstrument,
  responseFacts,
  stateOfKind,
  takesRow,
} from '../ports/index.ts';
import type { LayoutByKey } from './count-layout.ts';
import { type Trace, isBareTrace, isTrace } from './trace.ts';
import { villageName } from './village-name.ts';

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

export interface HeldEnvelope {
  readonly receipt: number;
  readonly contentHash: string;
  readonly outcome: string;
  readonly receivedAt: string;
  readonly line: Buffer;
  readonly contactAt: string | null;
  readonly clockOffsetMs: number | null;
}

/** What a recount asks of the store. */
export interface FactSources {
  readonly keys: OpensSeals;
  /** Whose phone it is; undefined where it is not here. */
  surveyorOf(deviceId: string): string | undefined;
  enrolledAt(deviceId: string): string;
  instrumentOf(version: string): StoredInstrument | undefined;
}

export interface RecountSources extends FactSources {
  /** The row of a response whose current revision this line is, as the store has it; null where another one is. */
  storedRow(held: HeldEnvelope): RebuiltRow | null;
  readonly layoutOf: LayoutByKey;
}

/**
 * Answers: what rows and counts do the bytes that came give?
 * Shape:   takes every envelope once, in the order of receipts, re-hashes it, and rebuilds rows and counts in memory.
 * Missing: what is sealed to a key that is not here cannot be recounted: its row is taken as the store has it, so that the
 *          rest can be compared, and one difference names the key and its lines.
 * Errors:  throws defects only; bytes that do not fit are differences.
 * Source:  the contract of the wire, protocol 1: aggregates equal raw.
 * Rule:    A-05
 */
export function createRecount(sources: RecountSources): {
  add(held: HeldEnvelope): void;
  done(): Rebuilt;
} {
  const facts = createFactReader(sources);
  const rows = new Map<string, RebuiltRow>();
  const texts = new Map<string, readonly GivenText[]>();
  const differences: StoreDifference[] = [];
  const unread = new Set<string>();
  const lacking = new Map<string, number>();
  let count = 0;
  function add(held: HeldEnvelope): void {
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
      return;
    }
    if (held.outcome !== 'stored') return;
    const told = facts(held);
    if (told === null) {
      differences.push({
        check: 'setup-row',
        where,
        stored: 'an instrument that is not here, or cannot be read',
        expected: 'an instrument of the store',
      });
      return;
    }
    if ('code' in told) {
      lacking.set(told.detail, (lacking.get(told.detail) ?? 0) + 1);
      const row = sources.storedRow(held);
      if (row === null) return;
      unread.add(row.responseId);
      rows.set(row.responseId, row);
      return;
    }
    const { row, said } = told;
    const before = rows.get(row.responseId);
    if (before && !takesRow(row, before)) return;
    rows.set(row.responseId, row);
    if (said.length > 0) texts.set(row.responseId, said);
    else texts.delete(row.responseId);
  }
  function done(): Rebuilt {
    settleSlots(rows);
    const counts = countRows(sources.layoutOf, rows);
    differences.push(...[...lacking].map(keyDifference));
    return { envelopes: count, rows, texts, counts, unread, differences };
  }
  return { add, done };
}

const keyDifference = ([keyId, lines]: readonly [string, number]): StoreDifference => ({
  check: 'ingest-key',
  where: `key ${keyId}`,
  stored: `${String(lines)} forms that cannot be opened`,
  expected: 'the key, by "sipas keys import"',
});

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
export function createFactReader({
  keys,
  ...sources
}: FactSources): (held: HeldEnvelope) => Told | SealFault | null {
  const packed = new Map<string, PackedInstrument | null>();
  const instrumentOf = (version: string): PackedInstrument | null => {
    const known = packed.get(version);
    if (known !== undefined) return known;
    const stored = sources.instrumentOf(version);
    // What is not the text that its version is the hash of is no instrument, however well it reads.
    const isSound = stored !== undefined && sha256(stored.canonical) === version;
    const instrument = isSound ? packInstrument(stored) : null;
    packed.set(version, instrument);
    return instrument;
  };
  return ({ receipt, receivedAt, line, contactAt, clockOffsetMs }) => {
    const opened = openEnvelope(line, keys);
    if (!opened.ok) return opened.error;
    const envelope = opened.value;
    const surveyorId = sources.surveyorOf(envelope.deviceId) ?? '';
    const instrument = instrumentOf(envelope.instrument.version);
    if (instrument === null) return null;
    const facts = responseFacts(envelope, instrument, surveyorId);
    const { responseId, revision, clock } = envelope;
    const known = { enrolledAt: sources.enrolledAt(envelope.deviceId), receivedAt };
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
  layoutOf: LayoutByKey,
  rows: ReadonlyMap<string, RebuiltRow>,
): ReadonlyMap<string, Uint32Array> {
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

/** Answers: of a row that was taken from bytes again what a line brings to it. */
export function factsOf({
  waveId,
  instrumentKey,
  commune,
  village,
  slotKey,
  surveyorId,
  mode,
  kind,
  packed,
  visitOutcome,
  finishedAt,
}: RebuiltRow): ResponseFacts {
  const place = { waveId, instrumentKey, commune, village, slotKey, surveyorId };
  return { ...place, mode, kind, packed, visitOutcome, finishedAt };
}
