import { type Identification, identify } from '@sipas/shared/response';
import type { JudgedLine, StoredReceipt } from '../ports/index.ts';

type Claim = NonNullable<JudgedLine['claim']>;
export type Outcome = 'stored' | 'conflict' | 'fork' | 'quarantined';

/** Under which outcome a line is kept, whether its number in the chain is its own, and what is answered. */
export interface Place {
  readonly outcome: Outcome;
  readonly code: StoredReceipt['code'];
  readonly detail: string | null;
  readonly holdsSeq: boolean;
  readonly answer: Pick<StoredReceipt, 'outcome' | 'code' | 'detail'>;
}

const place = (
  outcome: Outcome,
  code: StoredReceipt['code'],
  detail: string | null,
  holdsSeq: boolean,
): Place => ({ outcome, code, detail, holdsSeq, answer: { outcome, code, detail } });

export function judgedPlace({ verdict, claim }: JudgedLine): Place {
  if (verdict.accepted) return place('stored', null, null, true);
  return place('quarantined', verdict.code, verdict.detail, claim !== null);
}

export const othersPlace = place('conflict', 'response.of-other-device', null, true);

/** What is known of a line that is here. */
export interface Held {
  readonly receipt: number;
  readonly contentHash: string;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly detail: string | null;
  readonly responseId: string | null;
  readonly revision: number | null;
  readonly deviceId: string | null;
  readonly epoch: string | null;
  readonly seq: number | null;
  readonly holdsSeq: boolean;
  readonly receivedAt: string;
}

/**
 * Answers: is this line here already, does it contradict what is here, or is it new?
 * Shape:   judged line → its receipt; the bytes are kept once, whatever the outcome.
 *
 * | held already                                   | outcome                                        |
 * |------------------------------------------------|------------------------------------------------|
 * | the same content                               | already-stored where that was stored, else its |
 * |                                                | own outcome again; the first receipt again     |
 * | other content under the same response revision | conflict                                       |
 * | other content under the same place in a chain  | fork                                           |
 * | the same response, from another phone          | conflict: nobody corrects or withdraws         |
 * |                                                | what somebody else has asked                   |
 * | nothing of this                                | stored, or quarantined as it was judged        |
 *
 * Errors:  throws defects only.
 * Source:  the contract of the wire, protocol 1; docs/decisions/0010-first-durable-holds.md.
 * Rule:    A-01
 *
 * A conflict keeps its own number in the chain, unless that is taken as well.
 */
export function contradiction(claim: Claim, hash: string, held: readonly Held[]): Place {
  const known = held.map(identityOf);
  const incoming = { ...claim, hash };
  const found: Identification = identify(known, incoming);
  if (found === 'conflict') {
    const isSeqTaken = known.some(
      (other) =>
        other.deviceId === claim.deviceId && other.epoch === claim.epoch && other.seq === claim.seq,
    );
    return place('conflict', 'response.conflict', null, !isSeqTaken);
  }
  if (found === 'fork') return place('fork', 'response.fork', null, false);
  throw new Error(`an envelope that is ${found} was refused a place`);
}

const identityOf = (row: Held) => ({
  hash: row.contentHash,
  responseId: row.responseId ?? '',
  revision: row.revision ?? 0,
  deviceId: row.deviceId ?? '',
  epoch: row.epoch ?? '',
  seq: row.seq ?? 0,
});

/** Answers: the receipt of a line that is here already. */
export function answerAgain(
  row: Pick<Held, 'outcome' | 'code' | 'detail' | 'receipt' | 'receivedAt'>,
): StoredReceipt {
  return {
    outcome: row.outcome === 'stored' ? 'already-stored' : row.outcome,
    code: row.code as StoredReceipt['code'],
    detail: row.detail,
    receipt: row.receipt,
    receivedAt: row.receivedAt,
  };
}
