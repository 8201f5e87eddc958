import { isUtf8 } from 'node:buffer';
import * as v from 'valibot';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type ClearEnvelope,
  type Envelope,
  type SealedEnvelope,
  bodySchema,
} from '@sipas/shared/wire';
import { type OpensSeals, withBody } from '../../ports/index.ts';
import type { LineFault } from './line-fault.ts';
import { isClean, parseObject } from './plain-object.ts';
import { hasRepeatedKey } from './repeated-key.ts';

/** Answers: the envelope with its body in clear, or why it cannot be had. */
export type ReadBody = (envelope: Envelope) => Result<ClearEnvelope, LineFault>;

/**
 * Answers: what does this envelope say, sealed or not?
 * Shape:   an authentic envelope → the same with its body in clear, or the first fault in this order:
 *
 * | fault                 | the sealed body                                                                      |
 * |-----------------------|--------------------------------------------------------------------------------------|
 * | envelope.key-unknown  | is sealed to a key that is not here; judged again when it is                         |
 * | envelope.seal-broken  | does not open: it was changed, or its header was, or it was sealed for another one   |
 * | envelope.malformed    | is no body: no JSON in UTF-8, a key twice, a member of the wrong form, unclean text  |
 *
 *          What is true of a body in clear is asked of one that was sealed. One that came in clear was asked already.
 * Errors:  throws never.
 * Source:  decision 105.
 * Rule:    A-164
 */
export const createReadBody =
  (keys: OpensSeals): ReadBody =>
  (envelope) => {
    if ('body' in envelope) return ok(envelope);
    const opened = keys.open(envelope);
    return opened.ok ? readBody(envelope, opened.value) : opened;
  };

function readBody(envelope: SealedEnvelope, bytes: Buffer): Result<ClearEnvelope, LineFault> {
  const malformed = (detail: string) => refuse<LineFault>({ code: 'envelope.malformed', detail });
  if (!isUtf8(bytes)) return malformed('sealed');
  const text = bytes.toString('utf8');
  const parsed = parseObject(text);
  if (parsed === null || hasRepeatedKey(text) || !isClean(parsed)) return malformed('sealed');
  const shaped = v.safeParse(bodySchema, parsed, { abortEarly: true });
  return shaped.success
    ? ok(withBody(envelope, shaped.output))
    : malformed(`body.${v.getDotPath(shaped.issues[0]) ?? ''}`);
}
