import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { OpensSeals, StoredInstrument, WithdrawalStore } from '../ports/index.ts';
import type { Arrival } from '../storage-rules/current-row.ts';
import { createFactReader, factsOf } from '../storage-rules/recount.ts';
import { type Trace, isTrace, traceMark, traceOf } from '../storage-rules/trace.ts';
import { type Withdrawn, addWithdrawn, readWithdrawn } from '../storage-rules/withdrawn-list.ts';
import { addCaseEntry } from './case-store.ts';
import type { LayoutReader } from './count-layouts.ts';
import type { OpenDatabase } from './database.ts';
import { factSources } from './fact-sources.ts';
import {
  commentCodings,
  comments,
  editionComments,
  editionResponses,
  envelopes,
  instruments,
  responses,
  withdrawnForms,
} from './schema.ts';
import { settle } from './settle-rows.ts';
import { readSettling } from './settled-rows.ts';
import { type Writing, reading, writing } from './transaction.ts';

interface Needs {
  readonly dataDir: string;
  readonly keys: OpensSeals;
  readonly layoutOf: LayoutReader;
}

/** Withdrawn forms in PostgreSQL, and in a list in the data folder. Copies of the database are its operator's (decision 109). */
export function createPostgresWithdrawals(store: OpenDatabase, needs: Needs): WithdrawalStore {
  const { db, pool, province } = store;
  /** What was there lies in dead rows until they are swept up. */
  const sweep = async (): Promise<void> => {
    for (const table of ['envelopes', 'responses', 'comments', 'edition_responses'])
      await reading(() => pool.query(`vacuum ${table}`));
  };
  return {
    async withdraw({ responseId, caseId }, step) {
      const form = { responseId, at: step.at };
      addWithdrawn(needs.dataDir, [form]);
      const lines = await writing(store, async (tx) =>
        (await addCaseEntry(tx, caseId, step)) ? eraseForm(tx, form, needs) : null,
      );
      if (lines === null) return null;
      await sweep();
      return { lines, isListedElsewhere: null };
    },
    async apply({ from, to }) {
      const known = await reading(async () =>
        db
          .select({ responseId: withdrawnForms.responseId, at: withdrawnForms.at })
          .from(withdrawnForms)
          .where(eq(withdrawnForms.province, province))
          .orderBy(asc(withdrawnForms.responseId)),
      );
      const all = new Map(
        [...from.flatMap(readWithdrawn), ...known].map((one) => [one.responseId, one] as const),
      );
      if (all.size === 0) return 0;
      const forms = [...all.values()];
      let readable = 0;
      for (const form of forms)
        if ((await writing(store, (tx) => eraseForm(tx, form, needs))) > 0) readable += 1;
      if (readable > 0) await sweep();
      for (const folder of to) addWithdrawn(folder, forms);
      return readable;
    },
  };
}

type HeldLine = typeof envelopes.$inferSelect;

/** The same as on SQLite (H-12): every line becomes its trace, its row counts no more, what was said in own words goes. */
async function eraseForm(
  tx: Writing,
  { responseId, at }: Withdrawn,
  { keys, layoutOf }: Needs,
): Promise<number> {
  const { db, province } = tx;
  await db.insert(withdrawnForms).values({ province, responseId, at }).onConflictDoNothing();
  const readable = (await linesOf(tx, responseId)).filter(({ line }) => !isTrace(line));
  if (readable.length === 0) return 0;
  const isRow = and(eq(responses.province, province), eq(responses.responseId, responseId));
  const [row] = await db.select().from(responses).where(isRow);
  for (const held of readable) await replaceLine(tx, held, row);
  const stored = readable.filter(({ outcome }) => outcome === 'stored');
  if (row !== undefined && stored.length > 0) {
    // What it says now stands above whatever it said.
    await db.update(responses).set({ revision: 0, kind: 'final' }).where(isRow);
    const known: readonly StoredInstrument[] = await db
      .select()
      .from(instruments)
      .where(eq(instruments.province, province));
    const sources = await factSources({ db, province, keys }, known);
    const facts = createFactReader(sources);
    const arrivals = stored.map((held): Arrival => {
      const line = traceOf(held.line, row);
      const told = facts({ ...held, line });
      if (told === null || 'code' in told) throw new Error('a trace cannot be read');
      const { clock, ...claim } = JSON.parse(line.toString('utf8')) as Trace;
      const { receipt, receivedAt, contactAt, clockOffsetMs } = held;
      const { sinceContactMs } = clock;
      const clockFacts = { sinceContactMs, contactAt, clockOffsetMs };
      return { claim, facts: factsOf(told.row), clock: clockFacts, receipt, receivedAt };
    });
    const { enrolledAt } = sources;
    const read = await readSettling(tx, arrivals);
    const settled = await settle(tx, arrivals, { read, enrolledAt, layoutOf });
    await settled.write();
  }
  await dropComments(tx, responseId);
  await cutLoose(tx, responseId);
  return readable.length;
}

