import { eq, sql } from 'drizzle-orm';
import { countedResponse } from '@sipas/shared/response';
import {
  type JudgedLine,
  type ResponseFacts,
  type ResponseState,
  stateOfKind,
  takesRow,
} from '../ports/index.ts';
import type { Database } from './open-store.ts';
import { responses } from './schema.ts';
import type { VillageTally } from './village-tally.ts';

type Row = typeof responses.$inferSelect;

/** What a stored envelope brings to the narrow row of its response. */
export interface Arrival {
  readonly claim: NonNullable<JudgedLine['claim']>;
  readonly facts: ResponseFacts;
  readonly receipt: number;
  readonly receivedAt: string;
}

/** Brings the row of one response and the counts up to date. Runs inside the transaction of its batch. */
export type SettleRow = (arrival: Arrival, tally: VillageTally) => void;

/** Prepares the statements that keep one row a response: its current revision, and whether it counts. */
export function createSettleRow(db: Database): SettleRow {
  const statements = prepareStatements(db);

  /** Of the responses in one slot the first begun counts; the others wait in its place. */
  const settleSlot = (slotKey: string, tally: VillageTally): void => {
    const inSlot = statements.inSlot.all({ slotKey });
    const first = countedResponse(inSlot);
    for (const row of inSlot) {
      const state = row === first ? 'counted' : 'slot-taken';
      if (row.state === state) continue;
      statements.setState.run({ responseId: row.responseId, state });
      tally.change(row, state === 'counted' ? 1 : -1);
    }
  };

  const hasRival = ({ claim, facts }: Arrival): boolean =>
    facts.slotKey !== null &&
    statements.inSlot
      .all({ slotKey: facts.slotKey })
      .some(({ responseId }) => responseId !== claim.responseId);

  return (arrival, tally) => {
    const { claim, facts } = arrival;
    const old = statements.find.get({ responseId: claim.responseId });
    const revision = { kind: facts.kind, revision: claim.revision };
    if (old && !takesRow(revision, old)) return;

    const alone = stateOfKind(facts.kind);
    // Beside a rival it begins uncounted; settling the slot then says which of them counts.
    const state = alone === 'counted' && hasRival(arrival) ? 'slot-taken' : alone;
    if (old?.state === 'counted') tally.change(old, -1);
    statements.put.run(rowOf(arrival, state));
    if (state === 'counted') tally.change(facts, 1);
    if (state === 'slot-taken' && facts.slotKey !== null) settleSlot(facts.slotKey, tally);
    if (old?.slotKey) settleSlot(old.slotKey, tally);
  };
}

function rowOf({ claim, facts, receipt, receivedAt }: Arrival, state: ResponseState): Row {
  return {
    ...facts,
    responseId: claim.responseId,
    revision: claim.revision,
    receipt,
    receivedAt,
    state,
  };
}

function prepareStatements(db: Database) {
  const { responseId, ...others } = {
    responseId: sql.placeholder('responseId'),
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
  };
  return {
    find: db.select().from(responses).where(eq(responses.responseId, responseId)).prepare(),
    put: db
      .insert(responses)
      .values({ responseId, ...others })
      .onConflictDoUpdate({ target: responses.responseId, set: asSet(others) })
      .prepare(),
    setState: db
      .update(responses)
      .set({ state: sql`${sql.placeholder('state')}` })
      .where(eq(responses.responseId, responseId))
      .prepare(),
    /** Whole forms of one household slot: those that count or would count if the slot were free. */
    inSlot: db
      .select()
      .from(responses)
      .where(
        sql`${responses.slotKey} = ${sql.placeholder('slotKey')} and ${responses.state} in ('counted', 'slot-taken')`,
      )
      .prepare(),
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
