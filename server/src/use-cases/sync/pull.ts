import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { PullAnswer } from '@sipas/shared/wire';
import type { Device, ResponseStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';

const pageSize = 100;

/**
 * Answers: what is new for a phone since it last asked?
 * Shape:   cursor of the last answer, or none → items of kind `kept-apart` (a form of its own that waits for a person,
 *          with receipt, outcome and code), oldest first, at most 100, and the cursor for the next time. The end is
 *          reached when no item comes. A cursor from before a restore begins anew.
 * Errors:  request.malformed for a cursor that this server never gave.
 * Source:  the contract of the wire, protocol 1.
 * Rule:    A-14
 */
export async function pullNews(
  { responses }: { readonly responses: ResponseStore },
  cursor: string | undefined,
  device: Device,
): Promise<Result<PullAnswer, Refusal>> {
  const { incarnation } = await responses.head();
  const place = cursor === undefined ? { incarnation, receipt: 0 } : readCursor(cursor);
  if (!place) return refuse({ code: 'request.malformed', detail: 'cursor' });
  const after = place.incarnation === incarnation ? place.receipt : 0;
  const rows = await responses.keptApartOfDevice(device.id, after, pageSize);
  const items = rows.map((row) => ({
    kind: 'kept-apart',
    cursor: printCursor(incarnation, row.receipt),
    ...row,
  }));
  return ok({ items, cursor: items.at(-1)?.cursor ?? printCursor(incarnation, after) });
}

const printCursor = (incarnation: string, receipt: number): string =>
  Buffer.from(`${incarnation}/${String(receipt)}`).toString('base64url');

function readCursor(cursor: string): { incarnation: string; receipt: number } | null {
  const [, incarnation, receipt] =
    /^([0-9a-f-]{36})\/(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (incarnation === undefined || receipt === undefined) return null;
  return { incarnation, receipt: Number(receipt) };
}
