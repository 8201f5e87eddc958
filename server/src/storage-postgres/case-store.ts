import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, asc, count, eq, max } from 'drizzle-orm';
import type { Day, Instant } from '@sipas/shared/kernel';
import { withdrawalCode } from '@sipas/shared/response';
import type { CaseEntry, CaseStore, CodedForm, KeptCase } from '../ports/index.ts';
import type { OpenDatabase } from './database.ts';
import { caseEntries, cases, users } from './schema.ts';
import { fromStoredText } from './stored-text.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** The register of cases in PostgreSQL: a step is added only after the one that its writer saw (H-05). */
export function createPostgresCaseStore(store: OpenDatabase): CaseStore {
  const { province } = store;
  return {
    open: (opened, first, most) =>
      writing(store, async (tx) => {
        const [held] = await tx.db
          .select({ cases: count() })
          .from(cases)
          .where(eq(cases.province, province));
        if ((held?.cases ?? 0) >= most) return false;
        await tx.db.insert(cases).values({ ...opened, province });
        await tx.db.insert(caseEntries).values({ ...first, province, caseId: opened.id });
        return true;
      }),
    add: (caseId, entry) => writing(store, (tx) => addCaseEntry(tx, caseId, entry)),
    all: () => reading(() => casesWhere(store)),
    find: (caseId) => reading(async () => (await casesWhere(store, caseId))[0] ?? null),
    formsOf: (codes) => reading(() => codedForms(store, codes)),
  };
}

/** Answers: whether the step before it is the last. */
export async function addCaseEntry(
  { db, province }: Writing,
  caseId: string,
  entry: CaseEntry,
): Promise<boolean> {
  const [row] = await db
    .select({ last: max(caseEntries.revision) })
    .from(caseEntries)
    .where(and(eq(caseEntries.province, province), eq(caseEntries.caseId, caseId)));
  if (row?.last !== entry.revision - 1) return false;
  await db.insert(caseEntries).values({ ...entry, province, caseId });
  return true;
}

async function casesWhere(
  { db, province }: OpenDatabase,
  caseId?: string,
): Promise<readonly KeptCase[]> {
  const opened = await db
    .select()
    .from(cases)
    .where(
      and(eq(cases.province, province), caseId === undefined ? undefined : eq(cases.id, caseId)),
    )
    .orderBy(asc(cases.id));
  const entries = await db
    .select({ entry: caseEntries, by: users.name })
    .from(caseEntries)
    .innerJoin(
      users,
      and(eq(users.province, caseEntries.province), eq(users.id, caseEntries.userId)),
    )
    .where(
      and(
        eq(caseEntries.province, province),
        caseId === undefined ? undefined : eq(caseEntries.caseId, caseId),
      ),
    )
    .orderBy(asc(caseEntries.caseId), asc(caseEntries.revision));
  const history = new Map<string, KeptCase['history'][number][]>();
  for (const { entry, by } of entries) {
    const { caseId: id, at, province: _province, ...step } = entry;
    const told = { ...step, at: at as Instant, by };
    const known = history.get(id);
    if (known) known.push(told);
    else history.set(id, [told]);
  }
  return opened.map(({ receivedDay, province: _province, ...one }) => ({
    ...one,
    receivedDay: receivedDay as Day,
    history: history.get(one.id) ?? [],
  }));
}

/** So many codes take some milliseconds. */
const idsPerStep = 5_000;

/** The same as on SQLite (H-04): a code is made of each id again; one that fits two forms fits none. */
async function codedForms(
  { pool, province }: OpenDatabase,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CodedForm>> {
  const wanted = new Set(codes);
  const found = new Map<string, readonly string[]>();
  for (let last = ''; wanted.size > 0;) {
    const { rows } = await pool.query<{ id: string }>({
      name: 'ids-of-forms',
      text: `select distinct response_id as id from envelopes
        where province = $1 and outcome in ('stored', 'quarantined') and response_id is not null
          and response_id > $2 order by id limit ${String(idsPerStep)}`,
      values: [province, last],
    });
    for (const { id } of rows) {
      const code = withdrawalCode(fromStoredText(id));
      if (wanted.has(code)) found.set(code, [...(found.get(code) ?? []), id]);
    }
    const end = rows.at(-1);
    if (end === undefined) break;
    last = end.id;
    await nextTurn();
  }
  const forms = new Map<string, CodedForm>();
  for (const [code, [responseId = '', ...others]] of found) {
    if (others.length > 0) continue;
    const { rows } = await pool.query<{
      waveId: string | null;
      commune: string | null;
      withdrawn: boolean;
    }>(
      `select coalesce(r.wave_id, e.wave_id) as "waveId", coalesce(r.commune, e.commune) as commune,
         w.response_id is not null as withdrawn
       from envelopes e
       left join responses r on r.province = e.province and r.response_id = e.response_id
       left join withdrawn_forms w on w.province = e.province and w.response_id = e.response_id
       where e.province = $1 and e.response_id = $2 and e.outcome in ('stored', 'quarantined')
       order by e.receipt desc limit 1`,
      [province, responseId],
    );
    const [row] = rows;
    if (row === undefined) continue;
    const { withdrawn: isWithdrawn, ...lies } = row;
    forms.set(code, { responseId: fromStoredText(responseId), ...lies, isWithdrawn });
  }
  return forms;
}
