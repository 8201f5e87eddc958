import { hash } from 'node:crypto';
import { type Instant, type Result, type Uuid7, ok, refuse } from '@sipas/shared/kernel';
import {
  type RedeemAnswer,
  type RedeemRequest,
  comparisonInput,
  comparisonNumber,
} from '@sipas/shared/wire';
import type { Clock, DeviceStore, Ids, PeopleStore, Random, WaveStore } from '../../ports/index.ts';
import { enrolmentCodeHash } from '../enrolment-code.ts';
import type { Refusal } from '../refusal.ts';
import { nameAreas } from '../waves/index.ts';
import { deviceTokenHash } from './authenticate-device.ts';
import type { WrongCodeLimit } from './wrong-code-limit.ts';

const tokenBytes = 32;

/**
 * Answers: the identity of a phone, for a code that the office gave.
 * Shape:   code as typed, what the phone calls itself, and the key by which it will sign → device id, its token (said once, kept as a hash), the surveyor and
 *          where they work. A phone that names the enrolments which it holds asks for a new token of one of them: a code made
 *          for that phone gives it, and the phone goes on with its id and its chain.
 * Errors:  enrolment.unknown-code, enrolment.expired, enrolment.used; enrolment.other-phone, enrolment.not-renewal, enrolment.for-pin (the code
 *          stays good); enrolment.too-many-attempts by address, whatever
 *          the code then is.
 * Source:  the contract of the wire, protocol 1.
 * Rule:    A-16
 */
export async function redeemEnrolment(
  needs: {
    readonly devices: DeviceStore;
    readonly people: PeopleStore;
    readonly waves: WaveStore;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly random: Random;
    readonly limit: WrongCodeLimit;
    /** Keeps the key by which the phone signs. */
    registerKey(deviceId: string, publicKey: RedeemRequest['publicKey']): Promise<unknown>;
  },
  request: RedeemRequest,
  address: string,
): Promise<Result<RedeemAnswer, Refusal>> {
  const retryAfterSeconds = await needs.limit.take(address);
  if (retryAfterSeconds !== null)
    return refuse({ code: 'enrolment.too-many-attempts', retryAfterSeconds });
  const deviceToken = Buffer.from(needs.random.bytes(tokenBytes)).toString('base64url');
  const { publicKey } = request;
  const id = needs.ids.uuid7();
  const redeemed = await needs.devices.redeem(
    enrolmentCodeHash(request.code),
    {
      id,
      tokenHash: deviceTokenHash(deviceToken),
      name: request.deviceName,
      platform: request.platform,
      publicKey: publicKey === undefined ? null : JSON.stringify(publicKey),
      comparison: numberOf({ deviceId: id, publicKey }),
    },
    needs.clock.now(),
    request.renews,
  );
  if (typeof redeemed === 'string') return refuse({ code: redeemed });
  await needs.limit.giveBack(address);
  await needs.registerKey(redeemed.deviceId, publicKey);
  const surveyor = await needs.people.userById(redeemed.userId);
  if (!surveyor) throw new Error('an enrolment code names a lost account');
  const areas = await nameAreas(needs.waves, surveyor.areas);
  return ok({
    deviceId: redeemed.deviceId as Uuid7,
    deviceToken,
    surveyor: { username: surveyor.username, name: surveyor.name },
    areas: [...areas],
    serverTime: needs.clock.now() satisfies Instant,
    ...(redeemed.compares ? { compares: true as const } : {}),
  });
}

const numberOf = (phone: Parameters<typeof comparisonInput>[0]): string =>
  comparisonNumber(hash('sha256', comparisonInput(phone), 'buffer'));
