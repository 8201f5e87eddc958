import { encodeQR } from 'qr';
import { machineSurroundings } from '../surroundings.ts';
import { createEnrolment } from '../use-cases/create-enrolment.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { required, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, originOf, withStorage } from './with-storage.ts';

export const enrolCommand: Command = {
  words: ['enrol'],
  summary: 'make a one-use code by which a surveyor enrols a phone',
  usage: `--surveyor USERNAME
  --surveyor USERNAME   an account with the role surveyor`,
  options: { surveyor: { type: 'string' } },
  run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const surveyor = required(values, 'surveyor');
    return withStorage(config, async ({ waves, people, devices }) => {
      const reader = createWaveReader(waves);
      const origin = await originOf(config);
      const needs = { reader, people, devices, origin, ...machineSurroundings };
      const made = await createEnrolment(needs, null, surveyor);
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
