import type { Meter } from '../ports/index.ts';
import type { SyncCases } from './sync/index.ts';

/** The same use cases; whatever becomes of lines of phones is counted, by the receipts that were given. */
export function countReceipts(sync: SyncCases, meter: Pick<Meter, 'received'>): SyncCases {
  return {
    ...sync,
    async push(body, device) {
      const answer = await sync.push(body, device);
      if (answer.ok) meter.received('push', outcomesOf(answer.value));
      return answer;
    },
    async importBatch(pieces) {
      const answer = await sync.importBatch(pieces);
      if (answer.ok) meter.received('import', outcomesOf(answer.value));
      return answer;
    },
  };
}

type Receipts = Parameters<Meter['received']>[1];

const outcomesOf = ({
  receipts,
}: {
  readonly receipts: readonly { readonly outcome: Receipts[number] }[];
}): Receipts => receipts.map(({ outcome }) => outcome);
