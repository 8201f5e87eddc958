import { setImmediate } from 'node:timers/promises';
import { and, asc, count, desc, eq, gt, gte, lt } from 'drizzle-orm';
import { type AuditEntry, createChainCheck } from '@sipas/shared/audit';
import type { AuditLog, AuditQuery } from '../ports/index.ts';
import { appendNote, entryOfRow, sha256 } from './append-note.ts';
import { noting } from './note-under-way.ts';
import type { OpenStore } from './open-store.ts';
import { auditEntries } from './schema.ts';
import { reading, writing } from './transaction.ts';

/** So many are hashed in a few milliseconds. */
const rowsPerStep = 500;

/** The journal of acts in SQLite. */
export function createSqliteAuditLog({ db }: Pick<OpenStore, 'db'>): AuditLog {
  async function* all(query: AuditQuery): AsyncGenerator<AuditEntry> {
    let after = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = await reading(() =>
        db
          .select()
          .from(auditEntries)
          .where(and(gt(auditEntries.seq, after), fitting(query)))
          .orderBy(asc(auditEntries.seq))
          .limit(rowsPerStep)
          .all(),
      );
      yield* rows.map(entryOfRow);
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
    append: (note) => writing(db, (tx) => appendNote(tx, note)),
    during: noting,
    page: (query, { limit, offset }) =>
      reading(() => {
        const fits = fitting(query);
        const rows = db
          .select()
          .from(auditEntries)
          .where(fits)
          .orderBy(desc(auditEntries.seq))
          .limit(limit)
          .offset(offset)
          .all();
        const all = db.select({ rows: count() }).from(auditEntries).where(fits).get();
        return { entries: rows.map(entryOfRow), total: all?.rows ?? 0 };
      }),
    last: () =>
      reading(() => {
        const row = db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1).get();
        return row === undefined ? null : entryOfRow(row);
      }),
    bySeq: (seq) =>
      reading(() => {
        const row = db.select().from(auditEntries).where(eq(auditEntries.seq, seq)).get();
        return row === undefined ? null : entryOfRow(row);
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
