import { canonicalJson } from '@sipas/shared/kernel';
import { envelopeHashInput } from '@sipas/shared/wire';
import type { FinishedForm, HeldItem, OutboxItem } from '../ports/field-shelf.ts';

/** The last link of an epoch: the next form refers to it. */
export interface ChainHead {
  readonly epoch: string;
  readonly headSeq: number;
  readonly headHash: string | null;
}

/**
 * Answers: how far each epoch of this phone has come.
 * Shape:   outbox items and the epoch now in use → one head per epoch, the current one with 0 and null if still empty.
 * Rule:    D-10
 */
export function chainHeads(items: Iterable<OutboxItem>, currentEpoch: string | null): ChainHead[] {
  const heads = new Map<string, ChainHead>();
  if (currentEpoch !== null)
    heads.set(currentEpoch, { epoch: currentEpoch, headSeq: 0, headHash: null });
  for (const { epoch, seq, hash } of items)
    if (seq > (heads.get(epoch)?.headSeq ?? 0))
      heads.set(epoch, { epoch, headSeq: seq, headHash: hash });
  return [...heads.values()];
}

/**
 * Answers: a finished form as the next link of the chain, with the line that travels, never to change again.
 * Shape:   sequence number one above the head, hash of the head as `prevHash`, SHA-256 over the canonical form.
 * Errors:  throws TypeError on text that canonical JSON cannot carry (a lone surrogate): capture cleans it before.
 * Source:  contract of the wire, protocol 1, "A record, as it travels".
 * Rule:    D-11
 */
export async function chainForm(
  form: FinishedForm,
  deviceId: string,
  head: ChainHead,
): Promise<HeldItem> {
  const unhashed = {
    ...form,
    v: 1,
    deviceId,
    epoch: head.epoch,
    seq: head.headSeq + 1,
    prevHash: head.headHash,
  };
  const hash = await sha256Hex(envelopeHashInput(unhashed));
  return {
    seq: unhashed.seq,
    epoch: head.epoch,
    responseId: form.responseId,
    revision: form.revision,
    kind: form.kind,
    waveId: form.waveId,
    commune: form.body.unit.commune,
    village: form.body.unit.village,
    household: form.body.household ?? null,
    finishedAt: form.clock.wall,
    hash,
    line: canonicalJson({ ...unhashed, hash, sig: null }),
    receipt: null,
    incarnation: null,
    deviceId,
    instrumentId: form.instrument.id,
  };
}

async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
