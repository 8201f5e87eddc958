import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type HeardAnswer, type Receipt, heardAnswerSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import type { OutboxItem, ServerContact } from '../ports/field-shelf.ts';
import type { ReceiptsFault } from '../ports/outbox.ts';

/** Some 50,000 receipts; no office makes a larger file for one phone. */
const mostBytes = 16 * 1024 * 1024;

/** What of a receipts file concerns this phone. */
export interface ReceiptsNews {
  /** To be kept: they say more than the phone knows. */
  readonly receipts: readonly Receipt[];
  /** Of all that the file says of forms of this phone, in the order of the file, the last word on each. */
  readonly named: readonly Receipt[];
  /** The store of the server was restored since the phone last heard of it: what it may have lost is unsent first. */
  readonly isNewIncarnation: boolean;
  /** What lies above this may be lost then: safe both by the phone's last contact and by the file. */
  readonly surelySafe: number;
}

/**
 * Answers: the receipts that a file from the office holds.
 * Shape:   the file → an answer to a push, checked like one from the network; members that it does not know are left out.
 * Errors:  too-large, above 16 MiB · not-receipts, when it is not such an answer (a photo, a batch file, a page of a web
 *          site). Throws never.
 * Source:  contract of the wire, protocol 1, "Sync"; a file is input from anybody.
 * Rule:    O-21
 */
export async function readReceiptsFile(
  file: Pick<Blob, 'size' | 'text'>,
): Promise<Result<HeardAnswer, ReceiptsFault>> {
  if (file.size > mostBytes) return refuse('too-large');
  try {
    const read = v.safeParse(heardAnswerSchema, JSON.parse(await file.text()));
    return read.success ? ok(read.output) : refuse('not-receipts');
  } catch {
    return refuse('not-receipts');
  }
}

/**
 * Answers: what does a receipts file change on this phone?
 * Shape:   forms of the phone, its last contact, the file's answer → receipts to keep.
 *          A receipt counts for the form whose hash it names (and whose id and revision, if it names them), whatever
 *          batch the file answers: the same file again changes nothing, and files of one incarnation may come in any
 *          order. Of two receipts of one incarnation the one with the greater number is the later word.
 * Missing: a receipt without a hash confirms nothing here, and neither does one of another phone.
 * Errors:  older-server, when the file comes from before a restore that the phone has heard of: what it confirms may be
 *          lost. Throws never.
 * Source:  contract of the wire, protocol 1: receipts, incarnation.
 * Rule:    O-22
 */
export function newsOf(
  items: readonly OutboxItem[],
  contact: ServerContact | null,
  answer: HeardAnswer,
): Result<ReceiptsNews, ReceiptsFault> {
  const isNewIncarnation = contact !== null && contact.incarnation !== answer.incarnation;
  if (isNewIncarnation && !isLater(items, contact, answer)) return refuse('older-server');
  const surelySafe = Math.min(contact?.safeReceipt ?? 0, answer.safeReceipt);
  const byHash = new Map<string, OutboxItem>(items.map((item) => [item.hash, item]));
  const named = new Map<string, Receipt>();
  for (const receipt of answer.receipts) {
    const item = byHash.get(receipt.hash ?? '');
    if (item === undefined || !isOf(item, receipt)) continue;
    const known = named.get(item.hash);
    if (known === undefined || known.receipt < receipt.receipt) named.set(item.hash, receipt);
  }
  const receipts = [...named].flatMap(([hash, receipt]) => {
    const item = byHash.get(hash);
    const isNews =
      item !== undefined &&
      saysMore(item, receipt, { incarnation: answer.incarnation, surelySafe });
    return isNews ? [receipt] : [];
  });
  return ok({ receipts, named: [...named.values()], isNewIncarnation, surelySafe });
}

/**
 * Of two lives of the store the later one names the other among those before it; one whose receipts lie here, and which the
 * phone no longer hears, is the earlier. Only where neither is known the server's clock says, which a person may have set.
 */
function isLater(
  items: readonly OutboxItem[],
  contact: ServerContact,
  { incarnation, formerIncarnations = [], serverTime }: HeardAnswer,
): boolean {
  if (formerIncarnations.includes(contact.incarnation)) return true;
  if (items.some((item) => item.incarnation === incarnation)) return false;
  return Date.parse(serverTime) > Date.parse(contact.serverTime);
}

const isOf = (item: OutboxItem, { responseId, revision }: Receipt): boolean =>
  (responseId === undefined || responseId === item.responseId) &&
  (revision === undefined || revision === item.revision);

function saysMore(
  item: OutboxItem,
  receipt: Receipt,
  { incarnation, surelySafe }: { readonly incarnation: string; readonly surelySafe: number },
): boolean {
  if (item.receipt === null) return true;
  if (item.incarnation === incarnation) return receipt.receipt > item.receipt.receipt;
  // Given by the server before its restore: it is unsent again where the restore may have lost it.
  return item.receipt.receipt > surelySafe;
}
