import { resolve } from 'node:path';
import { ok } from '@sipas/shared/kernel';
import type { UnknownPhone } from '../ports/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { createSyncCases } from '../use-cases/sync/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { optional, required, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';
import { writeReceipts } from './write-receipts.ts';

export const deviceUnknownCommand: Command = {
  words: ['device', 'unknown'],
  summary: 'list phones that this store does not know: an older backup was restored',
  usage: `
  by what they said on the network, which nothing vouches for, and by their lines in files that wait`,
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    return withStorage(config, async (storage) => {
      const reader = createWaveReader(storage.waves);
      const phones = await createSyncCases({
        storage,
        reader,
        ...machineSurroundings,
      }).listUnknownPhones(null);
      const lines = phones.map(printPhone);
      return done({ devices: phones }, lines.length === 0 ? 'none' : lines.join('\n'));
    });
  },
};

export const deviceAdoptCommand: Command = {
  words: ['device', 'adopt'],
  summary: 'take such a phone in for a surveyor; its lines that wait are judged again',
  usage: `ID --surveyor USERNAME [--receipts FILE]
  ID                    the phone, as "device unknown" or the settings of the phone name it
  --surveyor USERNAME   whose phone it is
  --receipts FILE       write the receipts file here, to be carried back to the phone

  The phone speaks by the network again after "enrol --surveyor USERNAME --device ID". Said again it is harmless.`,
  options: { surveyor: { type: 'string' }, receipts: { type: 'string' } },
  run({ values, positionals, config, folder, note }) {
    const [deviceId = ''] = takePositionals(positionals, 1, 1);
    const surveyor = required(values, 'surveyor');
    const receiptsFile = optional(values, 'receipts');
    return withStorage(config, async (storage) => {
      const reader = createWaveReader(storage.waves);
      const sync = createSyncCases({ storage, reader, ...machineSurroundings });
      const adopted = await sync.adoptPhone(null, { deviceId, surveyor });
      if (!adopted.ok) return adopted;
      const { receipts } = adopted.value;
      const count = (...outcomes: string[]): string =>
        String(receipts.filter(({ outcome }) => outcomes.includes(outcome)).length);
      note(
        `${deviceId}: ${surveyor}; ${count('stored')} stored, ${count('already-stored')} already here, ` +
          `${count('quarantined', 'conflict', 'fork')} waiting for a person`,
      );
      if (receiptsFile !== undefined) {
        const written = await writeReceipts(resolve(folder, receiptsFile), adopted.value);
        if (!written.ok) return written;
      }
      return ok({
        json: adopted.value,
        text:
          receiptsFile === undefined
            ? JSON.stringify(adopted.value, null, 2)
            : `receipts file: ${receiptsFile}`,
      });
    });
  },
};

const printPhone = (phone: UnknownPhone): string =>
  [
    phone.deviceId,
    `last seen ${phone.lastSeenAt}`,
    `${String(phone.tries)} calls`,
    `${String(phone.lines)} lines of ${String(phone.forms)} forms in files`,
    ...(phone.communes.length === 0 ? [] : [phone.communes.join(' ')]),
    ...(phone.surveyor === null ? [] : [`taken in for ${phone.surveyor}, not heard yet`]),
  ].join('  ');
