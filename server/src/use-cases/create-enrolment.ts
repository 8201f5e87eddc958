import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, DeviceStore, PeopleStore, Random, User } from '../ports/index.ts';
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
    readonly clock: Clock;
    readonly random: Random;
    readonly origin: string;
  },
  /** Null: the operator at the machine, who may enrol anybody. */
  asker: User | null,
  username: string,
): Promise<Result<CreatedEnrolment, Refusal>> {
  const surveyor = await needs.people.userByName(username);
  if (surveyor === null) return refuse({ code: 'user.unknown', detail: username });
  if (asker !== null) {
    const meets = await createMeetsAreas(needs.reader, needs.clock, asker);
    if (!meets(surveyor)) return refuse({ code: 'user.unknown', detail: username });
  }
  if (surveyor.role !== 'surveyor') return refuse({ code: 'user.not-surveyor', detail: username });
  const code = printEnrolmentCode(needs.random.bytes(8));
  const createdAt = needs.clock.now();
  const expiresAt = new Date(Date.parse(createdAt) + codeLifeMs).toISOString();
  await needs.devices.addEnrolmentCode({
    codeHash: enrolmentCodeHash(code),
    userId: surveyor.id,
    createdAt,
    expiresAt,
  });
  return ok({ code, expiresAt, qr: `${needs.origin}/#/nhan-may?ma=${code}` });
}
