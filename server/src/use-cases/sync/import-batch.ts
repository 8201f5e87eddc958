import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type ImportAnswer,
  type MissingLine,
  type PassedOver,
  type Receipt,
  pushLimits,
} from '@sipas/shared/wire';
import {
  type Clock,
  type DeviceClock,
  type ResponseStore,
  StoreFull,
  type StoredReceipt,
} from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { answerOf } from './accept-batch.ts';
import type { FilePiece } from './inflate.ts';
import { keepByPresentSurveyor } from './judge-again.ts';
import { judgeLine } from './judge-line.ts';
import { type LineFound, missingLines } from './missing-lines.ts';
import { type BatchFile, readBatchFile, worseDamage } from './read-batch-file.ts';
import { printReceipt } from './print-receipt.ts';
import { type ReadLine, readLine } from './read-line.ts';
import { createLineSieve, passedOverRuns } from './unproven-lines.ts';
import {
  type BatchContext,
  type KnownDevice,
  type SurveyContext,
  handsOf,
} from './survey-context.ts';

interface Needs {
  readonly responses: ResponseStore;
  readonly clock: Clock;
  readonly context: SurveyContext;
}

interface CarriedLine {
  readonly bytes: Buffer;
  readonly read: ReadLine;
  readonly carrierId: string | null;
  /** Place in the file, headers and manifests not counted, from 1. */
  readonly place: number;
}

/**
 * Answers: what became of each form in a batch file?
 * Shape:   the pieces of a file, from any number of phones → one receipt for every line that is neither header nor manifest,
 *          in order; then what is known to be missing, and what was passed over, by number. Each header names the phone of the lines after it. A
 *          receipt has a hash only where the line has the content that the hash names.
 * Errors:  batch.unreadable, batch.protocol-unknown, of any header: then nothing is kept. Kept in steps of 100 lines; the
 *          same file again is harmless.
 * Source:  the contract of the wire, protocol 1; decision 23.
 * Rule:    A-12
 */
export async function importBatch(
  needs: Needs,
  pieces: readonly FilePiece[],
): Promise<Result<ImportAnswer, Refusal>> {
  const file = readBatchFile(pieces);
  if (!file.ok) return file;
  const lines = file.value.batches.flatMap(({ deviceId, lines }) =>
    lines.map((bytes) => ({ bytes, carrierId: deviceId })),
  );
  const sieve = createLineSieve();
  const isKept: boolean[] = [];

  const receipts: Receipt[] = [];
  const found: LineFound[] = [];
  for (let from = 0; from < lines.length; from += pushLimits.envelopes) {
    const chunk = lines
      .slice(from, from + pushLimits.envelopes)
      .map((line, at) => ({ ...line, read: readLine(line.bytes), place: from + at + 1 }));
    found.push(...chunk.map(({ read }) => foundOf(read)));
    const keeps = chunk.map(({ bytes, read }) => sieve.keeps(bytes, read));
    isKept.push(...keeps);
    const kept = chunk.filter((_, at) => keeps[at] === true);
    const step = await keepOrNoRoom(needs, kept, from);
    if (!step.ok) return step;
    receipts.push(...step.value);
    // A long file does not keep phones waiting: their pushes get their turn between its steps.
    await nextTurn();
  }
  const answer = await answerOf(needs, file.value.batches[0]?.batchId ?? '', receipts);
  const passedOver = passedOverRuns(file.value.batches, isKept);
  const former = await needs.context.formerLives();
  const before = former.length > 0 ? { formerIncarnations: [...former] } : {};
  return ok({ ...answer, ...before, ...damageOf(file.value, found, passedOver) });
}

/**
 * Answers: the receipts of one step of a file, or that the disk is full: then nobody sends its lines again but who has the
 *          file, so that whoever imports it must hear of it.
 * Errors:  import.no-room, with how many lines of the file were seen to before.
 * Rule:    A-76
 */
async function keepOrNoRoom(
  needs: Needs,
  kept: readonly CarriedLine[],
  linesBefore: number,
): Promise<Result<Receipt[], Refusal>> {
  if (kept.length === 0) return ok([]);
  try {
    return ok(await keepByPresentSurveyor(() => keepChunk(needs, kept)));
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error;
    return refuse({ code: 'import.no-room', detail: String(linesBefore) });
  }
}

async function keepChunk(
  { responses, clock, context }: Needs,
  chunk: readonly CarriedLine[],
): Promise<Receipt[]> {
  const receivedAt = clock.now();
  const contextFor = await contextOfFile(context, chunk, receivedAt);
  const taken = chunk.map(({ bytes, read, carrierId, place }) => ({
    place,
    bytes,
    read,
    judged: judgeLine(bytes, read, contextFor(carrierId)),
  }));
  const stored = await responses.storeOnce(
    taken.map(({ judged }) => judged),
    receivedAt,
  );
  return taken.map((line, index) => printReceipt(line.place, line, stored[index] as StoredReceipt));
}

const foundOf = ({ envelope, said }: ReadLine): LineFound => ({
  isAuthentic: envelope !== undefined,
  hash: said.hash ?? null,
});

/** Nothing is said of a file that nothing speaks against. */
function damageOf(
  { batches, damage }: BatchFile,
  found: readonly LineFound[],
  passedOver: PassedOver[],
): Pick<ImportAnswer, 'missingLines' | 'passedOver' | 'damage'> {
  const present = new Set(
    found.flatMap(({ isAuthentic, hash }) => (isAuthentic && hash !== null ? [hash] : [])),
  );
  const missing: MissingLine[] = [];
  let from = 0;
  for (const batch of batches) {
    const until = from + batch.lines.length;
    missing.push(...missingLines(batch, found.slice(from, until), present));
    from = until;
  }
  const byLines =
    passedOver.length > 0 || missing.some(({ reason }) => reason === 'altered')
      ? 'altered'
      : missing.length > 0
        ? 'cut'
        : null;
  const whole = worseDamage(damage, byLines);
  return {
    ...(missing.length > 0 ? { missingLines: missing } : {}),
    ...(passedOver.length > 0 ? { passedOver } : {}),
    ...(whole === null ? {} : { damage: whole }),
  };
}

async function contextOfFile(
  survey: SurveyContext,
  chunk: readonly CarriedLine[],
  receivedAt: string,
): Promise<(carrierId: string | null) => BatchContext> {
  const waves = await survey.waves();
  const devices = new Map<string, KnownDevice>();
  const clocks = new Map<string, DeviceClock & { readonly receivedAt: string }>();
  for (const { read, carrierId } of chunk)
    for (const id of [carrierId, read.envelope?.deviceId]) {
      if (typeof id !== 'string' || devices.has(id)) continue;
      const device = await survey.device(id);
      if (!device) continue;
      devices.set(id, device);
      // The file was underway for who knows how long: only what the network told of the clock counts.
      clocks.set(id, { ...(await survey.clock(id)), receivedAt });
    }
  const signersOf = await handsOf(
    survey,
    chunk.flatMap(({ read: { envelope } }) => envelope ?? []),
  );
  return (carrierId) => ({
    isVouched: false,
    signersOf,
    readBody: survey.readBody,
    carrierDeviceId: carrierId !== null && devices.has(carrierId) ? carrierId : null,
    onlyDeviceId: null,
    wave: (id) => waves.get(id),
    device: (id) => devices.get(id),
    clockOf: (id) => clocks.get(id),
  });
}
