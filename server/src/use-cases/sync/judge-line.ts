import { hash } from 'node:crypto';
import { findUnit } from '@sipas/shared/admin-units';
import { finishContact, judgeResponse } from '@sipas/shared/response';
import type { ClearEnvelope, Envelope } from '@sipas/shared/wire';
import { type JudgedLine, responseFacts, villageIdentity } from '../../ports/index.ts';
import { isInScope } from '../waves/index.ts';
import { judgeSignature } from './judge-signature.ts';
import type { LineFault } from './line-fault.ts';
import { isPlausibleNumber } from './plausible-number.ts';
import type { ReadLine } from './read-line.ts';
import type { BatchContext, KnownDevice, KnownWave } from './survey-context.ts';

/**
 * Answers: may this line count, or does it wait for a person, and under which code?
 * Shape:   a line that was read, what is known of phones and waves → judged line. After the faults of reading the
 *          first of these holds:
 *
 * | code                             | the envelope                                                     |
 * |----------------------------------|------------------------------------------------------------------|
 * | envelope.wrong-device            | names another phone than the one that pushes                     |
 * | envelope.unknown-device          | names a phone that was never enrolled (files only)               |
 * | a code of A-165                  | is not signed as its phone signs; it holds no place               |
 * | envelope.number-implausible      | has a number that no phone reaches; it holds no place      |
 * | device.revoked                   | comes from a phone whose enrolment was taken back                |
 * | device.unconfirmed               | comes from a phone whose number the office did not compare yet (A-171) |
 * | a code of A-164                  | has a body that cannot be opened, or is none                     |
 * | wave.unknown, wave.closed        | belongs to no wave, or to a closed one                           |
 * | instrument.unknown, instrument.version-unknown | answers what the wave does not ask                 |
 * | catalogue.unknown                | uses other units than the wave                                   |
 * | unit.unknown, unit.outside-area  | is placed nowhere, or where its surveyor does not work           |
 * | unit.village-invalid             | has a village of no or over 100 characters, or with control ones |
 * | a code of R-03                   | has answers that do not fit                                      |
 *
 *          Clocks decide nothing: one that is years off is kept as it is.
 * Errors:  throws never.
 * Source:  the contract of the wire, protocol 1; decision D12.
 * Rule:    A-09
 */
export function judgeLine(bytes: Uint8Array, line: ReadLine, context: BatchContext): JudgedLine {
  const { carrierDeviceId } = context;
  if (line.fault)
    return waits(bytes, line.fault, { carrierDeviceId, context: noContext, claim: null });
  const { envelope } = line;
  const wave = context.wave(envelope.waveId);
  const opened = context.readBody(envelope);
  const where = {
    carrierDeviceId,
    context: placeOf(opened.ok ? opened.value : null, wave),
  };

  const device = context.device(envelope.deviceId);
  const foreign = judgeDevice(envelope, device, context);
  if (foreign || !device) return waits(bytes, foreign ?? unknownDevice, { ...where, claim: null });

  const unsigned = judgeSignature(envelope, { ...context, signs: device.signs });
  if (unsigned) return waits(bytes, unsigned, { ...where, claim: null });

  if (!isPlausibleNumber(envelope.seq))
    return waits(
      bytes,
      { code: 'envelope.number-implausible', detail: String(envelope.seq) },
      { ...where, claim: null },
    );

  const judged = {
    bytes,
    contentHash: envelope.hash,
    claim: claimOf(envelope),
    surveyorId: device.userId,
    ...where,
    ...clockFacts(envelope, context),
  };
  const refused = (fault: LineFault): JudgedLine => ({
    ...judged,
    verdict: { accepted: false, ...fault },
  });
  const heldBack = judgeTrust(device);
  if (heldBack) return refused(heldBack);
  if (!opened.ok) return refused(opened.error);
  const form = opened.value;
  if (!wave) return refused({ code: 'wave.unknown', detail: envelope.waveId });
  const fault = judgeSetting(form, wave);
  if (fault) return refused(fault);
  const instrument = wave.instruments.get(form.instrument.version);
  if (!instrument) throw new Error('an instrument was judged known and is not');
  const misplaced = judgePlace(form, wave, device);
  if (misplaced) return refused(misplaced);
  const unfit = judgeResponse(instrument.indexed, form.kind, form.body);
  if (unfit) return refused({ code: unfit.code, detail: unfit.questions.join(', ') });
  const facts = responseFacts(form, instrument.packed, device.userId);
  return { ...judged, verdict: { accepted: true, facts } };
}

