import { setImmediate } from 'node:timers/promises';
import { type SQL, and, asc, eq, gt } from 'drizzle-orm';
import {
  type OpensSeals,
  type PackedInstrument,
  givenTexts,
  openEnvelope,
  packInstrument,
} from '../ports/index.ts';
import { commentRules, createKeepComments } from './comment-rows.ts';
import type { Database } from './database.ts';
import { comments, envelopes, instruments, responses, storeMeta } from './schema.ts';
import { type Writing, writing } from './transaction.ts';

/** Reads and writes of a size that lets batches in between. */
const linesAtOnce = 500;
const idleMs = 10_000;

/** Comments follow the envelopes at a distance: what nobody has asked for yet costs no batch anything. */
export interface CommentIndex {
  /** Resolves when every line that lay here at the asking has been read. */
  catchUp(): Promise<void>;
  /** Something came: catches up when no more has come for a while, so that whoever asks later need not wait. */
  soon(): void;
  /** A line behind the mark counts from now on. Runs inside a transaction. */
  readAgain(receipt: number): void;
  /** Bodies can be read that could not before: all is read anew when it is next asked for. Runs inside a transaction. */
  readAllAgain(tx: Writing): void;
  stop(): void;
}

/**
 * Answers: what was said in the current revision of every response, with the words to find it by?
 * Shape:   goes through the envelopes in the order of receipts, a few at a time, each time in one transaction with the mark
 *          of how far it came: killed at any moment it goes on from there. A store whose texts were taken by other rules, or
 *          none yet, begins anew. Two that do it at once do no harm.
 * Missing: what an instrument that cannot be read asked is left out, and what is sealed to a key that is not here; `verify`
 *          names both.
 * Errors:  rejects as any write does.
 * Source:  decision 85.
 * Rule:    T-09
 */
export function createCommentIndex(db: Database, keys: OpensSeals): CommentIndex {
  const connection = db.$client;
  const keep = createKeepComments(connection);
  const instrumentOf = createInstruments(db);
  const markNow = db
    .select({ receipt: storeMeta.commentReceipt, rules: storeMeta.commentRules })
    .from(storeMeta)
    .prepare();
  let timer: NodeJS.Timeout | undefined;

  function mark(): { readonly receipt: number; readonly rules: number } {
    const found = markNow.get();
    if (found === undefined) throw new Error('the store has no mark of its comments');
    return found;
  }

  function isBehind(): boolean {
    const { receipt, rules } = mark();
    return rules !== commentRules || linesWhere(db, gt(envelopes.receipt, receipt), 1).length > 0;
  }

  function keepOf({ responseId, instrumentKey, line }: HeldLine): void {
    // A line that is no longer, or never was, what its response says.
    if (responseId === null || instrumentKey === null) return;
    const opened = orNull(() => openEnvelope(line, keys));
    // What cannot be read here says no less than before; it is read when its key comes.
    if (opened?.ok === false) return;
    keep.remove(responseId);
    const instrument = instrumentOf(instrumentKey);
    if (instrument && opened) keep.put(responseId, givenTexts(opened.value, instrument));
  }

  function readSome(): boolean {
    const { receipt, rules } = mark();
    if (rules === commentRules) return readBehind(receipt);
    db.delete(comments).run();
    connection.exec('delete from comments_search');
    return readBehind(0);
  }

  /** Answers: may there be more? */
  function readBehind(receipt: number): boolean {
    const lines = linesWhere(db, gt(envelopes.receipt, receipt), linesAtOnce);
    for (const line of lines) keepOf(line);
    const commentReceipt = lines.at(-1)?.receipt ?? receipt;
    db.update(storeMeta).set({ commentRules, commentReceipt }).run();
    return lines.length === linesAtOnce;
  }

  async function catchUp(): Promise<void> {
    if (!isBehind()) return;
    while (await writing(db, readSome)) await setImmediate();
  }

  return {
    catchUp,
    soon() {
      // What fails here meets whoever asks, who does it again.
      timer ??= setTimeout(() => void catchUp().catch(() => undefined), idleMs).unref();
      timer.refresh();
    },
    readAgain(receipt) {
      for (const line of linesWhere(db, eq(envelopes.receipt, receipt), 1)) keepOf(line);
    },
    readAllAgain(tx) {
      tx.update(storeMeta).set({ commentRules: 0 }).run();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

type HeldLine = ReturnType<typeof linesWhere>[number];

/** Lines with the response of which each is the current revision, if it is. */
const linesWhere = (db: Database, condition: SQL, limit: number) =>
  db
    .select({
      receipt: envelopes.receipt,
      line: envelopes.line,
      responseId: responses.responseId,
      instrumentKey: responses.instrumentKey,
    })
    .from(envelopes)
    .leftJoin(
      responses,
      and(eq(responses.responseId, envelopes.responseId), eq(responses.receipt, envelopes.receipt)),
    )
    .where(condition)
    .orderBy(asc(envelopes.receipt))
    .limit(limit)
    .all();

function createInstruments(db: Database): (key: number) => PackedInstrument | null {
  const known = new Map<number, PackedInstrument | null>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const stored = db.select().from(instruments).where(eq(instruments.key, key)).get();
    const read = stored === undefined ? null : orNull(() => packInstrument(stored));
    known.set(key, read);
    return read;
  };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
