import { type SQL, and, asc, count, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { ProblemCode } from '@sipas/shared/problems';
import type {
  AllowanceReceiptRow,
  AllowanceStore,
  JudgedAllowance,
  PastAllowances,
} from '../../ports/index.ts';
import { besideOf, outcomeOf, readRow } from '../../storage-rules/allowance-rows.ts';
import { inScope } from '../scope-condition.ts';
import { reading } from '../transaction.ts';
import { type OpenAllowances, openAllowances } from './open-allowances.ts';
import { allowances } from './schema.ts';

/** Receipts of allowances in a SQLite file of their own, opened when it is first asked for. */
export function createSqliteAllowanceStore(dataDir: string): AllowanceStore {
  let opening: Promise<OpenAllowances> | null = null;
  const open = (): Promise<OpenAllowances> => {
    opening ??= openAllowances(dataDir).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  const asking = async <T>(ask: (store: OpenAllowances) => T): Promise<T> => {
    const store = await open();
    return reading(() => ask(store));
  };

  return {
    keepOnce: (records, receivedAt) =>
      asking((store) =>
        store.connection
          .transaction(() => records.map((record) => keep(store, record, receivedAt)))
          .immediate(),
      ),
    communes: (waveId, scope) =>
      asking(({ db }) =>
        db
          .select({
            commune: sql<string>`${allowances.commune}`,
            signatures: sql<number>`count(*) filter (where ${isNull(allowances.code)})`,
            amountVnd: sql<number>`coalesce(sum(${allowances.amountVnd}) filter (where ${isNull(allowances.code)}), 0)`,
            waiting: sql<number>`count(*) filter (where ${allowances.code} is not null)`,
          })
          .from(allowances)
          .where(listed(waveId, inScope(allowances.commune, scope)))
          .groupBy(allowances.commune)
          .orderBy(asc(allowances.commune))
          .all(),
      ),
    list: (waveId, scope, { limit, offset }) =>
      asking(({ db, seal }) =>
        db
          .select()
          .from(allowances)
          .where(listed(waveId, inScope(allowances.commune, scope)))
          .orderBy(asc(allowances.commune), asc(allowances.village), asc(allowances.number))
          .limit(limit)
          .offset(offset)
          .all()
          .map((row) => readRow(row, seal)),
      ),
    deleteWave: (waveId) =>
      asking((store) =>
        deleteWhere(
          store,
          waveId === null ? isNull(allowances.waveId) : eq(allowances.waveId, waveId),
        ),
      ),
    countPast: (past) =>
      asking(
        ({ db }) =>
          db.select({ records: count() }).from(allowances).where(isPast(past)).get()?.records ?? 0,
      ),
    deletePast: (past) => asking((store) => deleteWhere(store, isPast(past))),
    async close() {
      const store = await opening;
      opening = null;
      store?.connection.close();
    },
  };
}

function deleteWhere({ db, connection }: OpenAllowances, condition: SQL | undefined): number {
  const { changes } = db.delete(allowances).where(condition).run();
  if (changes > 0) connection.exec('vacuum');
  return changes;
}

const isPast = ({ waves, unplacedBefore }: PastAllowances): SQL | undefined =>
  or(
    inArray(allowances.waveId, [...waves]),
    unplacedBefore === null
      ? undefined
      : and(isNull(allowances.waveId), lt(allowances.receivedAt, unplacedBefore)),
  );

const listed = (waveId: string, scope: SQL | undefined): SQL | undefined =>
  and(eq(allowances.waveId, waveId), eq(allowances.isReadable, true), scope);

function keep(
  { db, seal }: OpenAllowances,
  record: JudgedAllowance,
  receivedAt: string,
): AllowanceReceiptRow {
  const { content, sealed, ...clear } = record;
  const contentKey = seal.contentKey(content);
  const known = db
    .select({ code: allowances.code })
    .from(allowances)
    .where(eq(allowances.contentKey, contentKey))
    .get();
  if (known !== undefined) return outcomeOf('already-stored', known.code as ProblemCode | null);
  const code = clear.code ?? (isTaken(db, clear.id) ? 'allowance.conflict' : null);
  db.insert(allowances)
    .values({
      ...clear,
      code,
      contentKey,
      isReadable: 'name' in sealed,
      receivedAt,
      sealed: seal.close(JSON.stringify(sealed), besideOf(clear)),
    })
    .run();
  return outcomeOf('stored', code);
}

function isTaken(db: OpenAllowances['db'], id: string | null): boolean {
  if (id === null) return false;
  const holder = db
    .select({ number: allowances.number })
    .from(allowances)
    .where(and(eq(allowances.id, id), isNull(allowances.code)))
    .get();
  return holder !== undefined;
}
