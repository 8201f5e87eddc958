import { eq, sql } from 'drizzle-orm';
import { countedResponse } from '@sipas/shared/response';
import { type ResponseState, stateOfKind, takesRow } from '../ports/index.ts';
import { type Arrival, rowOf } from '../storage-rules/current-row.ts';
import { hotStatement } from './hot-statement.ts';
import type { Connection, Database, OpenStore } from './open-store.ts';
import { createEnrolledAt } from './enrolled-at.ts';
import { responses } from './schema.ts';
import type { VillageTally } from './village-tally.ts';

type Row = typeof responses.$inferSelect;

/** Brings the row of one response and the counts up to date. Runs inside the transaction of its batch. */
export type SettleRow = (arrival: Arrival, tally: VillageTally) => void;

/** Prepares the statements that keep one row a response: its current revision, and whether it counts. */
export function createSettleRow({ db, connection }: OpenStore): SettleRow {
  const statements = prepareStatements(db, connection);
  const enrolledAt = createEnrolledAt(db);

  /** Of the responses in one slot the first begun counts; the others wait in its place. */
  const settleSlot = (slotKey: string, tally: VillageTally): void => {
    const inSlot = statements.inSlot.all({ slotKey });
    const first = countedResponse(inSlot);
    for (const { responseId, state: before } of inSlot) {
      const state = responseId === first?.responseId ? 'counted' : 'slot-taken';
      if (before === state) continue;
      statements.setState.run({ responseId, state });
      const row = statements.find.get({ responseId });
      if (!row) throw new Error('a response in a slot cannot be found');
      tally.change(row, state === 'counted' ? 1 : -1);
    }
  };

  const isSlotFree = (slotKey: string | null, responseId: string): boolean =>
    slotKey === null ||
    statements.inSlot.all({ slotKey }).every((rival) => rival.responseId === responseId);

  return (arrival, tally) => {
    const { claim, facts } = arrival;
    const alone = stateOfKind(facts.kind);
    // Beside a rival it begins uncounted; settling the slot then says which of them counts.
    const waits = alone === 'counted' && !isSlotFree(facts.slotKey, claim.responseId);
    const row = rowOf(arrival, waits ? 'slot-taken' : alone, enrolledAt(claim.deviceId));

    let old: Row | undefined;
    if (statements.insert.run(row).changes === 0) {
      old = statements.find.get({ responseId: claim.responseId });
      if (!old) throw new Error('a response is here and cannot be found');
      if (!takesRow(row, old)) return;
      if (old.state === 'counted') tally.change(old, -1);
      statements.replace.run(row);
    }
    if (row.state === 'counted') tally.change(facts, 1);
    if (waits && facts.slotKey !== null) settleSlot(facts.slotKey, tally);
    if (old?.slotKey) settleSlot(old.slotKey, tally);
  };
}

function prepareStatements(db: Database, connection: Connection) {
  const responseId = sql.placeholder('responseId');
  const others = {
    receipt: sql.placeholder('receipt'),
    revision: sql.placeholder('revision'),
    kind: sql.placeholder('kind'),
    state: sql.placeholder('state'),
    waveId: sql.placeholder('waveId'),
    instrumentKey: sql.placeholder('instrumentKey'),
    commune: sql.placeholder('commune'),
    village: sql.placeholder('village'),
    slotKey: sql.placeholder('slotKey'),
    surveyorId: sql.placeholder('surveyorId'),
    mode: sql.placeholder('mode'),
    visitOutcome: sql.placeholder('visitOutcome'),
    finishedAt: sql.placeholder('finishedAt'),
    receivedAt: sql.placeholder('receivedAt'),
    packed: sql.placeholder('packed'),
    correctedAt: sql.placeholder('correctedAt'),
    timeTrust: sql.placeholder('timeTrust'),
  };
  const put = () => db.insert(responses).values({ responseId, ...others });
  /** Whole forms of one household slot: those that count or would count if the slot were free. */
  const isInSlot = sql`${responses.slotKey} = ${sql.placeholder('slotKey')} and ${responses.state} in ('counted', 'slot-taken')`;
  return {
    find: db.select().from(responses).where(eq(responses.responseId, responseId)).prepare(),
    insert: hotStatement(connection, put().onConflictDoNothing()),
    replace: hotStatement(
      connection,
      put().onConflictDoUpdate({ target: responses.responseId, set: asSet(others) }),
    ),
    setState: hotStatement(
      connection,
      db
        .update(responses)
        .set({ state: sql`${sql.placeholder('state')}` })
        .where(eq(responses.responseId, responseId)),
    ),
    inSlot: hotStatement<{ responseId: string; state: ResponseState }>(
      connection,
      db
        .select({
          responseId: sql`${responses.responseId}`.as('responseId'),
          state: responses.state,
        })
        .from(responses)
        .where(isInSlot),
    ),
  };
}

/** All columns take the value of the row that could not be inserted. */
function asSet(columns: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.keys(columns).map((name) => [
      name,
      sql.raw(`excluded."${responses[name as keyof Row].name}"`),
    ]),
  );
}
