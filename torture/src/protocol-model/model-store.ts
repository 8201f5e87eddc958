import { type RecordIdentity, identify } from '@sipas/shared/response';
import type { EnvelopeKind, Receipt } from '@sipas/shared/wire';
import { stateOfKind, takesRow } from '../../../server/src/ports/index.ts';
import type { ModelBug } from './outline.ts';

/** A form as it travels, as far as the protocol looks at it. */
export interface Line extends RecordIdentity {
  readonly kind: EnvelopeKind;
  /** It breaks a rule of the questionnaire. */
  readonly isBad: boolean;
}

export interface Row {
  readonly line: Line;
  readonly outcome: 'stored' | 'conflict' | 'fork' | 'quarantined';
  readonly receipt: number;
}

/** What the disk of the server holds. */
export interface Store {
  readonly incarnation: string;
  safeReceipt: number;
  readonly rows: Row[];
  /** The revision that stands for each response. */
  readonly current: Map<string, Line>;
  counted: number;
  readonly heads: Map<string, { readonly deviceId: string; readonly epoch: string; seq: number }>;
}

export const emptyStore = (incarnation: string): Store => ({
  incarnation,
  safeReceipt: 0,
  rows: [],
  current: new Map(),
  counted: 0,
  heads: new Map(),
});

export const lastReceipt = ({ rows }: Store): number => rows.at(-1)?.receipt ?? 0;

/** A copy as a backup is one; restored, it lives under a name of its own and holds all up to its last receipt. */
export function copyStore(store: Store, incarnation = store.incarnation): Store {
  return {
    incarnation,
    safeReceipt: lastReceipt(store),
    rows: [...store.rows],
    current: new Map(store.current),
    counted: store.counted,
    heads: new Map([...store.heads].map(([name, head]) => [name, { ...head }])),
  };
}

const isCounted = (line: Line): boolean => stateOfKind(line.kind) === 'counted';

/**
 * Answers: the receipts of a batch, and keeps its lines: the table of acceptance over the product's `identify`,
 * the row of each response by the product's `takesRow`.
 */
export function acceptLines(
  store: Store,
  lines: readonly Line[],
  bug: ModelBug | null,
  countsToo = true,
): Receipt[] {
  return lines.map((line, index) => {
    const { outcome, receipt } = place(store, line, bug, countsToo);
    const { responseId, revision, hash } = line;
    return {
      line: index + 1,
      responseId,
      revision,
      hash,
      outcome,
      receipt,
      receivedAt: '2026-11-23T00:00:00.000Z',
    } as Receipt;
  });
}

function place(
  store: Store,
  line: Line,
  bug: ModelBug | null,
  countsToo: boolean,
): Pick<Receipt, 'outcome' | 'receipt'> {
  const known = store.rows.find(({ line: held }) =>
    bug === 'match by id alone'
      ? held.responseId === line.responseId && held.revision === line.revision
      : held.hash === line.hash,
  );
  if (known !== undefined) {
    const { outcome, receipt } = known;
    return { outcome: outcome === 'stored' ? 'already-stored' : outcome, receipt };
  }
  const found = identify(
    store.rows.map((row) => row.line),
    line,
  );
  const contradicts = found === 'conflict' || found === 'fork';
  const outcome = contradicts ? found : line.isBad ? 'quarantined' : 'stored';
  const receipt = lastReceipt(store) + 1;
  store.rows.push({ line, outcome, receipt });
  if (outcome === 'stored') settle(store, line, countsToo);
  return { outcome, receipt };
}

function settle(store: Store, line: Line, countsToo: boolean): void {
  const held = store.current.get(line.responseId);
  if (held !== undefined && !takesRow(line, held)) return;
  store.current.set(line.responseId, line);
  if (!countsToo) return;
  store.counted += Number(isCounted(line)) - Number(held !== undefined && isCounted(held));
}

/** Answers: how many responses count by the rows alone. */
export function recount({ rows }: Store): number {
  const fresh = emptyStore('recount');
  for (const { line, outcome } of rows) if (outcome === 'stored') settle(fresh, line, true);
  return fresh.counted;
}

/** Answers: the numbers that lack, by epoch, up to the highest that was reported or came. */
export function missingOf(store: Store, deviceId: string) {
  const highest = new Map<string, number>();
  for (const head of store.heads.values())
    if (head.deviceId === deviceId) highest.set(head.epoch, head.seq);
  const came = new Set<string>();
  for (const { line, outcome } of store.rows) {
    if (line.deviceId !== deviceId || outcome === 'fork') continue;
    came.add(`${line.epoch} ${String(line.seq)}`);
    if (line.seq > (highest.get(line.epoch) ?? 0)) highest.set(line.epoch, line.seq);
  }
  const missing: { epoch: string; from: number; to: number }[] = [];
  for (const [epoch, until] of highest)
    for (let seq = 1; seq <= until; seq += 1)
      if (!came.has(`${epoch} ${String(seq)}`)) missing.push({ epoch, from: seq, to: seq });
  return missing;
}
