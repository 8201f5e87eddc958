import type { Day, Instant } from '@sipas/shared/kernel';
import { asc, count, eq, max } from 'drizzle-orm';
import type { CaseEntry, CaseStore, KeptCase } from '../ports/index.ts';
import { codedForms } from './coded-forms.ts';
import type { Database } from './open-store.ts';
import { caseEntries, cases, users } from './schema.ts';
import { type Writing, reading, translating, writing } from './transaction.ts';

/**
 * The register of cases in SQLite: a step is added only after the one that its writer saw, and triggers keep what is there.
 * Rule: H-05
 */
export const createSqliteCaseStore = (db: Database): CaseStore => ({
  open: (opened, first, most) =>
    writing(db, (tx) => {
      const held = tx.select({ cases: count() }).from(cases).get()?.cases ?? 0;
      if (held >= most) return false;
      tx.insert(cases).values(opened).run();
      tx.insert(caseEntries)
        .values({ ...first, caseId: opened.id })
        .run();
      return true;
    }),
  add: (caseId, entry) => writing(db, (tx) => addCaseEntry(tx, caseId, entry)),
  all: () => reading(() => casesWhere(db)),
  find: (caseId) => reading(() => casesWhere(db, caseId)[0] ?? null),
  formsOf: (codes) => translating(codedForms(db.$client, codes)),
});

/** Runs inside a transaction. Answers: whether the step before it is the last. */
export function addCaseEntry(
  tx: Pick<Writing, 'select' | 'insert'>,
  caseId: string,
  entry: CaseEntry,
): boolean {
  const last = tx
    .select({ last: max(caseEntries.revision) })
    .from(caseEntries)
    .where(eq(caseEntries.caseId, caseId))
    .get()?.last;
  if (last !== entry.revision - 1) return false;
  tx.insert(caseEntries)
    .values({ ...entry, caseId })
    .run();
  return true;
}

function casesWhere(db: Database, caseId?: string): readonly KeptCase[] {
  const opened = db.select().from(cases).orderBy(asc(cases.id));
  const entries = db
    .select({ entry: caseEntries, by: users.name })
    .from(caseEntries)
    .innerJoin(users, eq(users.id, caseEntries.userId))
    .orderBy(asc(caseEntries.caseId), asc(caseEntries.revision));
  const history = new Map<string, KeptCase['history'][number][]>();
  const steps = caseId === undefined ? entries : entries.where(eq(caseEntries.caseId, caseId));
  for (const { entry, by } of steps.all()) {
    const { caseId: id, at, ...step } = entry;
    const known = history.get(id);
    const told = { ...step, at: at as Instant, by };
    if (known) known.push(told);
    else history.set(id, [told]);
  }
  return (caseId === undefined ? opened : opened.where(eq(cases.id, caseId)))
    .all()
    .map(({ receivedDay, ...one }) => ({
      ...one,
      receivedDay: receivedDay as Day,
      history: history.get(one.id) ?? [],
    }));
}
