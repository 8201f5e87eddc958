import { setImmediate } from 'node:timers/promises';
import { type SQL, and, asc, eq, gt, inArray } from 'drizzle-orm';
import {
  type OpensSeals,
  type PackedInstrument,
  givenTexts,
  openEnvelope,
  packInstrument,
} from '../ports/index.ts';
import { commentId, commentRules, commentWords } from '../storage-rules/comment-text.ts';
import type { Database, OpenDatabase } from './database.ts';
import { comments, envelopes, instruments, responses, storeMeta } from './schema.ts';
import { searchVector } from './search-words.ts';
import { type Writing, writing } from './transaction.ts';
import { writeRows } from './write-rows.ts';

/** Reads and writes of a size that lets batches in between. */
const linesAtOnce = 500;
const idleMs = 10_000;

/** Comments follow the envelopes at a distance: what nobody has asked for yet costs no batch anything. */
export interface CommentIndex {
  /** Resolves when every line that lay here at the asking has been read. */
  catchUp(): Promise<void>;
  /** Something came: catches up when no more has come for a while, so that whoever asks later need not wait. */
  soon(): void;
  /** A line behind the mark counts from now on. */
  readAgain(tx: Writing, receipt: number): Promise<void>;
  /** Bodies can be read that could not before: all is read anew when it is next asked for. */
  readAllAgain(tx: Writing): Promise<void>;
  stop(): void;
}

/** The same promise as on SQLite (T-09); of several processes that do it at once each does a part. */
export function createCommentIndex(store: OpenDatabase, keys: OpensSeals): CommentIndex {
  const { db, province } = store;
  const instrumentOf = createInstruments(store);
  let timer: NodeJS.Timeout | undefined;

  async function mark(from: Database) {
    const [found] = await from
      .select({ receipt: storeMeta.commentReceipt, rules: storeMeta.commentRules })
      .from(storeMeta)
      .where(eq(storeMeta.province, province));
    if (found === undefined) throw new Error('the store has no mark of its comments');
    return found;
  }

  async function isBehind(): Promise<boolean> {
    const { receipt, rules } = await mark(db);
    if (rules !== commentRules) return true;
    return (await linesWhere(db, province, gt(envelopes.receipt, receipt), 1)).length > 0;
  }

  /** Of each response the line that it is now, if it can be read; the others say nothing. */
  async function keep(tx: Writing, lines: readonly HeldLine[]): Promise<void> {
    const read: string[] = [];
    const rows: (typeof comments.$inferInsert)[] = [];
    for (const { responseId, instrumentKey, line } of lines) {
      // A line that is no longer, or never was, what its response says.
      if (responseId === null || instrumentKey === null) continue;
      const opened = orNull(() => openEnvelope(line, keys));
      // What cannot be read here says no less than before; it is read when its key comes.
      if (opened?.ok === false) continue;
      read.push(responseId);
      const instrument = await instrumentOf(tx.db, instrumentKey);
      if (instrument === null || opened === null) continue;
      for (const given of givenTexts(opened.value, instrument)) {
        const words = commentWords(given.text);
        const id = commentId(responseId, given);
        rows.push({ province, id, responseId, ...given, words, search: searchVector(words) });
      }
    }
    if (read.length > 0)
      await tx.db
        .delete(comments)
        .where(and(eq(comments.province, province), inArray(comments.responseId, read)));
    await putComments(tx, rows);
  }

  /** Answers: may there be more? */
  const readSome = (): Promise<boolean> =>
    writing(
      store,
      async (tx) => {
        const { receipt, rules } = await mark(tx.db);
        const isAnew = rules !== commentRules;
        if (isAnew) await tx.db.delete(comments).where(eq(comments.province, province));
        const from = isAnew ? 0 : receipt;
        const lines = await linesWhere(tx.db, province, gt(envelopes.receipt, from), linesAtOnce);
        await keep(tx, lines);
        const commentReceipt = lines.at(-1)?.receipt ?? from;
        await tx.db
          .update(storeMeta)
          .set({ commentRules, commentReceipt })
          .where(eq(storeMeta.province, province));
        return lines.length === linesAtOnce;
      },
      null,
    );

  async function catchUp(): Promise<void> {
    if (!(await isBehind())) return;
    while (await readSome()) await setImmediate();
  }

  return {
    catchUp,
    soon() {
      // What fails here meets whoever asks, who does it again.
      timer ??= setTimeout(() => void catchUp().catch(() => undefined), idleMs).unref();
      timer.refresh();
    },
    readAgain: async (tx, receipt) =>
      keep(tx, await linesWhere(tx.db, province, eq(envelopes.receipt, receipt), 1)),
    async readAllAgain(tx) {
      await tx.db
        .update(storeMeta)
        .set({ commentRules: 0 })
        .where(eq(storeMeta.province, province));
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

const putComments = writeRows(comments, [
  ...['province', 'id', 'responseId', 'question', 'text', 'words', 'search'],
]);

type HeldLine = Awaited<ReturnType<typeof linesWhere>>[number];

/** Lines with the response of which each is the current revision, if it is. */
const linesWhere = async (db: Database, province: string, condition: SQL, limit: number) =>
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
      and(
        eq(responses.province, envelopes.province),
        eq(responses.responseId, envelopes.responseId),
        eq(responses.receipt, envelopes.receipt),
      ),
    )
    .where(and(eq(envelopes.province, province), condition))
    .orderBy(asc(envelopes.receipt))
    .limit(limit);

function createInstruments({ province }: OpenDatabase) {
  const known = new Map<number, PackedInstrument | null>();
  return async (db: Database, key: number): Promise<PackedInstrument | null> => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const [stored] = await db
      .select()
      .from(instruments)
      .where(and(eq(instruments.province, province), eq(instruments.key, key)));
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
