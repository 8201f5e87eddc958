import { resolve } from 'node:path';
import { ok } from '@sipas/shared/kernel';
import type { UnknownPhone } from '../ports/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { revokePhone } from '../use-cases/revoke-phone.ts';
import { createSyncCases } from '../use-cases/sync/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { optional, required, takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { wholeDeviceId } from './whole-device-id.ts';
import { done, withStorage } from './with-storage.ts';
import { writeReceipts } from './write-receipts.ts';

export const deviceUnknownCommand: Command = {
  words: ['device', 'unknown'],
  summary: 'list phones whose token this store does not know: another backup was restored',
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
  ID                    the phone, as "device unknown" or the settings of the phone name it, or its last 8 signs
  --surveyor USERNAME   whose phone it is
  --receipts FILE       write the receipts file here, to be carried back to the phone

  The phone speaks by the network again after "enrol --surveyor USERNAME --device ID". Said again it is harmless.`,
  options: { surveyor: { type: 'string' }, receipts: { type: 'string' } },
  run({ values, positionals, config, folder, note }) {
    const [typed = ''] = takePositionals(positionals, 1, 1);
    const surveyor = required(values, 'surveyor');
    const receiptsFile = optional(values, 'receipts');
    return withStorage(config, async (storage) => {
      const deviceId = await wholeDeviceId(storage, typed);
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

export const deviceMoveCommand: Command = {
  words: ['device', 'move'],
  summary:
    'give a phone that was taken in for the wrong surveyor to the right one, with all that it made',
  usage: `ID --surveyor USERNAME --reason TEXT
  ID                    the phone
  --surveyor USERNAME   whose phone it is instead
  --reason TEXT         why; kept for good

  What waited because the one before does not work there is judged again. The phone learns of it by another code:
  "enrol --surveyor USERNAME --device ID". Said again it is harmless.`,
  options: { surveyor: { type: 'string' }, reason: { type: 'string' } },
  run({ values, positionals, config }) {
    const [typed = ''] = takePositionals(positionals, 1, 1);
    const surveyor = required(values, 'surveyor');
    const reason = reasonOf(values);
    return withStorage(config, async (storage) => {
      const deviceId = await wholeDeviceId(storage, typed);
      const reader = createWaveReader(storage.waves);
      const sync = createSyncCases({ storage, reader, ...machineSurroundings });
      const moved = await sync.movePhone(null, { deviceId, surveyor, reason });
      if (!moved.ok) return moved;
      const { stored, waiting } = moved.value;
      return done(
        { device: deviceId, surveyor, stored, waiting },
        `${deviceId}: ${surveyor}; ${String(stored)} lines count by that, ${String(waiting)} go on waiting`,
      );
    });
  },
};

export const deviceRevokeCommand: Command = {
  words: ['device', 'revoke'],
  summary: 'take a phone back that was lost or stolen; what it still hands in waits for a person',
  usage: `ID --reason TEXT
  ID              the phone
  --reason TEXT   why; kept for good`,
  options: { reason: { type: 'string' } },
  run({ values, positionals, config }) {
    const [typed = ''] = takePositionals(positionals, 1, 1);
    const reason = reasonOf(values);
    return withStorage(config, async (storage) => {
      const deviceId = await wholeDeviceId(storage, typed);
      const reader = createWaveReader(storage.waves);
      const needs = { ...storage, reader, clock: machineSurroundings.clock };
      const revoked = await revokePhone(needs, null, { deviceId, reason });
      if (!revoked.ok) return revoked;
      const { name, revokedAt } = revoked.value;
      return done(
        { device: deviceId, name, revokedAt, reason },
        `${deviceId} (${name}): taken back`,
      );
    });
  },
};

function reasonOf(values: Parameters<typeof required>[0]): string {
  const reason = required(values, 'reason').trim().normalize('NFC');
  if (reason === '') throw new UsageFault('--reason is missing');
  return reason;
}

const printPhone = (phone: UnknownPhone): string =>
  [
    phone.deviceId,
    `last seen ${phone.lastSeenAt}`,
    `${String(phone.tries)} calls`,
    `${String(phone.lines)} lines of ${String(phone.forms)} forms in files`,
    ...(phone.communes.length === 0 ? [] : [phone.communes.join(' ')]),
    ...(phone.surveyor === null ? [] : [standingOf(phone)]),
  ].join('  ');

function standingOf({ standing, surveyor, heardAt }: UnknownPhone): string {
  if (standing === 'taken-in') return `taken in for ${surveyor ?? ''}, not heard yet`;
  return `other token than that of the phone of ${surveyor ?? ''}, heard last ${heardAt ?? 'never'}`;
}
