import { type JudgedLine, PhoneMoved, type StoredReceipt } from '../ports/index.ts';
import { arrivingLine, idsIn } from '../storage-rules/arriving-line.ts';
import type { Arrival } from '../storage-rules/current-row.ts';
import { type Held, answerAgain } from '../storage-rules/envelope-place.ts';
import type { LayoutReader } from './count-layouts.ts';
import { type HeldLines, readHeldLines } from './held-lines.ts';
import { placeLine } from './place-line.ts';
import { envelopes } from './schema.ts';
import { settle } from './settle-rows.ts';
import { type Phone, readPhones, readSettling } from './settled-rows.ts';
import { fromStoredText, toStoredText } from './stored-text.ts';
import type { Writing } from './transaction.ts';
import { writeRows } from './write-rows.ts';

/** A line as it was judged, and when it came. */
export interface Coming {
  readonly line: JudgedLine;
  readonly receivedAt: string;
}

/**
 * Keeps lines in the order in which they come, inside a transaction: what is here of them is read at once, each gets its place
 * in memory, and what is new is written at once.
 */
export async function storeLines(
  tx: Writing,
  coming: readonly Coming[],
  layoutOf: LayoutReader,
): Promise<readonly StoredReceipt[]> {
  if (coming.length === 0) return [];
  const lines = coming.map(({ line }) => line);
  const [phones, held, settling, withdrawn] = await Promise.all([
    readPhones(tx, lines),
    readHeldLines(tx, lines),
    readSettling(tx, acceptedOf(lines)),
    readWithdrawn(tx, lines),
  ]);
  refuseMoved(lines, phones);
  const rows: (typeof envelopes.$inferInsert)[] = [];
  const arrivals: Arrival[] = [];
  const receipts = coming.map(({ line: came, receivedAt }) => {
    const line = arrivingLine(came, (responseId) => withdrawn.has(responseId));
    const place = placeLine(line, held);
    if ('same' in place) return answerAgain(place.same);
    const receipt = tx.nextReceipt();
    const row = rowOf(line, place, { receipt, receivedAt });
    rows.push({ ...row, province: tx.province });
    addTo(held, row);
    const { claim, verdict, clock } = line;
    if (place.outcome === 'stored' && claim && verdict.accepted)
      arrivals.push({ claim, facts: verdict.facts, clock, receipt, receivedAt });
    return { ...place.answer, receipt, receivedAt };
  });
  const enrolledAt = (deviceId: string) => phones.get(deviceId)?.enrolledAt;
  const settled = await settle(tx, arrivals, { read: settling, enrolledAt, layoutOf });
  await Promise.all([putLines(tx, rows), settled.write()]);
  return receipts;
}

/** Which forms that these lines are of, or may be of, were withdrawn. */
async function readWithdrawn(
  { connection, province }: Writing,
  lines: readonly JudgedLine[],
): Promise<ReadonlySet<string>> {
  const ids = lines.flatMap(({ claim, bytes }) => (claim ? [claim.responseId] : idsIn(bytes)));
  const { rows } = await connection.query<{ id: string }>({
    name: 'withdrawn-forms',
    text: 'select response_id as id from withdrawn_forms where province = $1 and response_id = any($2)',
    values: [province, ids.map(toStoredText)],
  });
  return new Set(rows.map(({ id }) => fromStoredText(id)));
}

/** What those of these lines claim and say that the rules accept: others change no row. */
const acceptedOf = (lines: readonly JudgedLine[]) =>
  lines.flatMap(({ claim, verdict }) =>
    claim && verdict.accepted ? [{ claim, facts: verdict.facts }] : [],
  );

/**
 * A line is judged by the surveyor whose phone it is, before the transaction in which it is kept: where the phone was given
 * to somebody else in between, nothing is kept and it is judged anew.
 */
export function refuseMoved(
  lines: readonly JudgedLine[],
  phones: ReadonlyMap<string, Pick<Phone, 'userId'>>,
): void {
  for (const { claim, surveyorId } of lines)
    if (claim && surveyorId !== undefined && phones.get(claim.deviceId)?.userId !== surveyorId)
      throw new PhoneMoved(`the phone ${claim.deviceId} is another surveyor's now`);
}

const noClaim = { responseId: null, revision: null, deviceId: null, epoch: null, seq: null };
const noClock = { contactAt: null, clockOffsetMs: null };

function rowOf(
  { contentHash, claim, carrierDeviceId, context, bytes, clock }: JudgedLine,
  { outcome, code, detail, holdsSeq }: Pick<Held, 'outcome' | 'code' | 'detail' | 'holdsSeq'>,
  came: { readonly receipt: number; readonly receivedAt: string },
) {
  const { contactAt, clockOffsetMs } = clock ?? noClock;
  return {
    ...came,
    ...{ contentHash, outcome, code, detail, holdsSeq, carrierDeviceId },
    ...(claim ?? noClaim),
    ...context,
    ...{ contactAt, clockOffsetMs },
    line: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  };
}

const addTo = (held: HeldLines, row: ReturnType<typeof rowOf>): void => {
  held.add(row);
};

const putLines = writeRows(envelopes, [
  ...['province', 'receipt', 'contentHash', 'outcome', 'code', 'detail', 'responseId', 'revision'],
  ...['deviceId', 'epoch', 'seq', 'holdsSeq', 'carrierDeviceId', 'waveId', 'commune'],
  ...['receivedAt', 'line', 'contactAt', 'clockOffsetMs'],
]);
