import { type ProblemCode, problemCatalogue } from '@sipas/shared/problems';
import type { ImportAnswer, MissingLine, Receipt } from '@sipas/shared/wire';

/** What became of one file, as the office reads it. */
export interface ImportSummary {
  readonly stored: number;
  readonly alreadyStored: number;
  readonly waiting: number;
  readonly missing: number;
  /** Lines that nothing proves and that were too many to keep. */
  readonly passedOver: number;
  /**
   * whole: every line is a form that the server has taken; waits: all of it came, and some of it waits for a person;
   * partly: something did not come, or is not as the phone wrote it.
   */
  readonly verdict: 'whole' | 'waits' | 'partly';
  /** Lines that wait for a person, by reason, each reason where it first occurs. */
  readonly waitingByCode: readonly { readonly code: string; readonly lines: readonly number[] }[];
  /** Their places as a person reads them. */
  readonly passedOverRuns: string;
  /** What did not arrive, by batch and reason. */
  readonly missingByReason: readonly {
    readonly batchId: string;
    readonly deviceId: string | null;
    readonly reason: MissingLine['reason'];
    readonly lines: readonly number[];
  }[];
}

const outcomesOfWaiting: ReadonlySet<Receipt['outcome']> = new Set([
  'quarantined',
  'conflict',
  'fork',
]);

/** Answers: how many lines of a file are new, here before, waiting for a person or missing, and which. */
export function summarise({
  receipts,
  missingLines = [],
  passedOver = [],
  damage,
}: ImportAnswer): ImportSummary {
  const count = (outcome: Receipt['outcome']): number =>
    receipts.filter((receipt) => receipt.outcome === outcome).length;
  const waiting = receipts.filter(({ outcome }) => outcomesOfWaiting.has(outcome));
  return {
    stored: count('stored'),
    alreadyStored: count('already-stored'),
    waiting: waiting.length,
    missing: missingLines.length,
    passedOver: passedOver.reduce((lines, { from, to }) => lines + to - from + 1, 0),
    passedOverRuns: passedOver.map(({ from, to }) => printRun(from, to)).join(', '),
    verdict:
      missingLines.length > 0 || damage !== undefined
        ? 'partly'
        : waiting.length > 0
          ? 'waits'
          : 'whole',
    waitingByCode: groupBy(waiting, ({ code, outcome }) => code ?? outcome).map((group) => ({
      code: group[0]?.code ?? group[0]?.outcome ?? '',
      lines: group.map(({ line }) => line),
    })),
    missingByReason: groupBy(missingLines, ({ batchId, deviceId, reason }) =>
      JSON.stringify([batchId, deviceId, reason]),
    ).flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { batchId, deviceId, reason } = first;
      return [{ batchId, deviceId, reason, lines: group.map(({ line }) => line) }];
    }),
  };
}

/** Groups in the order in which their first member comes. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

/** Answers: numbers as a person reads them, e.g. [1, 2, 3, 7] → "1–3, 7". */
export function printRuns(numbers: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => printRun(from, to)).join(', ');
}

const printRun = (from: number, to: number): string =>
  from === to ? String(from) : `${String(from)}–${String(to)}`;

/** Answers: why a line waits, in the reader's language; a code that this console does not know, as it came. */
export function reasonOf(code: string, language: 'vi' | 'en'): string {
  return code in problemCatalogue ? problemCatalogue[code as ProblemCode][language] : code;
}

/** Answers: how the receipts file of a batch file is called, e.g. "sipas-1a2b.ndjson.gz" → "sipas-1a2b.receipts.json". */
export const receiptsName = (name: string): string =>
  `${name.replace(/(\.ndjson)?(\.gz)?$/i, '')}.receipts.json`;
