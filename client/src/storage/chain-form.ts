import { type Sha256Hex, type Uuid7, canonicalJson } from '@sipas/shared/kernel';
import { type IngestPublicKey, envelopeHashInput } from '@sipas/shared/wire';
import type { FinishedForm, HeldItem } from '../ports/field-shelf.ts';
import type { ChainHead } from './chain.ts';
import type { FormProtection } from './form-protection.ts';

/** What a form is linked to, and by what it is guarded. */
export interface ChainLink {
  readonly deviceId: string;
  readonly head: ChainHead;
  /** The key of its wave, as the office last gave it. */
  readonly ingestKey?: IngestPublicKey | undefined;
  readonly protection?: FormProtection | undefined;
}

/**
 * Answers: a finished form as the next link of the chain, with the line that travels, never to change again.
 * Shape:   sequence number one above the head, hash of the head as `prevHash`, SHA-256 over the canonical form.
 *          Sealed where the wave has a key, and signed where this phone has one; else in clear, or unsigned, and never lost.
 * Errors:  throws TypeError on text that canonical JSON cannot carry (a lone surrogate): capture cleans it before.
 * Source:  contract of the wire, protocol 1, "A record, as it travels".
 * Rule:    D-11
 */
export async function chainForm(
  form: FinishedForm,
  { deviceId, head, ingestKey, protection }: ChainLink,
): Promise<HeldItem> {
  const { body, ...rest } = form;
  const header = {
    ...rest,
    v: 1 as const,
    deviceId: deviceId as Uuid7,
    epoch: head.epoch,
    seq: head.headSeq + 1,
    prevHash: head.headHash as Sha256Hex | null,
  };
  const sealed =
    ingestKey === undefined ? null : ((await protection?.seal(header, body, ingestKey)) ?? null);
  const unhashed = sealed === null ? { ...header, body } : { ...header, sealed };
  const hash = await sha256Hex(envelopeHashInput(unhashed));
  const sig = (await protection?.sign(hash)) ?? null;
  return {
    seq: header.seq,
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
    line: canonicalJson({ ...unhashed, hash, sig }),
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
