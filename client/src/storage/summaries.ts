import { slotKey } from '@sipas/shared/response';
import type { OutboxItem, Safety, VillageDone } from '../ports/field-shelf.ts';

/**
 * Answers: is everything safe: how many forms wait, how many the office has, how many it keeps apart for a person?
 * Shape:   outbox items → counts; "received" is only what has a receipt of the server, whatever its outcome.
 * Rule:    D-12
 */
export function safetyOf(items: Iterable<OutboxItem>): Safety {
  let [unsent, received, keptApart] = [0, 0, 0];
  let oldestUnsentAt: string | null = null;
  let lastReceiptAt: string | null = null;
  for (const { receipt, finishedAt } of items) {
    if (receipt === null) {
      unsent += 1;
      if (oldestUnsentAt === null || finishedAt < oldestUnsentAt) oldestUnsentAt = finishedAt;
      continue;
    }
    received += 1;
    if (isKeptApart({ receipt })) keptApart += 1;
    if (lastReceiptAt === null || receipt.receivedAt > lastReceiptAt)
      lastReceiptAt = receipt.receivedAt;
  }
  return { unsent, oldestUnsentAt, keptApart, received, lastReceiptAt };
}

/**
 * Answers: how many interviews are done in each village of each wave?
 * Shape:   outbox items → one row per village with at least one. A response counts once, however often corrected, and
 *          a household once in its form; partial forms, visits, withdrawn responses and what the office keeps apart for
 *          a person do not count.
 * Rule:    D-13
 */
export function doneByVillage(items: Iterable<OutboxItem>): VillageDone[] {
  const latest = new Map<string, OutboxItem>();
  for (const item of items) {
    if (isKeptApart(item)) continue;
    const known = latest.get(item.responseId);
    if (known === undefined || item.revision >= known.revision) latest.set(item.responseId, item);
  }
  const rows = new Map<string, VillageDone>();
  const slots = new Set<string>();
  for (const { kind, waveId, commune, village, household, instrumentId } of latest.values()) {
    if (kind !== 'final' && kind !== 'correction') continue;
    const place = { waveId, commune, village, household: household ?? undefined };
    const slot = instrumentId === undefined ? null : slotKey({ ...place, instrumentId });
    if (slot !== null && slots.has(slot)) continue;
    if (slot !== null) slots.add(slot);
    const key = JSON.stringify([waveId, commune, village]);
    rows.set(key, { waveId, commune, village, done: (rows.get(key)?.done ?? 0) + 1 });
  }
  return [...rows.values()];
}

const isKeptApart = ({ receipt }: Pick<OutboxItem, 'receipt'>): boolean =>
  receipt !== null && receipt.outcome !== 'stored' && receipt.outcome !== 'already-stored';
