import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { OpensSeals } from '../../ports/index.ts';
import { createKeepComments } from '../comment-rows.ts';
import type { SettleRow } from '../current-rows.ts';
import type { OpenStore } from '../open-store.ts';
import { createFactReader, factsOf } from '../../storage-rules/recount.ts';
import { createFactSources } from '../recount.ts';
import {
  commentCodings,
  comments,
  editionComments,
  editionResponses,
  envelopes,
  responses,
  withdrawnForms,
} from '../schema.ts';
import type { VillageTally } from '../village-tally.ts';
import { type Trace, type TracePlace, isTrace, traceOf } from '../../storage-rules/trace.ts';
import type { Withdrawn } from '../../storage-rules/withdrawn-list.ts';

type HeldLine = typeof envelopes.$inferSelect;

/**
 * Answers: how many lines of a form were readable, and are so no more?
 * Shape:   inside a transaction: every line of the form becomes its trace, whatever its outcome; its row counts no more, and the
 *          next in its household does; what was said in own words goes with its index. Receipts, hashes and outcomes stay. A form
 *          that counts in a frozen wave is cut loose there: its closed answers, and the themes of its words, lead to nobody, so that
 *          no published figure, and no difference of two, ever changes.
 * Source:  decision 107.
 * Rule:    H-12
 */
export function createEraseForm(store: OpenStore, keys: OpensSeals, settleRow: SettleRow) {
  const { db, connection } = store;
  const { remove: removeComments } = createKeepComments(connection);

  function linesOf(responseId: string): readonly HeldLine[] {
    // The conditions are those of the partial indexes; a line that proves nothing is known by the id in its bytes.
    const placed = and(
      eq(envelopes.responseId, responseId),
      sql`outcome in ('stored', 'quarantined') and response_id is not null`,
    );
    const apart = and(
      sql`outcome <> 'stored'`,
      or(
        and(eq(envelopes.responseId, responseId), ne(envelopes.outcome, 'quarantined')),
        and(
          isNull(envelopes.responseId),
          sql`instr(${envelopes.line}, cast(${responseId} as blob))`,
        ),
      ),
    );
    return [placed, apart].flatMap((condition) =>
      db.select().from(envelopes).where(condition).orderBy(envelopes.receipt).all(),
    );
  }

  function cutLoose(responseId: string): void {
    const kept = db
      .select()
      .from(editionResponses)
      .where(and(eq(editionResponses.responseId, responseId), ne(editionResponses.packed, '')))
      .all();
    for (const form of kept)
      db.insert(editionResponses)
        .values({ ...form, responseId: randomUUID(), contentHash: '', revision: 0, finishedAt: '' })
        .run();
    db.update(editionResponses)
      .set({ packed: '', finishedAt: '', mode: '' })
      .where(eq(editionResponses.responseId, responseId))
      .run();
  }

  function dropComments(responseId: string): void {
    const said = db
      .select({ id: comments.id })
      .from(comments)
      .where(eq(comments.responseId, responseId))
      .all()
      .map(({ id }) => id);
    if (said.length === 0) return;
    db.update(editionComments)
      .set({ commentId: null })
      .where(inArray(editionComments.commentId, said))
      .run();
    db.delete(commentCodings).where(inArray(commentCodings.commentId, said)).run();
    removeComments(responseId);
  }

  return ({ responseId, at }: Withdrawn, tally: VillageTally): number => {
    db.insert(withdrawnForms).values({ responseId, at }).onConflictDoNothing().run();
    const readable = linesOf(responseId).filter(({ line }) => !isTrace(line));
    if (readable.length === 0) return 0;
    const row = db.select().from(responses).where(eq(responses.responseId, responseId)).get();
    for (const held of readable) replaceLine(held, row ?? null);
    const stored = readable.filter(({ outcome }) => outcome === 'stored');
    if (row !== undefined && stored.length > 0) {
      // What it says now stands above whatever it said.
      db.update(responses).set({ revision: 0, kind: 'final' }).where(isRow(responseId)).run();
      const facts = createFactReader(createFactSources(db, keys));
      for (const held of stored) {
        const line = traceOf(held.line, row);
        const told = facts({ ...held, line });
        if (told === null || 'code' in told) throw new Error('a trace cannot be read');
        const { clock, ...claim } = JSON.parse(line.toString('utf8')) as Trace;
        const { receipt, receivedAt, contactAt, clockOffsetMs } = held;
        const { sinceContactMs } = clock;
        const clockFacts = { sinceContactMs, contactAt, clockOffsetMs };
        settleRow(
          { claim, facts: factsOf(told.row), clock: clockFacts, receipt, receivedAt },
          tally,
        );
      }
    }
    dropComments(responseId);
    cutLoose(responseId);
    return readable.length;
  };

  function replaceLine(
    { receipt, line, outcome, commune }: HeldLine,
    row: TracePlace | null,
  ): void {
    const nowhere = { commune: commune ?? '', village: '', mode: '' };
    const place = outcome === 'stored' && row !== null ? row : nowhere;
    db.update(envelopes)
      .set({
        line: traceOf(line, place),
        ...(outcome === 'quarantined' ? { code: 'response.withdrawn', detail: null } : {}),
      })
      .where(eq(envelopes.receipt, receipt))
      .run();
  }
}

const isRow = (responseId: string) => eq(responses.responseId, responseId);
