import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Device, DeviceActStore, User } from '../ports/index.ts';
import { type DeviceNeeds, createSeesSurveyor } from './list-devices.ts';
import type { Refusal } from './refusal.ts';

/**
 * Answers: the phone, after its enrolment was taken back: it was lost, stolen, or its surveyor has left.
 * Shape:   device id, reason → it gets no package and opens by no code any more; what it still hands in, by network or by
 *          file, is kept under receipts and waits for a person. Kept for good with who, when and why; of a phone that was
 *          taken back before nothing changes.
 * Errors:  device.unknown, as in P-21.
 * Source:  contract of the wire: devices; invariant: nothing lost.
 * Rule:    P-81
 */
export async function revokePhone(
  needs: DeviceNeeds & { readonly deviceActs: DeviceActStore },
  /** Null: the operator at the machine. */
  actor: User | null,
  { deviceId, reason }: { readonly deviceId: string; readonly reason: string },
): Promise<Result<Device, Refusal>> {
  const device = await needs.devices.byId(deviceId);
  const isSeen =
    device !== null &&
    (actor === null || (await createSeesSurveyor(needs, actor))(device) !== undefined);
  if (!isSeen) return refuse({ code: 'device.unknown', detail: deviceId });
  const byUserId = actor?.id ?? null;
  const revokedAt = needs.clock.now();
  await needs.deviceActs.revoke({ deviceId, byUserId, reason }, revokedAt);
  return ok({ ...device, revokedAt: device.revokedAt ?? revokedAt });
}
