import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, PeopleStore, Storage, User } from '../../ports/index.ts';
import { createSeesSurveyor } from '../list-devices.ts';
import type { Refusal } from '../refusal.ts';
import type { WaveReader } from '../waves/index.ts';
import { type Settled, judgeHeldBack } from './judge-held-back.ts';
import type { SurveyContext } from './survey-context.ts';

export type HeldBackNeeds = Pick<Storage, 'devices' | 'deviceActs'> & {
  readonly people: PeopleStore;
  readonly reader: WaveReader;
  readonly context: SurveyContext;
  readonly clock: Clock;
};

/** Stands with the phone as its reason, where people read it. */
const notThatPhone = 'Số đối chiếu trên máy không khớp với số ở bưu điện';

/**
 * Answers: a person of the office compared the six digits of a phone with those on the screen of its surveyor: is it that phone?
 * Shape:   they are the same → the phone is trusted, and its forms that waited for it are judged again and count, under the
 *          receipts that they have. They are not → it is taken back, for another hand has used the code. Either is kept for good
 *          with who and when. Said again it changes nothing, and brings home what was judged meanwhile.
 * Errors:  device.unknown, as in P-21; device.revoked, of a phone that was taken back; device.compared, where a phone that is
 *          trusted already is said not to be the one.
 * Source:  decision 115; faults.md 3.3.
 * Rule:    A-171
 */
export async function comparePhone(
  needs: HeldBackNeeds,
  /** Null: the operator at the machine. */
  actor: User | null,
  { deviceId, matches }: { readonly deviceId: string; readonly matches: boolean },
): Promise<Result<Settled, Refusal>> {
  const device = await needs.devices.byId(deviceId);
  if (device === null || !(await isSeen(needs, actor, device)))
    return refuse({ code: 'device.unknown', detail: deviceId });
  if (device.revokedAt !== null) return refuse({ code: 'device.revoked' });
  const asked = { deviceId, byUserId: actor?.id ?? null };
  if (!matches) {
    if (device.comparison === null) return refuse({ code: 'device.compared' });
    await needs.deviceActs.revoke({ ...asked, reason: notThatPhone }, needs.clock.now());
    return ok({ stored: 0, waiting: 0 });
  }
  await needs.deviceActs.confirm(asked, needs.clock.now());
  return ok(await judgeHeldBack(needs, deviceId, ['device.unconfirmed']));
}

/** Answers: may this person see the surveyor of the phone? */
export const isSeen = async (
  needs: Omit<HeldBackNeeds, 'context'>,
  actor: User | null,
  device: { readonly userId: string },
): Promise<boolean> =>
  actor === null || (await createSeesSurveyor(needs, actor))(device) !== undefined;
