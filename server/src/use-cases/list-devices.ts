import type { Device as ShownDevice } from '@sipas/shared/wire';
import type {
  Clock,
  Device,
  DeviceLedger,
  DeviceStore,
  PeopleStore,
  User,
} from '../ports/index.ts';
import {
  countOf,
  deviceAlarm,
  hasOpenMatters,
  openMatters,
  outstanding,
  unsentAgeMs,
} from './device-ledger/index.ts';
import { createMeetsAreas } from './meeting-areas.ts';
import type { WaveReader } from './waves/index.ts';

export interface DeviceNeeds {
  readonly reader: WaveReader;
  readonly clock: Clock;
  readonly people: PeopleStore;
  readonly devices: DeviceStore;
}

/** Times and ids as the store keeps them: text. */
export type DeviceSummary = Omit<
  ShownDevice,
  'id' | 'enrolledAt' | 'lastContactAt' | 'oldestUnsentAt' | 'revokedAt'
> &
  Pick<Device, 'id' | 'enrolledAt' | 'lastContactAt' | 'oldestUnsentAt' | 'revokedAt'>;

/**
 * Answers: which phones belong to surveyors whom this person may see, with what each still holds (P-06)?
 * Shape:   phones in use, and those taken back of which something is open; the gravest alarm first.
 */
export async function listDevices(
  needs: DeviceNeeds,
  looker: User,
): Promise<readonly DeviceSummary[]> {
  const sees = await createSeesSurveyor(needs, looker);
  const now = needs.clock.now();
  const summaries: DeviceSummary[] = [];
  for (const device of await needs.devices.list()) {
    const surveyor = sees(device);
    if (surveyor === undefined) continue;
    const ledger = await needs.devices.ledger(device.id);
    if (device.revokedAt !== null && !hasOpenMatters(openMatters(ledger, device.unsent))) continue;
    summaries.push(summarise(device, ledger, surveyor, now));
  }
  const urgency = { alarm: 0, warning: 1, calm: 2 };
  return summaries.sort((a, b) => urgency[a.alarm.grade] - urgency[b.alarm.grade]);
}

/** Answers: the surveyor of a phone, where this person may see them. */
export async function createSeesSurveyor(
  { reader, clock, people }: Omit<DeviceNeeds, 'devices'>,
  looker: User,
): Promise<(device: Pick<Device, 'userId'>) => User | undefined> {
  const meets = await createMeetsAreas(reader, clock, looker);
  const seen = new Map(
    (await people.listUsers()).filter(meets).map((user) => [user.id, user] as const),
  );
  return ({ userId }) => seen.get(userId);
}

/** Answers: one phone as a line of the list. */
export function summarise(
  device: Device,
  ledger: DeviceLedger,
  surveyor: Pick<User, 'name'>,
  now: string,
): DeviceSummary {
  const { id, name, platform, enrolledAt, revokedAt, lastContactAt, appVersion } = device;
  const { unsent, oldestUnsentAt, storagePersisted, clockOffsetMs } = device;
  const open = openMatters(ledger, unsent);
  const watched = {
    enrolledAt,
    lastContactAt,
    oldestUnsentAt,
    clockOffsetMs,
    outstanding: outstanding(ledger, unsent),
    openMissing: countOf(open.gaps),
    openForks: countOf(open.forks),
    isForgotten:
      device.forgottenReceipt !== null && !ledger.acknowledged.includes(device.forgottenReceipt),
  };
  const alarm = deviceAlarm(watched, now);
  return {
    id,
    name,
    platform,
    surveyor: surveyor.name,
    enrolledAt,
    revokedAt,
    lastContactAt,
    appVersion,
    unsent,
    oldestUnsentAt,
    storagePersisted,
    received: ledger.received,
    missing: countOf(ledger.missing),
    forks: ledger.forks,
    outstanding: watched.outstanding,
    oldestUnsentAgeMs: unsentAgeMs(watched, now),
    clockOffsetMs,
    ...(device.comparison === null ? {} : { comparison: device.comparison }),
    alarm: { grade: alarm.grade, reasons: [...alarm.reasons] },
  };
}
