import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type Hello, type HelloAnswer, protocolVersion } from '@sipas/shared/wire';
import type { Clock, Device, DeviceStore, ResponseStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { isPlausibleNumber } from './plausible-number.ts';

/** Until the phone should ask again when it has nothing of its own to send. */
const idleSeconds = 15 * 60;

/**
 * Answers: what a phone must know before it sends: which of its forms lack here, and whether anything changed.
 * Shape:   what the phone says of itself, and the key by which it signs, kept → gaps per epoch, state of its enrolment, tag of its package.
 * Units:   nextSyncAfter in seconds.
 * Errors:  batch.protocol-unknown; device.wrong-device: then nothing is kept.
 * Source:  the contract of the wire, protocol 1: loss is visible.
 * Rule:    A-13
 */
export async function sayHello(
  needs: {
    readonly devices: DeviceStore;
    readonly responses: ResponseStore;
    readonly clock: Clock;
    packageTag(device: Device): Promise<string | null>;
    /** Keeps the key by which the phone signs. */
    registerKey(device: Device, publicKey: Hello['publicKey']): Promise<unknown>;
  },
  hello: Hello,
  device: Device,
): Promise<Result<HelloAnswer, Refusal>> {
  if (hello.protocol !== protocolVersion) return refuse({ code: 'batch.protocol-unknown' });
  if (hello.deviceId !== device.id) return refuse({ code: 'device.wrong-device' });
  const epochs = hello.epochs.filter(({ headSeq }) => isPlausibleNumber(headSeq));
  await needs.devices.recordHello(device.id, { ...hello, epochs }, needs.clock.now());
  await needs.registerKey(device, hello.publicKey);
  const { missing } = await needs.devices.ledger(device.id);
  const { incarnation, safeReceipt } = await needs.responses.head();
  return ok({
    protocol: 1,
    serverTime: needs.clock.now(),
    incarnation,
    safeReceipt,
    missing: [...missing],
    status: device.revokedAt === null ? 'ok' : 'revoked',
    nextSyncAfter: idleSeconds,
    packageEtag: await needs.packageTag(device),
  });
}
