import { communesOf } from '@sipas/shared/admin-units';
import { canonicalJson, isUuid7 } from '@sipas/shared/kernel';
import type { ProblemCode } from '@sipas/shared/problems';
import { type Allowance, allowanceSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { type Device, type JudgedAllowance, villageIdentity } from '../../ports/index.ts';
import { type OpenWave, isInScope, scopeOf } from '../waves/index.ts';

/** The phone that sends, with the areas of its surveyor. */
export interface AllowanceSender {
  readonly device: Device;
  readonly areas: readonly string[];
}

/**
 * Answers: does this receipt of an allowance count, or does it wait for a person, and why?
 * Shape:   what came as one item, its wave where there is one, the phone → judged record. The first of these holds:
 *
 * | code                   | the record                                                        |
 * |------------------------|-------------------------------------------------------------------|
 * | allowance.malformed    | has not the shape of the wire                                     |
 * | device.revoked         | comes from a phone whose enrolment was taken back                 |
 * | wave.unknown, wave.closed | belongs to no wave, or to a closed one                         |
 * | unit.unknown, unit.outside-area | is placed nowhere, or where its surveyor does not work   |
 * | allowance.other-amount | names another amount than the wave pays, or the wave pays none    |
 *
 * Errors:  throws never.
 * Source:  decision 30; as for responses where both have a say.
 * Rule:    L-04
 */
export function judgeAllowance(
  item: unknown,
  wave: OpenWave | null,
  sender: AllowanceSender,
): JudgedAllowance {
  const read = v.safeParse(allowanceSchema, item);
  if (!read.success) return malformed(item, sender);
  const record = read.output;
  const { household, name, strokes, signedAt } = record;
  return {
    id: record.id,
    content: canonicalJson(record),
    deviceId: sender.device.id,
    waveId: wave?.wave.id ?? null,
    commune: record.commune,
    village: villageIdentity(record.village),
    amountVnd: record.amountVnd,
    sealed: { household, name, strokes, signedAt },
    code: faultOf(record, wave, sender),
  };
}

function faultOf(
  { commune, amountVnd }: Allowance,
  wave: OpenWave | null,
  { device, areas }: AllowanceSender,
): ProblemCode | null {
  if (device.revokedAt !== null) return 'device.revoked';
  if (wave === null) return 'wave.unknown';
  if (wave.wave.status !== 'open') return 'wave.closed';
  if (communesOf(wave.catalogue).every(({ code }) => code !== commune)) return 'unit.unknown';
  if (!isInScope(scopeOf({ areas }, wave), commune)) return 'unit.outside-area';
  return wave.wave.allowanceVnd === amountVnd ? null : 'allowance.other-amount';
}

/** What cannot be read is kept as it came, under no place: it may say anything about itself. */
function malformed(item: unknown, { device }: AllowanceSender): JudgedAllowance {
  const text = JSON.stringify(item);
  return {
    id: claimedId(item),
    content: text,
    deviceId: device.id,
    waveId: null,
    commune: null,
    village: null,
    amountVnd: null,
    sealed: { unreadable: text },
    code: 'allowance.malformed',
  };
}

function claimedId(item: unknown): string | null {
  const id: unknown = typeof item === 'object' && item !== null && 'id' in item ? item.id : null;
  return isUuid7(id) ? id : null;
}
