import { readdirSync } from 'node:fs';
import { asc } from 'drizzle-orm';
import type { OpensSeals, WithdrawalStore } from '../../ports/index.ts';
import { addCaseEntry } from '../case-store.ts';
import { createLayouts } from '../count-layouts.ts';
import { createSettleRow } from '../current-rows.ts';
import { createGroupCommit } from '../group-commit.ts';
import type { OpenStore } from '../open-store.ts';
import { withdrawnForms } from '../schema.ts';
import { scrubbing } from '../scrubbing.ts';
import { reading } from '../transaction.ts';
import { createVillageTallies } from '../village-tally.ts';
import { createEraseForm } from './erase-form.ts';
import { type Withdrawn, addWithdrawn, readWithdrawn } from '../../storage-rules/withdrawn-list.ts';

/** Where the list lies that outlives the store. */
export interface WithdrawnPlaces {
  readonly dataDir: string;
  readonly secondPlace: string | null;
}

/** Withdrawn forms in SQLite, and in a list beside it. */
export function createSqliteWithdrawals(
  store: OpenStore,
  keys: OpensSeals,
  { dataDir, secondPlace }: WithdrawnPlaces,
): WithdrawalStore {
  const { db, connection } = store;
  const beginTally = createVillageTallies(store, createLayouts(db));
  const eraseForm = createEraseForm(store, keys, createSettleRow(store));
  const inTransaction = createGroupCommit(db, store.journal);

  const listed = (): readonly Withdrawn[] =>
    db.select().from(withdrawnForms).orderBy(asc(withdrawnForms.responseId)).all();

  /** The index of words writes over what it deletes, too. */
  const scrubbed = <T>(work: () => Promise<T>): Promise<T> =>
    scrubbing(connection, () => {
      connection.exec(
        `insert into comments_search (comments_search, rank) values ('secure-delete', 1)`,
      );
      return work();
    });

  const erase = (forms: readonly Withdrawn[], tally = beginTally()): number => {
    const lines = forms.map((form) => eraseForm(form, tally));
    tally.flush();
    return lines.reduce((sum, count) => sum + count, 0);
  };

  return {
    async withdraw({ responseId, caseId }, step) {
      const form = { responseId, at: step.at };
      addWithdrawn(dataDir, [form]);
      const isListedElsewhere = secondPlace === null ? null : addedTo(secondPlace, [form]);
      const lines = await scrubbed(() =>
        inTransaction(() => (addCaseEntry(db, caseId, step) ? erase([form]) : null)),
      );
      return lines === null ? null : { lines, isListedElsewhere };
    },
    async apply({ from, to }) {
      const known = await reading(listed);
      const all = new Map(
        [...from.flatMap(readWithdrawn), ...known].map((one) => [one.responseId, one] as const),
      );
      if (all.size === 0) return 0;
      const forms = [...all.values()];
      let readable = 0;
      await scrubbed(async () => {
        for (const form of forms) if ((await inTransaction(() => erase([form]))) > 0) readable += 1;
      });
      for (const folder of to) addWithdrawn(folder, forms);
      return readable;
    },
  };
}

/** The second place may be away for now: the list is brought there at the next start, or with the next one. */
function addedTo(folder: string, forms: readonly Withdrawn[]): boolean {
  try {
    readdirSync(folder);
    addWithdrawn(folder, forms);
    return true;
  } catch {
    return false;
  }
}
