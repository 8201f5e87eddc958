import { connect } from './connect.ts';

/** What a file of a store says of itself, without reading it whole. */
export interface PeekedBackup {
  /** The life of the store that it was copied from. */
  readonly incarnation: string;
  /** The highest receipt in it; 0 where it holds no envelope. */
  readonly receipt: number;
  /** When that receipt was given; null before the first. */
  readonly receivedAt: string | null;
}

/** Answers: what a file holds at most; null where it is no store. Nothing of it is verified, and nothing is written. */
export async function peekBackup(file: string): Promise<PeekedBackup | null> {
  try {
    const connection = await connect(file, { readonly: true, fileMustExist: true });
    try {
      const incarnation = connection.prepare('select incarnation from store_meta').pluck().get();
      const last = connection
        .prepare('select receipt, received_at from envelopes order by receipt desc limit 1')
        .raw(true)
        .get() as [number, string] | undefined;
      return {
        incarnation: String(incarnation),
        receipt: last?.[0] ?? 0,
        receivedAt: last?.[1] ?? null,
      };
    } finally {
      connection.close();
    }
  } catch {
    // Whatever keeps it from being read as a store: it is none that anybody could restore.
    return null;
  }
}
