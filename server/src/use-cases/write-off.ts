import { type Result, refuse } from '@sipas/shared/kernel';
import type { Range, User, WriteOff } from '../ports/index.ts';
import { type OpenMatters, openMatters, without } from './device-ledger/index.ts';
import { createSeesSurveyor } from './list-devices.ts';
import type { Refusal } from './refusal.ts';
import { type DeviceView, type ShowNeeds, showDevice } from './show-device.ts';

export type AskedWriteOff = Range &
  Pick<WriteOff, 'reason'> & {
    readonly kind: Exclude<WriteOff['kind'], 'forgotten'>;
    /** Of the range whatever is open, instead of the range, which must be open as a whole. */
    readonly all?: boolean | undefined;
  };

/**
 * Answers: the phone after the office has said, by name and with a reason, that it no longer waits for something.
 * Shape:   numbers that lack or were used twice, or a phone not heard since a restore, all of it still open → kept for good
 *          with who, when and why. Nothing is closed to what still comes.
 * Errors:  device.unknown, as in P-21; device.nothing-open where not all of it is open: then nothing is kept.
 * Source:  decision 25.
 * Rule:    P-22
 */
export async function writeOff(
  needs: ShowNeeds,
  actor: User,
  deviceId: string,
  asked: AskedWriteOff,
): Promise<Result<DeviceView, Refusal>> {
  const device = await needs.devices.byId(deviceId);
  if (device === null || (await createSeesSurveyor(needs, actor))(device) === undefined)
    return refuse({ code: 'device.unknown', detail: deviceId });
  const open = openMatters(await needs.devices.ledger(deviceId), device.unsent);
  const parts = partsOf(open, asked);
  if (parts.length === 0)
    return refuse({
      code: 'device.nothing-open',
      detail: `${String(asked.from)}–${String(asked.to)}`,
    });
  const { kind, reason } = asked;
  await needs.devices.addWriteOffs(
    parts.map(({ epoch, from, to }) => ({ deviceId, kind, epoch, from, to, reason })),
    actor.id,
    needs.clock.now(),
  );
  return showDevice(needs, actor, deviceId);
}

/**
 * Answers: what is written off one by one, each kept by its own name?
 * Shape:   what is open, what was asked → the range that was asked, all of it being open; or, for `all`, what of it is open,
 *          however many gaps that are. Without a chain: of all chains.
 * Missing: empty where not all, or for `all` nothing, is open.
 * Rule:    P-26
 */
function partsOf(open: OpenMatters, asked: AskedWriteOff): readonly Range[] {
  const { kind, epoch, from, to } = asked;
  const ofKind = openOfKind(open, kind);
  if (from > to) return [];
  if (asked.all !== true)
    return without([{ epoch, from, to }], ofKind).length > 0 ? [] : [{ epoch, from, to }];
  return ofKind
    .filter((one) => epoch === '' || one.epoch === epoch)
    .map((one) => ({ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.from <= one.to);
}

function openOfKind(open: OpenMatters, kind: AskedWriteOff['kind']): readonly Range[] {
  if (kind === 'gap') return open.gaps;
  if (kind === 'fork') return open.forks;
  if (kind === 'unheard')
    return open.unheard === null ? [] : [{ epoch: open.unheard, from: 1, to: 1 }];
  return open.unsent === 0 ? [] : [{ epoch: '', from: 1, to: open.unsent }];
}