async function linesOf(
  { db, province }: Writing,
  responseId: string,
): Promise<readonly HeldLine[]> {
  const placed = and(
    eq(envelopes.responseId, responseId),
    sql`outcome in ('stored', 'quarantined') and response_id is not null`,
  );
  // A line that proves nothing is known by the id in its bytes.
  const apart = and(
    sql`outcome <> 'stored'`,
    or(
      and(eq(envelopes.responseId, responseId), ne(envelopes.outcome, 'quarantined')),
      and(
        isNull(envelopes.responseId),
        sql`position(convert_to(${responseId}, 'UTF8') in ${envelopes.line}) > 0`,
      ),
    ),
  );
  return db
    .select()
    .from(envelopes)
    .where(and(eq(envelopes.province, province), or(placed, apart)))
    .orderBy(asc(envelopes.receipt));
}

async function replaceLine(
  { db, province }: Writing,
  { receipt, line, outcome, commune }: HeldLine,
  row: typeof responses.$inferSelect | undefined,
): Promise<void> {
  const nowhere = { commune: commune ?? '', village: '', mode: '' };
  const place = outcome === 'stored' && row !== undefined ? row : nowhere;
  await db
    .update(envelopes)
    .set({
      line: traceOf(line, place),
      ...(outcome === 'quarantined' ? { code: 'response.withdrawn', detail: null } : {}),
    })
    .where(and(eq(envelopes.province, province), eq(envelopes.receipt, receipt)));
}

async function dropComments({ db, province }: Writing, responseId: string): Promise<void> {
  const isSaid = and(eq(comments.province, province), eq(comments.responseId, responseId));
  const said = await db.select({ id: comments.id }).from(comments).where(isSaid);
  if (said.length === 0) return;
  const ids = said.map(({ id }) => id);
  await db
    .update(editionComments)
    .set({ commentId: null })
    .where(and(eq(editionComments.province, province), inArray(editionComments.commentId, ids)));
  await db
    .delete(commentCodings)
    .where(and(eq(commentCodings.province, province), inArray(commentCodings.commentId, ids)));
  await db.delete(comments).where(isSaid);
}

/** What counts in a frozen wave stays under a name that leads to nobody, so that no published figure ever changes. */
async function cutLoose({ db, province }: Writing, responseId: string): Promise<void> {
  const isForm = and(
    eq(editionResponses.province, province),
    eq(editionResponses.responseId, responseId),
  );
  const kept = await db
    .select()
    .from(editionResponses)
    .where(and(isForm, ne(editionResponses.packed, '')));
  for (const form of kept)
    await db
      .insert(editionResponses)
      .values({ ...form, responseId: randomUUID(), contentHash: '', revision: 0, finishedAt: '' });
  await db.update(editionResponses).set({ packed: '', finishedAt: '', mode: '' }).where(isForm);
}

/** The lines that lost their content though nobody withdrew their form, and those that should have and did not (H-14). */
export async function compareWithdrawn({
  connection,
  province,
}: Pick<Writing, 'connection' | 'province'>) {
  const { rows } = await connection.query<{ receipt: number; isWithdrawn: boolean }>(
    `select e.receipt, w.response_id is not null as "isWithdrawn" from envelopes e
     left join withdrawn_forms w on w.province = e.province and w.response_id = e.response_id
     where e.province = $1 and e.response_id is not null
       and (substr(e.line, 1, length($2::bytea)) = $2::bytea) <> (w.response_id is not null)
     order by e.receipt`,
    [province, traceMark],
  );
  return rows.map(({ receipt, isWithdrawn }) => ({
    check: 'withdrawn-form' as const,
    where: `receipt ${String(receipt)}`,
    stored: isWithdrawn ? 'content' : 'no content',
    expected: isWithdrawn ? 'no content: its form was withdrawn' : 'content',
  }));
}
