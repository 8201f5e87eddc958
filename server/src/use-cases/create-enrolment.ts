import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { EnrolmentPurpose } from '@sipas/shared/wire';
import type {
  Clock,
  DeviceStore,
  PeopleStore,
  Random,
  UnknownPhoneStore,
  User,
} from '../ports/index.ts';
import { enrolmentCodeHash, printEnrolmentCode } from './enrolment-code.ts';
import type { Refusal } from './refusal.ts';
import { surveyorFor } from './surveyor-for.ts';
import type { WaveReader } from './waves/index.ts';

const codeLifeMs = 10 * 60 * 1000;

export interface CreatedEnrolment {
  readonly code: string;
  readonly expiresAt: string;
  /** Text of the QR: the address of the field app with the code after the `#`, which no server sees. */
  readonly qr: string;
}

/**
 * Answers: a new one-use code by which a surveyor's phone is enrolled, or, where it is asked for, a new PIN is chosen on theirs.
 * Shape:   a new phone by a code of the office waits until its number was compared; by one of the operator it does not.
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
  /** For a new phone, for the adopted one that goes on by it, or for a PIN that was forgotten. */
  {
    deviceId,
    purpose = 'phone',
  }: { readonly deviceId?: string | undefined; readonly purpose?: EnrolmentPurpose } = {},
): Promise<Result<CreatedEnrolment, Refusal>> {
  const found = await surveyorFor(needs, asker, username);
  if (!found.ok) return found;
  const surveyor = found.value;
  if (deviceId !== undefined) {
    const refused = await refuseRenewal(needs, { asker, surveyor, deviceId });
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
    purpose,
    // Who calls a command of the machine has the phone in hand; in the office somebody may have photographed the screen.
    compares: asker !== null && purpose === 'phone' && deviceId === undefined,
    ...(deviceId === undefined ? {} : { renewsDeviceId: deviceId }),
  });
  return ok({ code, expiresAt, qr: `${needs.origin}/#/nhan-may?ma=${code}` });
}

/**
 * Answers: why this phone gets no code by which it goes on; null where it does. Only a phone that an older backup had lost
 * and the office took in does: every other has a token that the store knows.
 * Errors:  device.unknown; device.of-other; device.revoked; device.not-adopted; device.other-token, as in A-96.
 * Source:  decision 61.
 * Rule:    A-93
 */
async function refuseRenewal(
  { devices, unknownPhones }: Parameters<typeof createEnrolment>[0],
  {
    asker,
    surveyor,
    deviceId,
  }: {
    readonly asker: User | null;
    readonly surveyor: Pick<User, 'id'>;
    readonly deviceId: string;
  },
): Promise<Refusal | null> {
  const device = await devices.byId(deviceId);
  if (device === null) return { code: 'device.unknown', detail: deviceId };
  if (device.userId !== surveyor.id) return { code: 'device.of-other', detail: deviceId };
  if (device.revokedAt !== null) return { code: 'device.revoked', detail: deviceId };
  const adoption = await unknownPhones.adoption(deviceId);
  if (adoption === null) return { code: 'device.not-adopted', detail: deviceId };
  if (adoption.isSpent && asker?.role === 'office')
    return { code: 'device.other-token', detail: deviceId };
  return null;
}
