import { setImmediate } from 'node:timers/promises';
import { type SQL, and, asc, count, desc, eq, gt, gte, lt } from 'drizzle-orm';
import { type AuditEntry, createChainCheck } from '@sipas/shared/audit';
import type { AuditLog, AuditQuery } from '../ports/index.ts';
import { entryOfRow, sha256 } from '../storage-rules/audit-chain.ts';
import { noting } from '../storage-rules/note-under-way.ts';
import { appendNote } from './append-note.ts';
import type { OpenDatabase } from './database.ts';
import { auditEntries } from './schema.ts';
import { reading, writing } from './transaction.ts';

/** So many are hashed in a few milliseconds. */
const rowsPerStep = 500;

/** The journal of acts in PostgreSQL. */
export function createPostgresAuditLog(store: OpenDatabase): AuditLog {
  const { db, province } = store;
  const own = (condition?: SQL) => and(eq(auditEntries.province, province), condition);
  const toEntry = ({ province: _province, ...row }: typeof auditEntries.$inferSelect) =>
    entryOfRow(row);
  async function* all(query: AuditQuery): AsyncGenerator<AuditEntry> {
    let after = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = await reading(() =>
        db
          .select()
          .from(auditEntries)
          .where(own(and(gt(auditEntries.seq, after), fitting(query))))
          .orderBy(asc(auditEntries.seq))
          .limit(rowsPerStep),
      );
      yield* rows.map(toEntry);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.seq;
      await setImmediate();
    }
  }
  return {
    all,
    async check() {
      const look = createChainCheck(sha256);
      const faults = [];
      let entries = 0;
      for await (const entry of all({})) {
        entries++;
        faults.push(...look(entry));
      }
      return { entries, faults };
    },
    // Its own entry: it is not the note of an act under way.
    append: (note) => writing(store, (tx) => appendNote(tx, note), null),
    during: noting,
    page: (query, { limit, offset }) =>
      reading(async () => {
        const fits = own(fitting(query));
        const rows = await db
          .select()
          .from(auditEntries)
          .where(fits)
          .orderBy(desc(auditEntries.seq))
          .limit(limit)
          .offset(offset);
        const [found] = await db.select({ rows: count() }).from(auditEntries).where(fits);
        return { entries: rows.map(toEntry), total: found?.rows ?? 0 };
      }),
    last: () =>
      reading(async () => {
        const [row] = await db
          .select()
          .from(auditEntries)
          .where(own())
          .orderBy(desc(auditEntries.seq))
          .limit(1);
        return row === undefined ? null : toEntry(row);
      }),
    bySeq: (seq) =>
      reading(async () => {
        const [row] = await db
          .select()
          .from(auditEntries)
          .where(own(eq(auditEntries.seq, seq)));
        return row === undefined ? null : toEntry(row);
      }),
  };
}

const fitting = ({ actor, act, from, before }: AuditQuery) =>
  and(
    actor === undefined ? undefined : eq(auditEntries.actorName, actor),
    act === undefined ? undefined : eq(auditEntries.act, act),
    from === undefined ? undefined : gte(auditEntries.at, from),
    before === undefined ? undefined : lt(auditEntries.at, before),
  );
