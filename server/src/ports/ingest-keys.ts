import type { Result } from '@sipas/shared/kernel';
import type { ClearEnvelope, Envelope, IngestPublicKey, SealedEnvelope } from '@sipas/shared/wire';
import type { WaitingLine } from './unknown-phones.ts';

/** Why a sealed body cannot be read, and the id of its key. */
export interface SealFault {
  readonly code: 'envelope.key-unknown' | 'envelope.seal-broken';
  readonly detail: string;
}

/** Whoever holds the keys to which forms are sealed. */
export interface OpensSeals {
  /** Answers: the bytes of the body. Waits for nothing: those who read the store cannot. */
  open(envelope: SealedEnvelope): Result<Buffer, SealFault>;
}

/** A key as the store and the file of keys know it together. */
export interface ListedKey {
  readonly keyId: string;
  readonly createdAt: string | null;
  /** Waves whose forms are sealed to it, by id. */
  readonly waveIds: readonly string[];
  /** Its private half is here. */
  readonly isHere: boolean;
  /** Lines that wait for it. */
  readonly waiting: number;
}

/** What a sealed text is for, and what it is bound to. */
export interface Binding {
  readonly info: string;
  readonly beside: string;
}

/**
 * The keys to which phones seal what they finished. Their private halves lie in a file of their own, never in the store or in
 * a copy of it; nothing ever takes one away.
 */
export interface IngestKeys extends OpensSeals {
  /** Answers: what was sealed to one of these keys for another purpose than a form; null where it does not open here. */
  openSealed(sealed: SealedEnvelope['sealed'], bound: Binding): Buffer | null;
  /** Answers: the newest key of each wave whose private half is here, by wave. */
  newest(): Promise<ReadonlyMap<string, IngestPublicKey>>;
  /**
   * Gives every wave that is open or waits a key, where none of its keys is here. Answers: how many it gave.
   * Promise: a key lies in its file for good before any phone hears of it.
   */
  ensure(now: string): Promise<number>;
  /** Gives a wave a new key beside those that it has; null where there is no such wave. */
  rotate(waveId: string, now: string): Promise<IngestPublicKey | null>;
  /** Answers: all keys, by id. */
  list(): Promise<readonly ListedKey[]>;
  /** Answers: the file of keys, to be kept elsewhere. */
  copy(): Promise<string>;
  /** Puts the keys of such a file to those that are here. Answers: how many are new; null: it is no such file. */
  takeIn(text: string): Promise<{ readonly added: number; readonly known: number } | null>;
  /** Answers: lines that waited for a key which is here now, after a receipt, oldest first. */
  waiting(afterReceipt: number, limit: number): Promise<readonly WaitingLine[]>;
}

/**
 * Answers: what does an envelope say that was judged when it came?
 * Shape:   the bytes of a line, whoever holds the keys → the envelope with its body in clear.
 * Missing: a key that is not here, or a seal that does not open, as the fault.
 * Errors:  throws SyntaxError where the bytes were damaged since.
 * Source:  decision 105: nothing else reads a body from bytes.
 * Rule:    A-161
 */
export function openEnvelope(line: Uint8Array, keys: OpensSeals): Result<ClearEnvelope, SealFault> {
  const envelope = JSON.parse(Buffer.from(line).toString('utf8')) as Envelope;
  if ('body' in envelope) return { ok: true, value: envelope };
  const opened = keys.open(envelope);
  if (!opened.ok) return opened;
  return { ok: true, value: withBody(envelope, JSON.parse(opened.value.toString('utf8'))) };
}

/** Answers: the envelope as if its body had come in clear. */
export function withBody(
  { sealed: _sealed, ...header }: SealedEnvelope,
  body: unknown,
): ClearEnvelope {
  return { ...header, body: body as ClearEnvelope['body'] };
}
