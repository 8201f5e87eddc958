import { createHash } from 'node:crypto';
import { canonicalJson } from '@sipas/shared/kernel';
import { type ResponseBody, envelopeHashInput } from '@sipas/shared/wire';
import type { Dice } from './dice.ts';

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
  for (const record of records) {
    seq += 1;
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
        sinceContactMs: seq === 1 ? null : dice.between(60_000, 8 * 3_600_000),
      },
      body: record.body,
    };
    const hash = createHash('sha256').update(envelopeHashInput(envelope)).digest('hex');
    prevHash = hash;
    yield { line: canonicalJson({ ...envelope, hash, sig: null }), hash, atMs: record.atMs };
  }
}
