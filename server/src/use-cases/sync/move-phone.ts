import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { pushLimits } from '@sipas/shared/wire';
import type { Clock, PeopleStore, Storage, User } from '../../ports/index.ts';
import { createSeesSurveyor } from '../list-devices.ts';
import type { Refusal } from '../refusal.ts';
import { surveyorFor } from '../surveyor-for.ts';
import type { WaveReader } from '../waves/index.ts';
import { asPhoneOf, judgeMisplaced, liesElsewhere } from './judge-again.ts';
import type { SurveyContext } from './survey-context.ts';

export interface AskedMove {
  readonly deviceId: string;
  readonly surveyor: string;
  readonly reason: string;
}

/**
 * Answers: a phone that was taken in for the wrong surveyor is the right one's: how many of its lines count by that, and
 * how many go on waiting?
 * Shape:   device id, surveyor, reason → the phone and every response that it made are theirs; what waited because the one
 *          before does not work there is judged again, under the receipts that it has. What counted goes on counting. Kept
 *          for good with who, when and why; codes made for the one before are over. Said again it goes on where it broke off.
 * Errors:  device.unknown (not here, or not to be seen by who asks); user.unknown, user.not-surveyor as in P-07;
 *          device.not-adopted for a phone that a code enrolled here: that code says whose it is; device.outside-areas where
 *          no line of it lies where the surveyor works: then nothing is changed.
 * Source:  decision 61.
 * Rule:    A-95
 */
export async function movePhone(
  needs: Pick<Storage, 'devices' | 'deviceActs' | 'unknownPhones'> & {
    readonly people: PeopleStore;
    readonly reader: WaveReader;
    readonly context: SurveyContext;
    readonly clock: Clock;
  },
  /** Null: the operator at the machine. */
  actor: User | null,
  { deviceId, surveyor: username, reason }: AskedMove,
): Promise<Result<{ readonly stored: number; readonly waiting: number }, Refusal>> {
  const known = await needs.devices.byId(deviceId);
  const isSeen =
    known !== null &&
    (actor === null || (await createSeesSurveyor(needs, actor))(known) !== undefined);
  if (!isSeen) return refuse({ code: 'device.unknown', detail: deviceId });
  const surveyor = await surveyorFor(needs, actor, username);
  if (!surveyor.ok) return surveyor;
  const adoption = await needs.unknownPhones.adoption(deviceId);
  if (adoption === null || adoption.wasEnrolled)
    return refuse({ code: 'device.not-adopted', detail: deviceId });
  const device = asPhoneOf(surveyor.value, deviceId, known);
  const first = await needs.deviceActs.firstLines(deviceId, pushLimits.envelopes);
  // Of a phone that was taken back no line counts, but its places speak all the same.
  const working = { ...device, revoked: false };
  if (known.userId !== surveyor.value.id && (await liesElsewhere(needs.context, working, first)))
    return refuse({ code: 'device.outside-areas', detail: surveyor.value.name });

  const byUserId = actor?.id ?? null;
  await needs.deviceActs.move(
    { deviceId, surveyorId: surveyor.value.id, byUserId, reason },
    needs.clock.now(),
  );
  return ok(await judgeMisplaced(needs.deviceActs, needs.context, device));
}
