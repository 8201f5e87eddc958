import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type PushAnswer, type Receipt, pushLimits } from '@sipas/shared/wire';
import type { Clock, Device, ResponseStore, StoredReceipt } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { clockOffset } from './clock-offset.ts';
import { keepByPresentSurveyor } from './judge-again.ts';
import { judgeLine } from './judge-line.ts';
import { printReceipt } from './print-receipt.ts';
import { type ReadLine, readLine } from './read-line.ts';
import { hasMoreLines, readHeader, splitLines } from './split-batch.ts';
import { type BatchContext, type SurveyContext, handsOf } from './survey-context.ts';

interface Needs {
  readonly responses: ResponseStore;
  readonly clock: Clock;
  readonly context: SurveyContext;
}

/**
 * Answers: what became of each form that a phone pushed?
 * Shape:   inflated body of a push, the phone that sent it → one receipt for every line after the header, in order, line 1
 *          the first of them; a line that is empty or broken has its receipt too.
 * Errors:  batch.unreadable, batch.protocol-unknown, device.wrong-device, batch.too-large: then nothing is kept. What is
 *          wrong with one line never ends the batch.
 * Source:  the contract of the wire, protocol 1.
 * Rule:    A-11
 */
export async function acceptBatch(
  needs: Needs,
  body: Buffer,
  carrier: Device,
): Promise<Result<PushAnswer, Refusal>> {
  if (hasMoreLines(body, pushLimits.envelopes + 1)) return refuse({ code: 'batch.too-large' });
  const [first, ...lines] = splitLines(body);
  const header = readHeader(first);
  if (!header.ok) return header;
  if (header.value.deviceId !== carrier.id) return refuse({ code: 'device.wrong-device' });

  const receivedAt = needs.clock.now();
  const offsetMs = clockOffset(header.value.sentAt, receivedAt);
  const read = lines.map((bytes) => ({ bytes, read: readLine(bytes) }));
  const receipts = await keepByPresentSurveyor(async () => {
    const context = await contextOfPush(needs.context, carrier, { read, receivedAt, offsetMs });
    const taken = read.map((line) => ({
      ...line,
      judged: judgeLine(line.bytes, line.read, context),
    }));
    const stored = await needs.responses.storeOnce(
      taken.map(({ judged }) => judged),
      receivedAt,
      { deviceId: carrier.id, offsetMs },
    );
    return taken.map((line, index) =>
      printReceipt(index + 1, line, stored[index] as StoredReceipt),
    );
  });
  return ok(await answerOf(needs, header.value.batchId, receipts));
}

async function contextOfPush(
  survey: SurveyContext,
  carrier: Device,
  {
    read,
    receivedAt,
    offsetMs,
  }: {
    readonly read: readonly { readonly read: ReadLine }[];
    readonly receivedAt: string;
    readonly offsetMs: number | null;
  },
): Promise<BatchContext> {
  const waves = await survey.waves();
  const device = await survey.device(carrier.id);
  const known = await survey.clock(carrier.id);
  const clock = { ...known, clockOffsetMs: offsetMs ?? known.clockOffsetMs, receivedAt };
  return {
    carrierDeviceId: carrier.id,
    onlyDeviceId: carrier.id,
    isVouched: true,
    signersOf: await handsOf(
      survey,
      read.flatMap(({ read: { envelope } }) => envelope ?? []),
    ),
    readBody: survey.readBody,
    wave: (id) => waves.get(id),
    device: (id) => (device?.id === id ? device : undefined),
    clockOf: (id) => (id === carrier.id ? clock : undefined),
  };
}

/** Answers: the receipts with what the phone must know of the store. */
export async function answerOf(
  { responses, clock }: Pick<Needs, 'responses' | 'clock'>,
  batchId: string,
  receipts: Receipt[],
): Promise<PushAnswer> {
  const { incarnation, safeReceipt } = await responses.head();
  return { protocol: 1, batchId, serverTime: clock.now(), incarnation, safeReceipt, receipts };
}
