import { and, eq } from 'drizzle-orm';
import { countedResponse } from '@sipas/shared/response';
import {
  type AnswerCounts,
  addResponse,
  countsFromBytes,
  countsToBytes,
  createCounts,
  responseCount,
} from '@sipas/shared/scoring';
import { stateOfKind, takesRow } from '../ports/index.ts';
import type { CountLayout } from '@sipas/shared/scoring';
import { type Arrival, type CurrentRow, rowOf } from '../storage-rules/current-row.ts';
import { type Countable, villageName } from '../storage-rules/village-name.ts';
import type { LayoutReader } from './count-layouts.ts';
import { type Settling, readVillages } from './settled-rows.ts';
import { responses, villageCounts } from './schema.ts';
import type { Writing } from './transaction.ts';
import { writeRows } from './write-rows.ts';

type Row = CurrentRow;

interface Needs {
  readonly read: Settling;
  enrolledAt(deviceId: string): string | undefined;
  readonly layoutOf: LayoutReader;
}

/**
 * Brings the rows of these responses and the counts of their villages up to date, in the order of the arrivals: what they
 * touch was read at once, is settled in memory, and is written at once when it is told to.
 */
export async function settle(
  tx: Writing,
  arrivals: readonly Arrival[],
  { read, enrolledAt, layoutOf }: Needs,
): Promise<{ write(): Promise<void> }> {
  const rows = createRows(read.rows);
  const tally: [Countable, 1 | -1][] = [];
  const change = (response: Countable, by: 1 | -1): void => {
    tally.push([response, by]);
    const { waveId, instrumentKey, commune, village, packed, mode } = response;
    tx.count({ waveId, instrumentKey, commune, village, packed, mode, by });
  };
  for (const arrival of arrivals) {
    const at = enrolledAt(arrival.claim.deviceId);
    if (at === undefined) throw new Error('a stored response names a lost phone');
    settleOne(rows, arrival, at, change);
  }
  const counts = await countVillages(tx, tally, read.counts, layoutOf);
  return {
    async write() {
      await Promise.all([
        putRows(
          tx,
          rows.changed().map((row) => ({ ...row, province: tx.province })),
        ),
        putVillages(tx, counts.filled),
        ...counts.emptied.map((place) => removeVillage(tx, place)),
      ]);
    },
  };
}

/** The rows that a batch touches, and which of them share a household slot. */
function createRows(read: readonly Row[]) {
  const byId = new Map<string, Row>();
  const bySlot = new Map<string, Map<string, Row>>();
  const touched = new Set<string>();
  const hold = (row: Row): void => {
    const before = byId.get(row.responseId);
    if (before?.slotKey) bySlot.get(before.slotKey)?.delete(row.responseId);
    byId.set(row.responseId, row);
    if (row.slotKey === null || (row.state !== 'counted' && row.state !== 'slot-taken')) return;
    const inSlot = bySlot.get(row.slotKey) ?? new Map<string, Row>();
    bySlot.set(row.slotKey, inSlot.set(row.responseId, row));
  };
  for (const row of read) hold(row);
  return {
    all: () => [...byId.values()],
    find: (responseId: string) => byId.get(responseId),
    /** Whole forms of one slot: those that count or would count if the slot were free. */
    inSlot: (slotKey: string) => [...(bySlot.get(slotKey)?.values() ?? [])],
    put(row: Row) {
      hold(row);
      touched.add(row.responseId);
    },
    changed: () => [...touched].flatMap((id) => byId.get(id) ?? []),
  };
}

type Change = (response: Countable, by: 1 | -1) => void;

