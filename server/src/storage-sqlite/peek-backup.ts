import { type Connection, connect } from './connect.ts';

/** What a file of a store says of itself, without reading it whole. */
export interface PeekedBackup {
  /** The life of the store that it was copied from. */
  readonly incarnation: string;
  /** The highest receipt in it; 0 where it holds no envelope. */
  readonly receipt: number;
  /** When that receipt was given; null before the first. */
  readonly receivedAt: string | null;
  /** What it was given for: the identity of that content; null before the first. */
  readonly lastHash: string | null;
}

/** Answers: what a file holds at most; null where it is no store. Nothing of it is verified, and nothing is written. */
export async function peekBackup(file: string): Promise<PeekedBackup | null> {
  try {
    const connection = await connect(file, { readonly: true, fileMustExist: true });
    try {
      const incarnation = connection.prepare('select incarnation from store_meta').pluck().get();
      const last = connection
        .prepare(
          'select receipt, received_at, content_hash from envelopes order by receipt desc limit 1',
        )
        .raw(true)
        .get() as [number, string, string] | undefined;
      return {
        incarnation: String(incarnation),
        receipt: last?.[0] ?? 0,
        receivedAt: last?.[1] ?? null,
        lastHash: last?.[2] ?? null,
      };
    } finally {
      connection.close();
    }
  } catch {
    // Whatever keeps it from being read as a store: it is none that anybody could restore.
    return null;
  }
}

/**
 * Answers: does this store, or copy of one, go on where that file ends?
 * Shape:   the same line under the same receipt at the same instant. A line that a phone sent again after a restore came at
 *          another one, so two stores that went apart do not agree on it.
 */
export const goesOnFrom = (
  store: Connection,
  { receipt, receivedAt, lastHash }: PeekedBackup,
): boolean =>
  receipt === 0 ||
  store
    .prepare('select 1 from envelopes where receipt = ? and received_at = ? and content_hash = ?')
    .pluck()
    .get(receipt, receivedAt, lastHash) !== undefined;
