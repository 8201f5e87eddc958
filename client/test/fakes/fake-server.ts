import type { ClearEnvelope, PushAnswer, Receipt } from '@sipas/shared/wire';
import type { Reply, Transport } from '../../src/ports/transport.ts';

/** What happens to one request on its way. */
export type Fault =
  | 'none'
  | 'drop-request'
  | 'drop-answer'
  | 'repeat'
  | 'late-copy'
  | 'portal'
  | 'error-500'
  | 'busy'
  | 'needs-person'
  | 'dies-before'
  | 'dies-after';

interface Row {
  readonly hash: string;
  readonly receipt: number;
}

interface Batch {
  readonly batchId: string;
  readonly lines: readonly string[];
}

const serverTime = '2026-11-23T03:00:00.000Z' as never;

/** A server in memory that keeps the contract, and a network before it that does not. */
export interface FakeServer extends Transport {
  /** Faults of the next requests, one each; none after that. */
  queueFaults(faults: readonly Fault[]): void;
  /** Lines whose text holds this make the server fail (500) or be refused by name, whatever batch they are in. */
  poison: {
    readonly holds: string;
    readonly as: 'error-500' | 'too-large' | 'needs-person';
  } | null;
  packageEtag: string | null;
  revoked: boolean;
  backUp(): void;
  /** All since the backup is lost; a new incarnation. */
  restore(): void;
  has(hash: string): boolean;
  /** Responses with two contents, sequence numbers with two contents. */
  contradictions(): number;
  readonly requests: string[];
  readonly batchSizes: number[];
  /** The phone died in a request. */
  readonly died: () => boolean;
  revive(): void;
  incarnation(): string;
}

export function createFakeServer(): FakeServer {
  let rows = new Map<string, Row>();
  let slots = new Map<string, string>();
  let backup = { rows, slots, last: 0 };
  let incarnations = 1;
  let last = 0;
  let contradictions = 0;
  let faults: Fault[] = [];
  let late: Batch | null = null;
  let died = false;
  const requests: string[] = [];
  const batchSizes: number[] = [];

  const incarnation = () => `inc-${incarnations}`;
  const problem = (code: string, recovery: string, retryAfterMs: number | null = null) =>
    ({
      tag: 'problem',
      problem: { type: '', title: '', status: 0, code, recovery, detail: code, requestId: 'r' },
      retryAfterMs,
    }) as Reply<never>;

  function storeLine(line: string): Pick<Receipt, 'hash' | 'outcome' | 'receipt'> {
    const { responseId, revision, hash, epoch, seq } = JSON.parse(line) as ClearEnvelope;
    const key = `${responseId} ${String(revision)}`;
    const slot = `${epoch} ${String(seq)}`;
    const known = rows.get(key);
    if (known?.hash === hash) return { hash, outcome: 'already-stored', receipt: known.receipt };
    if (known !== undefined || (slots.get(slot) ?? hash) !== hash) contradictions += 1;
    last += 1;
    rows.set(key, { hash, receipt: last });
    slots.set(slot, hash);
    return { hash, outcome: 'stored', receipt: last };
  }

  function accept(batch: Batch): Reply<PushAnswer> {
    const poisoned = server.poison;
    if (poisoned !== null && batch.lines.some((line) => line.includes(poisoned.holds))) {
      if (poisoned.as === 'error-500') return problem('server.internal', 'later');
      if (poisoned.as === 'too-large') return problem('batch.too-large', 'split-batch');
      return problem('batch.unreadable', 'needs-person');
    }
    const receipts = batch.lines.map((line, index) => ({
      line: index + 1,
      ...storeLine(line),
      receivedAt: serverTime,
    }));
    const { batchId } = batch;
    const head = { protocol: 1 as const, batchId, serverTime, incarnation: incarnation() };
    return { tag: 'answer', value: { ...head, safeReceipt: backup.last, receipts } };
  }

  async function pass<T>(name: string, answer: () => Reply<T>, copy?: Batch): Promise<Reply<T>> {
    requests.push(name);
    const fault = faults.shift() ?? 'none';
    if (late !== null && fault !== 'late-copy') {
      const batch = late;
      late = null;
      accept(batch);
    }
    if (fault === 'dies-before' || fault === 'dies-after') {
      if (fault === 'dies-after') answer();
      died = true;
      return new Promise(() => undefined);
    }
    if (fault === 'drop-request' || fault === 'portal') return { tag: 'offline' };
    if (fault === 'error-500') return problem('server.internal', 'later');
    if (fault === 'busy') return problem('server.busy', 'later', 15_000);
    if (fault === 'needs-person') return problem('request.malformed', 'needs-person');
    if (fault === 'late-copy' && copy !== undefined) {
      late = copy;
      return { tag: 'offline' };
    }
    if (fault === 'repeat') answer();
    const reply = answer();
    return fault === 'drop-answer' ? { tag: 'offline' } : reply;
  }

  const server: FakeServer = {
    poison: null,
    packageEtag: null,
    revoked: false,
    requests,
    batchSizes,
    redeem: async () => ({ tag: 'offline' }),
    confirmSurveyor: async () => ({ tag: 'offline' }),
    fieldPackage: () => pass('package', () => ({ tag: 'answer', value: 'not-modified' })),
    hello: () =>
      pass('hello', () => ({
        tag: 'answer',
        value: {
          protocol: 1,
          serverTime,
          incarnation: incarnation(),
          safeReceipt: backup.last,
          missing: [],
          status: server.revoked ? 'revoked' : 'ok',
          nextSyncAfter: 900,
          packageEtag: server.packageEtag,
        },
      })),
    push(_token, batch) {
      batchSizes.push(batch.lines.length);
      return pass('push', () => accept(batch), batch);
    },
    pull: () => pass('pull', () => ({ tag: 'answer', value: { items: [], cursor: '0' } })),
    queueFaults(next) {
      faults = [...next];
    },
    backUp() {
      backup = { rows: new Map(rows), slots: new Map(slots), last };
    },
    restore() {
      ({ last } = backup);
      rows = new Map(backup.rows);
      slots = new Map(backup.slots);
      incarnations += 1;
    },
    has: (hash) => [...rows.values()].some((row) => row.hash === hash),
    contradictions: () => contradictions,
    died: () => died,
    revive() {
      died = false;
    },
    incarnation,
  };
  return server;
}