/** The same as one form on SQLite (A-02): the row of a response is its current revision, and of a slot the first begun counts. */
function settleOne(
  rows: ReturnType<typeof createRows>,
  arrival: Arrival,
  enrolledAt: string,
  change: Change,
): void {
  const { claim, facts } = arrival;
  const alone = stateOfKind(facts.kind);
  const isSlotFree =
    facts.slotKey === null ||
    rows.inSlot(facts.slotKey).every((rival) => rival.responseId === claim.responseId);
  // Beside a rival it begins uncounted; settling the slot then says which of them counts.
  const waits = alone === 'counted' && !isSlotFree;
  const row = rowOf(arrival, waits ? 'slot-taken' : alone, enrolledAt);
  const old = rows.find(claim.responseId);
  if (old !== undefined) {
    if (!takesRow(row, old)) return;
    if (old.state === 'counted') change(old, -1);
  }
  rows.put(row);
  if (row.state === 'counted') change(facts, 1);
  if (waits) settleSlot(rows, facts.slotKey, change);
  if (old?.slotKey) settleSlot(rows, old.slotKey, change);
}

function settleSlot(rows: ReturnType<typeof createRows>, slotKey: string, change: Change): void {
  const inSlot = rows.inSlot(slotKey);
  const first = countedResponse(inSlot);
  for (const row of inSlot) {
    const state = row.responseId === first?.responseId ? 'counted' : 'slot-taken';
    if (row.state === state) continue;
    rows.put({ ...row, state });
    change(row, state === 'counted' ? 1 : -1);
  }
}

const rowColumns = [
  ...['responseId', 'receipt', 'revision', 'kind', 'state', 'waveId', 'instrumentKey', 'commune'],
  ...['village', 'slotKey', 'surveyorId', 'mode', 'visitOutcome', 'finishedAt', 'receivedAt'],
  ...['packed', 'correctedAt', 'timeTrust'],
] as const;

const putRows = writeRows(
  responses,
  ['province', ...rowColumns],
  `on conflict (province, response_id) do update set ${rowColumns
    .filter((name) => name !== 'responseId')
    .map((name) => responses[name as keyof Row].name)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`,
);

const putVillages = writeRows(
  villageCounts,
  ['province', 'waveId', 'instrumentKey', 'commune', 'village', 'counts'],
  `on conflict (province, wave_id, instrument_key, commune, village) do update set counts = excluded.counts`,
);

/** Each village is read once and written once; one without responses has no row. */
async function countVillages(
  tx: Writing,
  tally: readonly (readonly [Countable, 1 | -1])[],
  read: Settling['counts'],
  layoutOf: LayoutReader,
) {
  const places = new Map(tally.map(([response]) => [villageName(response), response] as const));
  // Where a rival in another village gives its place, that village was not among those of the lines.
  const further = [...places].filter(([name]) => !read.has(name)).map(([, place]) => place);
  const others = await readVillages(tx, further);
  const counts = new Map<
    string,
    { readonly layout: CountLayout; readonly village: AnswerCounts }
  >();
  for (const [name, { instrumentKey }] of places) {
    const layout = await layoutOf(instrumentKey, tx.db);
    const known = read.get(name) ?? others.get(name);
    counts.set(name, {
      layout,
      village: known ? countsFromBytes(layout, known) : createCounts(layout),
    });
  }
  for (const [response, by] of tally) {
    const found = counts.get(villageName(response));
    if (found) addResponse(found.layout, found.village, response.packed, by);
  }
  const rows = [...places].flatMap(([name, place]) => {
    const found = counts.get(name);
    if (found === undefined) return [];
    const { waveId, instrumentKey, commune, village } = place;
    const key = { province: tx.province, waveId, instrumentKey, commune, village };
    const isEmpty = responseCount(found.village) === 0;
    return [{ ...key, isEmpty, counts: Buffer.from(countsToBytes(found.village)) }];
  });
  return {
    filled: rows.filter(({ isEmpty }) => !isEmpty),
    emptied: rows.filter(({ isEmpty }) => isEmpty),
  };
}

async function removeVillage(
  { db, province }: Writing,
  { waveId, instrumentKey, commune, village }: Omit<Countable, 'packed' | 'mode'>,
): Promise<void> {
  await db
    .delete(villageCounts)
    .where(
      and(
        eq(villageCounts.province, province),
        eq(villageCounts.waveId, waveId),
        eq(villageCounts.instrumentKey, instrumentKey),
        eq(villageCounts.commune, commune),
        eq(villageCounts.village, village),
      ),
    );
}
