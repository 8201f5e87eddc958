import { encodeQR } from 'qr';
import { machineSurroundings } from '../surroundings.ts';
import { createEnrolment } from '../use-cases/create-enrolment.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { optional, required, takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { wholeDeviceId } from './whole-device-id.ts';
import { done, originOf, withStorage } from './with-storage.ts';

export const enrolCommand: Command = {
  words: ['enrol'],
  summary: 'make a one-use code by which a surveyor enrols a phone',
  usage: `--surveyor USERNAME [--device ID | --pin]
  --surveyor USERNAME   an account with the role surveyor
  --device ID           a phone that was taken in by "device adopt": it goes on by this code with all that it holds
  --pin                 for a PIN that was forgotten, on a phone of this surveyor; it enrols none`,
  options: {
    surveyor: { type: 'string' },
    device: { type: 'string' },
    pin: { type: 'boolean', default: false },
  },
  run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const surveyor = required(values, 'surveyor');
    const device = optional(values, 'device');
    const purpose = values['pin'] === true ? 'pin' : 'phone';
    if (purpose === 'pin' && device !== undefined)
      throw new UsageFault('--pin goes without --device');
    return withStorage(config, async ({ waves, people, devices, unknownPhones }) => {
      const reader = createWaveReader(waves);
      const origin = await originOf(config);
      const stores = { people, devices, unknownPhones };
      const needs = { reader, ...stores, origin, ...machineSurroundings };
      const deviceId = device === undefined ? undefined : await wholeDeviceId(stores, device);
      const made = await createEnrolment(needs, null, surveyor, { deviceId, purpose });
      if (!made.ok) return made;
      const { code, expiresAt, qr } = made.value;
      const drawn = encodeQR(qr, 'ascii');
      return done(
        made.value,
        `${drawn}\nMã · code: ${code}\nHết hạn · expires: ${expiresAt}\nQR: ${qr}`,
      );
    });
  },
};
