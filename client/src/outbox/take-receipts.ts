import type { FieldShelf } from '../ports/field-shelf.ts';
import type { ReceiptsRead } from '../ports/outbox.ts';
import { newsOf, readReceiptsFile } from './receipts-file.ts';

type Keeping = Pick<
  FieldShelf,
  'outbox' | 'contact' | 'saveContact' | 'saveReceipts' | 'unsendAbove'
>;

/**
 * Answers: what came of a receipts file that was given to this phone, with its receipts kept?
 * Shape:   as with an answer of the network: after a restore of the server, what it may have lost counts as unsent first;
 *          the contact is kept last. A file never raises what counts as safe: nothing is deleted on its word.
 * Errors:  not-kept, when the phone could not write: the same file does the rest. Never rejects.
 * Rule:    O-26
 */
export async function takeReceipts(
  shelf: Keeping,
  file: Pick<Blob, 'size' | 'text'>,
): Promise<ReceiptsRead> {
  const answer = await readReceiptsFile(file);
  if (!answer.ok) return { tag: 'refused', why: answer.error };
  try {
    const contact = await shelf.contact();
    const news = newsOf(await shelf.outbox(), contact, answer.value);
    if (!news.ok) return { tag: 'refused', why: news.error };
    const { incarnation, serverTime } = answer.value;
    const { receipts, named, isNewIncarnation, surelySafe } = news.value;
    if (named.length > 0) {
      if (isNewIncarnation) await shelf.unsendAbove(surelySafe, incarnation);
      if (receipts.length > 0) await shelf.saveReceipts(receipts, incarnation);
      if (contact === null || isNewIncarnation)
        await shelf.saveContact({
          at: serverTime,
          packageEtag: null,
          lastReceipt: null,
          pullCursor: null,
          clockOffsetMs: null,
          ...contact,
          serverTime,
          incarnation,
          safeReceipt: 0,
        });
    }
    const keptApart = named.filter(
      ({ outcome }) => outcome !== 'stored' && outcome !== 'already-stored',
    ).length;
    return { tag: 'read', named: named.length, keptApart, fresh: receipts.length };
  } catch {
    return { tag: 'refused', why: 'not-kept' };
  }
}
