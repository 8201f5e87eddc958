import { createHash } from 'node:crypto';
import { canonicalJson } from '@sipas/shared/kernel';
import { type ResponseBody, envelopeHashInput, pushLimits } from '@sipas/shared/wire';
import type { Dice } from './dice.ts';

/** A full batch is sent so long after its last form. */
export const sentAfterMs = 30 * 60_000;

/** What a phone writes into every envelope of a wave. */
export interface PhoneSetting {
  readonly deviceId: string;
  readonly epoch: string;
  readonly waveId: string;
  readonly catalogue: string;
  readonly utcOffsetMin: number;
}

/** A line as it is sent, and when it was finished. */
export interface PhoneLine {
  readonly line: string;
  readonly hash: string;
  readonly atMs: number;
}

/** A record before it takes its place in the chain. */
export interface PhoneRecord {
  readonly atMs: number;
  readonly kind: 'final' | 'visit';
  readonly instrument: { readonly id: string; readonly version: string };
  readonly activeMs: number;
  readonly body: ResponseBody;
}

/**
 * Answers: the lines that a phone would send for these records, in their order.
 * Shape:   one chain of one epoch: seq from 1, each line names the hash of the one before. Lines are canonical JSON.
 * Source:  contract of the wire, protocol 1.
 */
export function* phoneLines(
  setting: PhoneSetting,
  records: Iterable<PhoneRecord>,
  dice: Dice,
): Generator<PhoneLine> {
  let prevHash: string | null = null;
  let seq = 0;
  let contactMs: number | null = null;
  let lastMs = 0;
  for (const record of records) {
    // The server is heard when a full batch is sent.
    if (seq > 0 && seq % pushLimits.envelopes === 0) contactMs = lastMs + sentAfterMs;
    seq += 1;
    lastMs = record.atMs;
    const sinceMs = contactMs === null ? -1 : record.atMs - contactMs;
    const envelope: object = {
      v: 1,
      deviceId: setting.deviceId,
      epoch: setting.epoch,
      seq,
      prevHash,
      responseId: dice.uuid7(record.atMs),
      revision: 1,
      kind: record.kind,
      waveId: setting.waveId,
      instrument: record.instrument,
      catalogue: setting.catalogue,
      clock: {
        wall: new Date(record.atMs).toISOString(),
        utcOffsetMin: setting.utcOffsetMin,
        activeMs: record.activeMs,
        // One time in five the app was started anew since.
        sinceContactMs: seq > 1 && dice.share() >= 0.2 && sinceMs >= 0 ? sinceMs : null,
      },
      body: record.body,
    };
    const hash = createHash('sha256').update(envelopeHashInput(envelope)).digest('hex');
    prevHash = hash;
    yield { line: canonicalJson({ ...envelope, hash, sig: null }), hash, atMs: record.atMs };
  }
}
