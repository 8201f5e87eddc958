import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type Device,
  type DeviceAct,
  type DeviceActStore,
  type DeviceLedger,
  type DeviceLines,
  type Range,
  type UnknownPhoneStore,
  type User,
  type WriteOff,
  heldBackCodes,
} from '../ports/index.ts';
import { countOf, openMatters, without } from './device-ledger/index.ts';
import {
  type DeviceNeeds,
  type DeviceSummary,
  createSeesSurveyor,
  summarise,
} from './list-devices.ts';
import type { Refusal } from './refusal.ts';

/** A write-off, and what became of it since. */
export type ShownWriteOff = Omit<WriteOff, 'id'> & {
  readonly came: number;
  readonly resolved: boolean;
};

export type DeviceView = DeviceSummary &
  DeviceLines &
  Pick<
    Device,
    'storageUsage' | 'storageQuota' | 'clockMeasuredAt' | 'forgottenReceipt' | 'forgottenAt'
  > & {
    readonly epochs: readonly Pick<
      DeviceLedger['epochs'][number],
      'epoch' | 'headSeq' | 'received'
    >[];
    readonly gaps: readonly Range[];
    readonly openForks: readonly Range[];
    readonly unnumbered: number;
    readonly unheard: string | null;
    readonly writeOffs: readonly ShownWriteOff[];
    readonly acts: readonly DeviceAct[];
    readonly movable: boolean;
    readonly releasable: boolean;
  };

export type ShowNeeds = DeviceNeeds & {
  readonly deviceActs: DeviceActStore;
  readonly unknownPhones: UnknownPhoneStore;
};

/**
 * Answers: all that is known of one phone.
 * Shape:   a write-off of numbers stays and shows how many of them came after all; it is resolved when none lacks.
 * Errors:  device.unknown, also for a phone of a surveyor outside the person's areas.
 * Source:  decision 25.
 * Rule:    P-21
 */
export async function showDevice(
  needs: ShowNeeds,
  looker: User,
  deviceId: string,
): Promise<Result<DeviceView, Refusal>> {
  const device = await needs.devices.byId(deviceId);
  const surveyor = device === null ? undefined : (await createSeesSurveyor(needs, looker))(device);
  if (device === null || surveyor === undefined)
    return refuse({ code: 'device.unknown', detail: deviceId });
  const ledger = await needs.devices.ledger(deviceId);
  const lines = await needs.devices.lines(deviceId);
  const open = openMatters(ledger, device.unsent);
  const { storageUsage, storageQuota, clockMeasuredAt, forgottenReceipt, forgottenAt } = device;
  return ok({
    ...summarise(device, ledger, surveyor, needs.clock.now()),
    ...lines,
    storageUsage,
    storageQuota,
    clockMeasuredAt,
    forgottenReceipt,
    forgottenAt,
    epochs: ledger.epochs.map(({ epoch, headSeq, received }) => ({ epoch, headSeq, received })),
    gaps: open.gaps,
    openForks: open.forks,
    unnumbered: open.unsent,
    unheard: open.unheard,
    writeOffs: ledger.writeOffs.map((writeOff) => followUp(writeOff, ledger)),
    acts: await needs.deviceActs.acts(deviceId),
    releasable: device.revokedAt !== null && (await holdsBack(needs.deviceActs, deviceId)),
    movable: (await needs.unknownPhones.adoption(deviceId))?.wasEnrolled === false,
  });
}

const holdsBack = async (deviceActs: DeviceActStore, deviceId: string): Promise<boolean> =>
  (await deviceActs.heldBack(deviceId, heldBackCodes, { afterReceipt: 0, limit: 1 })).length > 0;

/** A fork stays one; what never had a number cannot be recognised when it comes. */
function followUp(
  { id: _id, ...writeOff }: WriteOff,
  { missing, unheard }: DeviceLedger,
): ShownWriteOff {
  if (writeOff.kind === 'unheard') return { ...writeOff, came: 0, resolved: unheard === null };
  if (writeOff.kind !== 'gap') return { ...writeOff, came: 0, resolved: false };
  const came = countOf(without([writeOff], missing));
  return { ...writeOff, came, resolved: came === countOf([writeOff]) };
}
