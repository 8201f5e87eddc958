import type { Clock, Device, DeviceStore, PeopleStore, User } from '../ports/index.ts';
import { createMeetsAreas } from './meeting-areas.ts';
import type { WaveReader } from './waves/index.ts';

export type DeviceSummary = Omit<Device, 'userId' | 'revokedAt'> & {
  readonly surveyor: string;
  readonly received: number;
  /** Numbers of the phone's chains that never came, up to the highest it reported. */
  readonly missing: number;
  readonly forks: number;
};

/** Answers: which phones in use belong to surveyors whom this person may see, with what each still holds (P-06). */
export async function listDevices(
  needs: {
    readonly reader: WaveReader;
    readonly clock: Clock;
    readonly people: PeopleStore;
    readonly devices: DeviceStore;
  },
  looker: User,
): Promise<readonly DeviceSummary[]> {
  const meets = await createMeetsAreas(needs.reader, needs.clock, looker);
  const users = await needs.people.listUsers();
  const seen = new Map(users.filter(meets).map((user) => [user.id, user]));
  const summaries: DeviceSummary[] = [];
  for (const { userId, revokedAt, ...device } of await needs.devices.list()) {
    const surveyor = seen.get(userId);
    if (surveyor === undefined || revokedAt !== null) continue;
    const { received, missing, forks } = await needs.devices.ledger(device.id);
    const lacking = missing.reduce((sum, gap) => sum + gap.to - gap.from + 1, 0);
    summaries.push({ ...device, surveyor: surveyor.name, received, missing: lacking, forks });
  }
  return summaries;
}
