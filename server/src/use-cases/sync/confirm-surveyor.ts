import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type ConfirmAnswer,
  type SealedEnvelope,
  draftKeyBeside,
  draftKeyInfo,
} from '@sipas/shared/wire';
import type { Clock, Device, DeviceStore, IngestKeys, PeopleStore } from '../../ports/index.ts';
import { enrolmentCodeHash } from '../enrolment-code.ts';
import type { Refusal } from '../refusal.ts';
import type { WrongCodeLimit } from './wrong-code-limit.ts';

/** A code as typed, and the key that the phone cannot open without the office. */
export interface AskedCode {
  readonly code: string;
  readonly draftKey?: SealedEnvelope['sealed'] | undefined;
}

/**
 * Answers: does the office say, by a code, that whoever holds this phone is its surveyor? Then they may choose a new PIN.
 * Shape:   code as typed, phone that asks → its surveyor; the code is used by it and enrols nothing. It was made for a PIN, or
 *          for this very phone to go on by. A code of another surveyor, or for a new phone, is refused and stays unused.
 *          The key of the phone's open interviews, sealed to the office, is opened for the surveyor whose it was and handed back;
 *          it is kept nowhere.
 * Missing: a key that does not open here, or was another surveyor's, is not in the answer.
 * Errors:  device.revoked (the office took the phone back: it may have been stolen); enrolment.unknown-code,
 *          enrolment.expired, enrolment.used, enrolment.other-surveyor, enrolment.not-for-pin; enrolment.too-many-attempts by address.
 * Source:  decisions 62 and 108.
 * Rule:    A-19
 */
export async function confirmSurveyor(
  needs: {
    readonly devices: DeviceStore;
    readonly people: PeopleStore;
    readonly clock: Clock;
    readonly ingestKeys: Pick<IngestKeys, 'openSealed'>;
    readonly limit: WrongCodeLimit;
  },
  { code: typed, draftKey }: AskedCode,
  device: Device,
  address: string,
): Promise<Result<ConfirmAnswer, Refusal>> {
  if (device.revokedAt !== null) return refuse({ code: 'device.revoked' });
  const retryAfterSeconds = await needs.limit.take(address);
  if (retryAfterSeconds !== null)
    return refuse({ code: 'enrolment.too-many-attempts', retryAfterSeconds });
  const refusal = await needs.devices.confirmSurveyor(
    enrolmentCodeHash(typed),
    device,
    needs.clock.now(),
  );
  if (refusal !== null) return refuse({ code: refusal });
  await needs.limit.giveBack(address);
  const surveyor = await needs.people.userById(device.userId);
  if (!surveyor) throw new Error('a phone names a lost account');
  const { username, name } = surveyor;
  const beside = draftKeyBeside({ deviceId: device.id, surveyor: username });
  const key = draftKey && needs.ingestKeys.openSealed(draftKey, { info: draftKeyInfo, beside });
  return ok({
    surveyor: { username, name },
    serverTime: needs.clock.now(),
    ...(key ? { draftKey: key.toString('base64url') } : {}),
  });
}
