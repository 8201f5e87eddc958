import {
  type SQL,
  and,
  asc,
  count,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  sql,
} from 'drizzle-orm';
import type { ProblemCode } from '@sipas/shared/problems';
import type {
  AllowanceCommune,
  AllowanceReceiptRow,
  AllowanceStore,
  CommuneScope,
  JudgedAllowance,
  PastAllowances,
} from '../ports/index.ts';
import { allowanceKeyFile, makeKeyFile, readKeyFile } from '../storage-rules/allowance-key-file.ts';
import { besideOf, outcomeOf, readRow } from '../storage-rules/allowance-rows.ts';
import { type Seal, createSeal } from '../storage-rules/allowance-seal.ts';
import type { OpenDatabase } from './database.ts';
import { allowances } from './schema.ts';
import { inScope } from './scope-condition.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** Receipts of allowances in a schema of their own; their key lies in a file, as on SQLite. */
export function createPostgresAllowanceStore(store: OpenDatabase, dataDir: string): AllowanceStore {
  const { db, province } = store;
  let seal: Seal | null = null;
  const openSeal = async (): Promise<Seal> => (seal ??= createSeal(await keyFor(store, dataDir)));
  const listed = (waveId: string, scope: CommuneScope): SQL | undefined =>
    and(
      eq(allowances.province, province),
      eq(allowances.waveId, waveId),
      eq(allowances.isReadable, true),
      inScope(allowances.commune, scope),
    );
  return {
    keepOnce: (records, receivedAt) =>
      writing(
        store,
        async (tx) => {
          const sealing = await openSeal();
          const receipts: AllowanceReceiptRow[] = [];
          for (const record of records) receipts.push(await keep(tx, sealing, record, receivedAt));
          return receipts;
        },
        null,
      ),
    communes: (waveId, scope) =>
      reading(async () => {
        const rows = await db
          .select({
            commune: allowances.commune,
            signatures: sql`count(*) filter (where ${isNull(allowances.code)})`.mapWith(Number),
            amountVnd:
              sql`coalesce(sum(${allowances.amountVnd}) filter (where ${isNull(allowances.code)}), 0)`.mapWith(
                Number,
              ),
            waiting: sql`count(*) filter (where ${isNotNull(allowances.code)})`.mapWith(Number),
          })
          .from(allowances)
          .where(listed(waveId, scope))
          .groupBy(allowances.commune)
          .orderBy(asc(allowances.commune));
        return rows as readonly AllowanceCommune[];
      }),
    list: (waveId, scope, { limit, offset }) =>
      reading(async () => {
        const opened = await openSeal();
        const rows = await db
          .select()
          .from(allowances)
          .where(listed(waveId, scope))
          .orderBy(asc(allowances.commune), asc(allowances.village), asc(allowances.number))
          .limit(limit)
          .offset(offset);
        return rows.map((row) => readRow(row, opened));
      }),
    deleteWave: (waveId) =>
      deleteWhere(
        store,
        waveId === null ? isNull(allowances.waveId) : eq(allowances.waveId, waveId),
      ),
    countPast: (past) =>
      reading(async () => {
        const [held] = await db
          .select({ records: count() })
          .from(allowances)
          .where(and(eq(allowances.province, province), isPast(past)));
        return held?.records ?? 0;
      }),
    deletePast: (past) => deleteWhere(store, isPast(past)),
    close() {
      seal = null;
      return Promise.resolve();
    },
  };
}

async function deleteWhere(store: OpenDatabase, condition: SQL | undefined): Promise<number> {
  const changes = await writing(
    store,
    async (tx) => {
      const { rowCount } = await tx.db
        .delete(allowances)
        .where(and(eq(allowances.province, store.province), condition));
      return rowCount ?? 0;
    },
    null,
  );
  // Written anew without them: what was deleted does not stay behind in the pages of the table.
  if (changes > 0) await reading(() => store.pool.query('vacuum full sipas_allowances.allowances'));
  return changes;
}

const isPast = ({ waves, unplacedBefore }: PastAllowances): SQL | undefined =>
  or(
    inArray(allowances.waveId, [...waves]),
    unplacedBefore === null
      ? undefined
      : and(isNull(allowances.waveId), lt(allowances.receivedAt, unplacedBefore)),
  );

/** A new key beside old records would look like an empty store, until somebody asks for the list. */
async function keyFor({ db, province }: OpenDatabase, dataDir: string): Promise<Buffer> {
  const file = allowanceKeyFile(dataDir);
  const key = readKeyFile(file);
  if (key !== null) return key;
  const [held] = await db
    .select({ records: count() })
    .from(allowances)
    .where(eq(allowances.province, province));
  if ((held?.records ?? 0) > 0)
    throw new Error(`${file} is lost: the allowance receipts cannot be read without it`);
  return makeKeyFile(file);
}

async function keep(
  { db, province }: Writing,
  seal: Seal,
  record: JudgedAllowance,
  receivedAt: string,
): Promise<AllowanceReceiptRow> {
  const { content, sealed, ...clear } = record;
  const contentKey = seal.contentKey(content);
  const [known] = await db
    .select({ code: allowances.code })
    .from(allowances)
    .where(and(eq(allowances.province, province), eq(allowances.contentKey, contentKey)));
  if (known !== undefined) return outcomeOf('already-stored', known.code as ProblemCode | null);
  const [holder] =
    clear.id === null
      ? []
      : await db
          .select({ number: allowances.number })
          .from(allowances)
          .where(
            and(
              eq(allowances.province, province),
              eq(allowances.id, clear.id),
              isNull(allowances.code),
            ),
          );
  const code = clear.code ?? (holder === undefined ? null : 'allowance.conflict');
  await db.insert(allowances).values({
    ...{ ...clear, province, code, contentKey, receivedAt },
    isReadable: 'name' in sealed,
    sealed: seal.close(JSON.stringify(sealed), besideOf(clear)),
  });
  return outcomeOf('stored', code);
}
