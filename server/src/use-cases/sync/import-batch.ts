import { type Result, ok } from '@sipas/shared/kernel';
import { type PushAnswer, type Receipt, pushLimits } from '@sipas/shared/wire';
import type { Clock, DeviceClock, ResponseStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { answerOf, printReceipt } from './accept-batch.ts';
import { judgeLine } from './judge-line.ts';
import { type ReadLine, readLine } from './read-line.ts';
import { looksLikeHeader, readHeader, splitLines } from './split-batch.ts';
import type { BatchContext, KnownDevice, SurveyContext } from './survey-context.ts';

interface Needs {
  readonly responses: ResponseStore;
  readonly clock: Clock;
  readonly context: SurveyContext;
}

interface CarriedLine {
  readonly bytes: Buffer;
  readonly read: ReadLine;
  readonly carrierId: string;
}

/**
 * Answers: what became of each form in a batch file?
 * Shape:   the lines of a push, from any number of phones → one receipt for every line that is no header, in order.
 *          Files may be put together: each header names the phone of the lines after it.
 * Errors:  batch.unreadable, batch.protocol-unknown, of any header: then nothing is kept. Kept in steps of 100 lines; the
 *          same file again is harmless.
 * Source:  the contract of the wire, protocol 1.
 * Rule:    A-12
 */
export async function importBatch(
  needs: Needs,
  body: Buffer,
): Promise<Result<PushAnswer, Refusal>> {
  const lines = splitLines(body);
  const header = readHeader(lines[0]);
  if (!header.ok) return header;
  const carried = carryLines(lines);
  if (!carried.ok) return carried;

  const receipts: Receipt[] = [];
  for (let from = 0; from < carried.value.length; from += pushLimits.envelopes) {
    const chunk = carried.value.slice(from, from + pushLimits.envelopes);
    const receivedAt = needs.clock.now();
    const contextFor = await contextOfFile(needs.context, chunk, receivedAt);
    const judged = chunk.map(({ bytes, read, carrierId }) =>
      judgeLine(bytes, read, contextFor(carrierId)),
    );
    const stored = await needs.responses.storeOnce(judged, receivedAt);
    for (const [index, receipt] of stored.entries())
      receipts.push(printReceipt(receipts.length + 1, chunk[index]?.read.said ?? {}, receipt));
  }
  return ok(await answerOf(needs, header.value.batchId, receipts));
}

function carryLines(lines: readonly Buffer[]): Result<readonly CarriedLine[], Refusal> {
  const carried: CarriedLine[] = [];
  let carrierId = '';
  for (const bytes of lines) {
    if (looksLikeHeader(bytes)) {
      const header = readHeader(bytes);
      if (!header.ok) return header;
      carrierId = header.value.deviceId;
    } else carried.push({ bytes, read: readLine(bytes), carrierId });
  }
  return ok(carried);
}

async function contextOfFile(
  survey: SurveyContext,
  chunk: readonly CarriedLine[],
  receivedAt: string,
): Promise<(carrierId: string) => BatchContext> {
  const waves = await survey.waves();
  const devices = new Map<string, KnownDevice>();
  const clocks = new Map<string, DeviceClock & { readonly receivedAt: string }>();
  for (const { read, carrierId } of chunk)
    for (const id of [carrierId, read.envelope?.deviceId]) {
      if (id === undefined || devices.has(id)) continue;
      const device = await survey.device(id);
      if (!device) continue;
      devices.set(id, device);
      // The file was underway for who knows how long: only what the network told of the clock counts.
      clocks.set(id, { ...(await survey.clock(id)), receivedAt });
    }
  return (carrierId) => ({
    carrierDeviceId: devices.has(carrierId) ? carrierId : null,
    onlyDeviceId: null,
    wave: (id) => waves.get(id),
    device: (id) => devices.get(id),
    clockOf: (id) => clocks.get(id),
  });
}
