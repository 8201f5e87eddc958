import { type Result, refuse } from '@sipas/shared/kernel';
import type { Range, User, WriteOff } from '../ports/index.ts';
import { type OpenMatters, openMatters, without } from './device-ledger/index.ts';
import { type DeviceNeeds, createSeesSurveyor } from './list-devices.ts';
import type { Refusal } from './refusal.ts';
import { type DeviceView, showDevice } from './show-device.ts';

export type AskedWriteOff = Range &
  Pick<WriteOff, 'reason'> & { readonly kind: Exclude<WriteOff['kind'], 'forgotten'> };

/**
 * Answers: the phone after the office has said, by name and with a reason, that it no longer waits for something.
 * Shape:   numbers that lack or were used twice, or a phone not heard since a restore, all of it still open → kept for good
 *          with who, when and why. Nothing is closed to what still comes.
 * Errors:  device.unknown, as in P-21; device.nothing-open where not all of it is open: then nothing is kept.
 * Source:  decision 25.
 * Rule:    P-22
 */
export async function writeOff(
  needs: DeviceNeeds,
  actor: User,
  deviceId: string,
  asked: AskedWriteOff,
): Promise<Result<DeviceView, Refusal>> {
  const device = await needs.devices.byId(deviceId);
  if (device === null || (await createSeesSurveyor(needs, actor))(device) === undefined)
    return refuse({ code: 'device.unknown', detail: deviceId });
  const open = openMatters(await needs.devices.ledger(deviceId), device.unsent);
  const { kind, epoch, from, to, reason } = asked;
  const range = { epoch, from, to };
  if (from > to || without([range], openOfKind(open, kind)).length > 0)
    return refuse({ code: 'device.nothing-open', detail: `${String(from)}–${String(to)}` });
  await needs.devices.addWriteOff(
    { deviceId, kind, ...range, reason },
    actor.id,
    needs.clock.now(),
  );
  return showDevice(needs, actor, deviceId);
}

function openOfKind(open: OpenMatters, kind: AskedWriteOff['kind']): readonly Range[] {
  if (kind === 'gap') return open.gaps;
  if (kind === 'fork') return open.forks;
  if (kind === 'unheard')
    return open.unheard === null ? [] : [{ epoch: open.unheard, from: 1, to: 1 }];
  return open.unsent === 0 ? [] : [{ epoch: '', from: 1, to: open.unsent }];
}
