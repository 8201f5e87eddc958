/** By what two records are told apart. */
export interface RecordIdentity {
  /** Hash of the content. */
  readonly hash: string;
  readonly responseId: string;
  readonly revision: number;
  readonly deviceId: string;
  readonly epoch: string;
  readonly seq: number;
}

/** same: these very bytes are held · conflict: this form is held with other content · fork: this number of the phone is held for another form. */
export type Identification = 'same' | 'conflict' | 'fork' | 'new';

/**
 * Answers: is an incoming record one that is held already?
 * Shape:   the held records that share anything with it, in any order, and the incoming one → one word:
 *
 * | equal to a held record in                 | says     |
 * |-------------------------------------------|----------|
 * | hash                                      | same     |
 * | else responseId and revision              | conflict |
 * | else deviceId, epoch and seq              | fork     |
 * | else                                      | new      |
 *
 * Errors:  throws never.
 * Source:  the contract of the wire, protocol 1: outcomes of a push.
 * Rule:    R-05
 */
export function identify(
  existing: readonly RecordIdentity[],
  incoming: RecordIdentity,
): Identification {
  if (existing.some(({ hash }) => hash === incoming.hash)) return 'same';
  if (existing.some((held) => isSameRevision(held, incoming))) return 'conflict';
  return existing.some((held) => isSamePlaceInChain(held, incoming)) ? 'fork' : 'new';
}

const isSameRevision = (a: RecordIdentity, b: RecordIdentity): boolean =>
  a.responseId === b.responseId && a.revision === b.revision;

const isSamePlaceInChain = (a: RecordIdentity, b: RecordIdentity): boolean =>
  a.deviceId === b.deviceId && a.epoch === b.epoch && a.seq === b.seq;
