import type { ClearEnvelope, Envelope } from '@sipas/shared/wire';

/** Where a form lay, as far as counting what is excluded needs it. */
export interface TracePlace {
  readonly commune: string;
  readonly village: string;
  readonly mode: string;
}

/** Begins every trace, and no line that a phone can have stored: unknown members are refused. */
const mark = '{"withdrawn":true';
/** What is left of a line that proved nothing. */
const bareTrace = Buffer.from('{"withdrawn":true}');

/**
 * Answers: what is left of a line whose form was withdrawn?
 * Shape:   bytes of an envelope → its head: phone, number, the hash before and its own, signature, wave, times; commune, village
 *          and mode, and nothing else that was said. The chain of its phone and the signature over its hash stay provable; that
 *          the hash is of what was there is not any more. Of a line that is no envelope only that it was there.
 * Errors:  throws never.
 * Source:  decision 107.
 * Rule:    H-10
 */
export function traceOf(line: Uint8Array, place: TracePlace): Buffer {
  const envelope = readEnvelope(line);
  if (envelope === null) return bareTrace;
  const { v, deviceId, epoch, seq, prevHash, responseId, revision, kind, waveId } = envelope;
  const { instrument, catalogue, clock, hash, sig } = envelope;
  const head = { v, deviceId, epoch, seq, prevHash, responseId, revision, kind, waveId };
  const body = {
    unit: { commune: place.commune, village: place.village },
    ...{ mode: place.mode, language: '', answers: {} },
  };
  return Buffer.from(
    JSON.stringify({
      ...{ withdrawn: true, ...head, instrument, catalogue, clock, hash, sig, body },
    }),
  );
}

/** A trace read as an envelope. */
export type Trace = ClearEnvelope & { readonly withdrawn: true };

export const isTrace = (line: Uint8Array): boolean =>
  Buffer.from(line.buffer, line.byteOffset, Math.min(line.byteLength, mark.length)).equals(
    Buffer.from(mark),
  );

export const isBareTrace = (line: Uint8Array): boolean => bareTrace.equals(line);

/** The beginning of a trace as SQL compares it with a line. */
export const traceMark = Buffer.from(mark);

function readEnvelope(line: Uint8Array): Envelope | null {
  try {
    const parsed = JSON.parse(Buffer.from(line).toString('utf8')) as Envelope | null;
    return typeof parsed === 'object' && parsed !== null && 'hash' in parsed ? parsed : null;
  } catch {
    return null;
  }
}
