import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import * as v from 'valibot';
import { isSha256Hex, isUuid7 } from '@sipas/shared/kernel';
import {
  type Envelope,
  clearEnvelopeSchema,
  envelopeHashInput,
  sealedEnvelopeSchema,
} from '@sipas/shared/wire';
import type { LineFault } from './line-fault.ts';
import { canonicalHashSpans } from './canonical-bytes.ts';
import { isClean, parseObject } from './plain-object.ts';
import { hasRepeatedKey } from './repeated-key.ts';

/** What a line says of itself, as far as it can be read: only to tell the sender which line is meant. */
export interface SaidOfLine {
  readonly responseId?: string;
  readonly revision?: number;
  readonly hash?: string;
}

/** A line that is an authentic envelope, or why it is not. */
export type ReadLine =
  | { readonly envelope: Envelope; readonly said: SaidOfLine; readonly fault?: never }
  | { readonly envelope?: never; readonly said: SaidOfLine; readonly fault: LineFault };

/**
 * Answers: is this line an envelope whose content is what its hash says?
 * Shape:   bytes of one line → the envelope, or the first fault in this order:
 *
 * | fault                        | the line                                                          |
 * |------------------------------|-------------------------------------------------------------------|
 * | line.unreadable              | is not JSON in UTF-8, or is no object; an empty line too           |
 * | line.duplicate-key           | names a key twice in one object                                   |
 * | envelope.bad-text            | holds NUL or half of a surrogate pair                             |
 * | envelope.version-unsupported | is an envelope of another version                                 |
 * | envelope.malformed           | lacks a member, or one is of the wrong form; unknown members too  |
 * | envelope.hash-mismatch       | has another content than its hash                                 |
 *
 * Errors:  throws never.
 * Source:  the contract of the wire, protocol 1; RFC 8785.
 * Rule:    A-08
 */
export function readLine(bytes: Buffer): ReadLine {
  if (!isUtf8(bytes)) return faulty('line.unreadable', 'UTF-8');
  const text = bytes.toString('utf8');
  const parsed = parseObject(text);
  if (!parsed) return faulty('line.unreadable', 'JSON');

  const said = saidOf(parsed);
  // A canonical text cannot repeat a key, and without `\u` it cannot hold what bad text consists of.
  const canonical = canonicalHashSpans(bytes);
  if (canonical === null && hasRepeatedKey(text)) return faulty('line.duplicate-key', '', said);
  if (text.includes('\\u') && !isClean(parsed)) return faulty('envelope.bad-text', '', said);

  const version = parsed['v'];
  if (typeof version === 'number' && version !== 1)
    return faulty('envelope.version-unsupported', `v ${String(version)}`, said);
  const schema = 'sealed' in parsed ? sealedEnvelopeSchema : clearEnvelopeSchema;
  const shaped = v.safeParse(schema, parsed, { abortEarly: true });
  if (!shaped.success)
    return faulty('envelope.malformed', v.getDotPath(shaped.issues[0]) ?? '', said);

  const content = canonical
    ? Buffer.concat(canonical.map(([from, to]) => bytes.subarray(from, to)))
    : envelopeHashInput(parsed);
  if (hash('sha256', content) !== shaped.output.hash)
    return faulty('envelope.hash-mismatch', '', said);
  return { envelope: shaped.output, said };
}

const faulty = (code: LineFault['code'], detail: string, said: SaidOfLine = {}): ReadLine => ({
  fault: { code, detail },
  said,
});

function saidOf(parsed: Record<string, unknown>): SaidOfLine {
  const { responseId, revision, hash: claimed } = parsed;
  return {
    ...(isUuid7(responseId) ? { responseId } : {}),
    ...(Number.isSafeInteger(revision) && Number(revision) > 0
      ? { revision: Number(revision) }
      : {}),
    ...(isSha256Hex(claimed) ? { hash: claimed } : {}),
  };
}
