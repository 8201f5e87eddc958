import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type User, heldBackCodes } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { type HeldBackNeeds, isSeen } from './compare-phone.ts';
import { type Settled, judgeHeldBack } from './judge-held-back.ts';

/**
 * Answers: a person says that what a phone handed in after it was taken back is honest: how many of its forms count by that?
 * Shape:   phone, reason → its forms that wait because of the phone are judged by all that they say, under the receipts that
 *          they have; what is not acceptable waits for that instead. Kept for good with who, when and why. The phone stays taken
 *          back, and what it hands in after this waits again. Nothing is thrown away where nobody says so.
 * Errors:  device.unknown, as in P-21; device.not-revoked, of a phone in use.
 * Source:  decision 115; faults.md 3.4: a supervisor releases or rejects.
 * Rule:    A-172
 */
export async function releasePhone(
  needs: HeldBackNeeds,
  /** Null: the operator at the machine. */
  actor: User | null,
  { deviceId, reason }: { readonly deviceId: string; readonly reason: string },
): Promise<Result<Settled, Refusal>> {
  const device = await needs.devices.byId(deviceId);
  if (device === null || !(await isSeen(needs, actor, device)))
    return refuse({ code: 'device.unknown', detail: deviceId });
  if (device.revokedAt === null) return refuse({ code: 'device.not-revoked' });
  const asked = { deviceId, reason, byUserId: actor?.id ?? null };
  await needs.deviceActs.noteRelease(asked, needs.clock.now());
  return ok(await judgeHeldBack(needs, deviceId, heldBackCodes));
}
