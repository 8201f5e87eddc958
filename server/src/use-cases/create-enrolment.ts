import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type {
  Clock,
  DeviceStore,
  PeopleStore,
  Random,
  UnknownPhoneStore,
  User,
} from '../ports/index.ts';
import { enrolmentCodeHash, printEnrolmentCode } from './enrolment-code.ts';
import { createMeetsAreas } from './meeting-areas.ts';
import type { Refusal } from './refusal.ts';
import type { WaveReader } from './waves/index.ts';

const codeLifeMs = 10 * 60 * 1000;

export interface CreatedEnrolment {
  readonly code: string;
  readonly expiresAt: string;
  /** Text of the QR: the address of the field app with the code after the `#`, which no server sees. */
  readonly qr: string;
}

/**
 * Answers: a new one-use code by which a surveyor's phone is enrolled.
 * Units:   valid ten minutes.
 * Errors:  user.unknown (also for a surveyor outside the asker's areas); user.not-surveyor.
 * Rule:    P-07
 */
export async function createEnrolment(
  needs: {
    readonly reader: WaveReader;
    readonly people: PeopleStore;
    readonly devices: DeviceStore;
    readonly unknownPhones: UnknownPhoneStore;
    readonly clock: Clock;
    readonly random: Random;
    readonly origin: string;
  },
  /** Null: the operator at the machine, who may enrol anybody. */
  asker: User | null,
  username: string,
  /** The adopted phone that goes on by this code; absent: a new phone. */
  deviceId?: string,
): Promise<Result<CreatedEnrolment, Refusal>> {
  const surveyor = await needs.people.userByName(username);
  if (surveyor === null) return refuse({ code: 'user.unknown', detail: username });
  if (asker !== null) {
    const meets = await createMeetsAreas(needs.reader, needs.clock, asker);
    if (!meets(surveyor)) return refuse({ code: 'user.unknown', detail: username });
  }
  if (surveyor.role !== 'surveyor') return refuse({ code: 'user.not-surveyor', detail: username });
  if (deviceId !== undefined) {
    const refused = await refuseRenewal(needs, surveyor, deviceId);
    if (refused !== null) return refuse(refused);
  }
  const code = printEnrolmentCode(needs.random.bytes(8));
  const createdAt = needs.clock.now();
  const expiresAt = new Date(Date.parse(createdAt) + codeLifeMs).toISOString();
  await needs.devices.addEnrolmentCode({
    codeHash: enrolmentCodeHash(code),
    userId: surveyor.id,
    createdAt,
    expiresAt,
    ...(deviceId === undefined ? {} : { renewsDeviceId: deviceId }),
  });
  return ok({ code, expiresAt, qr: `${needs.origin}/#/nhan-may?ma=${code}` });
}

/**
 * Answers: why this phone gets no code by which it goes on; null where it does. Only a phone that an older backup had lost
 * and the office took in does: every other has a token that the store knows.
 * Errors:  device.unknown; device.of-other; device.revoked; device.not-adopted.
 * Source:  decision 61.
 * Rule:    A-93
 */
async function refuseRenewal(
  { devices, unknownPhones }: Parameters<typeof createEnrolment>[0],
  surveyor: Pick<User, 'id'>,
  deviceId: string,
): Promise<Refusal | null> {
  const device = await devices.byId(deviceId);
  if (device === null) return { code: 'device.unknown', detail: deviceId };
  if (device.userId !== surveyor.id) return { code: 'device.of-other', detail: deviceId };
  if (device.revokedAt !== null) return { code: 'device.revoked', detail: deviceId };
  const adoption = await unknownPhones.adoption(deviceId);
  return adoption === null ? { code: 'device.not-adopted', detail: deviceId } : null;
}