const noContext: JudgedLine['context'] = { waveId: null, commune: null };
const unknownDevice: LineFault = { code: 'envelope.unknown-device', detail: '' };

/** A line that holds no place is known by its own bytes, so that it never stands in for an authentic one. */
function waits(
  bytes: Uint8Array,
  fault: LineFault,
  rest: Pick<JudgedLine, 'carrierDeviceId' | 'context' | 'claim'>,
): JudgedLine {
  return {
    ...rest,
    bytes,
    contentHash: `raw:${hash('sha256', bytes)}`,
    verdict: { accepted: false, ...fault },
  };
}

function judgeDevice(
  envelope: Envelope,
  device: KnownDevice | undefined,
  { onlyDeviceId }: BatchContext,
): LineFault | null {
  if (onlyDeviceId !== null && envelope.deviceId !== onlyDeviceId)
    return { code: 'envelope.wrong-device', detail: envelope.deviceId };
  return device ? null : { ...unknownDevice, detail: envelope.deviceId };
}

/** What waits for this alone is judged again when a person says so. */
function judgeTrust({ revoked, unconfirmed }: KnownDevice): LineFault | null {
  if (revoked) return { code: 'device.revoked', detail: '' };
  return unconfirmed ? { code: 'device.unconfirmed', detail: '' } : null;
}

const claimOf = ({ responseId, revision, deviceId, epoch, seq }: Envelope) => ({
  responseId,
  revision,
  deviceId,
  epoch,
  seq,
});

/** What is known on arrival of the clock by which a form was finished: only to tell its time, never to judge it. */
function clockFacts(
  { clock, deviceId }: Envelope,
  { clockOf }: BatchContext,
): Pick<JudgedLine, 'clock'> {
  const arrival = clockOf?.(deviceId);
  if (arrival === undefined) return {};
  const { sinceContactMs } = clock;
  const { clockOffsetMs } = arrival;
  return { clock: { sinceContactMs, clockOffsetMs, contactAt: finishContact(clock, arrival) } };
}

/** Only what is known is named, so that lists by wave and area never follow an invention. */
function placeOf(form: ClearEnvelope | null, wave: KnownWave | undefined): JudgedLine['context'] {
  if (!wave) return noContext;
  const commune = form?.body.unit.commune ?? null;
  const isKnown = commune !== null && findUnit(wave.catalogue, commune) !== undefined;
  return { waveId: wave.id, commune: isKnown ? commune : null };
}

function judgeSetting(envelope: ClearEnvelope, wave: KnownWave): LineFault | null {
  const { instrument, catalogue } = envelope;
  if (!wave.isOpen) return { code: 'wave.closed', detail: wave.id };
  if (!wave.instrumentIds.has(instrument.id))
    return { code: 'instrument.unknown', detail: instrument.id };
  if (wave.instruments.get(instrument.version)?.packed.id !== instrument.id)
    return { code: 'instrument.version-unknown', detail: instrument.version };
  if (catalogue !== wave.catalogue.day) return { code: 'catalogue.unknown', detail: catalogue };
  return null;
}

const longestVillage = 100;
/** Characters are code points; only a text that could be too long is counted. */
const isLongerThan = (text: string, most: number): boolean =>
  text.length > most && Array.from(text).length > most;
const control = /\p{Cc}/u;

function judgePlace(
  { body }: ClearEnvelope,
  wave: KnownWave,
  device: KnownDevice,
): LineFault | null {
  const { commune } = body.unit;
  if (!wave.communes.has(commune)) return { code: 'unit.unknown', detail: commune };
  if (!isInScope(wave.scopeOf(device), commune))
    return { code: 'unit.outside-area', detail: commune };
  const village = villageIdentity(body.unit.village);
  if (village === '' || isLongerThan(village, longestVillage) || control.test(village))
    return { code: 'unit.village-invalid', detail: '' };
  return null;
}
