import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import { backupFolder, noteKeysCopied } from '../care/index.ts';
import type { ListedKey } from '../ports/index.ts';
import { machineSurroundings } from '../surroundings.ts';
import { judgeWaitingForKeys } from '../use-cases/sync/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { required, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';
import { unreadable } from './write-receipts.ts';

export const keysListCommand: Command = {
  words: ['keys', 'list'],
  summary: 'list the keys to which forms are sealed, and what waits for one that is not here',
  usage: `
  No private half is ever printed.`,
  options: {},
  run({ positionals, config }) {
    takePositionals(positionals, 0, 0);
    return withStorage(config, async ({ ingestKeys }) => {
      const keys = await ingestKeys.list();
      const lines = keys.map(printKey);
      return done({ file: config.ingestKeys, keys }, [config.ingestKeys, ...lines].join('\n'));
    });
  },
};

export const keysRotateCommand: Command = {
  words: ['keys', 'rotate'],
  summary: 'give a wave a new key; phones take it with their next package, and all before stay',
  usage: `--wave ID
  --wave ID   whose forms are sealed to it from then on

  Keep a new copy of the keys after it: "keys export FILE".`,
  options: { wave: { type: 'string' } },
  run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const waveId = required(values, 'wave');
    return withStorage(config, async ({ ingestKeys }) => {
      const key = await ingestKeys.rotate(waveId, machineSurroundings.clock.now());
      if (key === null) return refuse({ code: 'wave.unknown', detail: waveId });
      return done({ wave: waveId, ...key }, `${waveId}: ${key.keyId}`);
    });
  },
};

export const keysExportCommand: Command = {
  words: ['keys', 'export'],
  summary: 'write the keys to a file, to be locked away: whoever has it can read sealed forms',
  usage: `FILE
  FILE   a new file, that only its owner can read; not beside backups`,
  options: {},
  run({ positionals, config, folder }) {
    const [asked = ''] = takePositionals(positionals, 1, 1);
    const file = resolve(folder, asked);
    return withStorage(config, async ({ ingestKeys }) => {
      const keys = (await ingestKeys.list()).filter(({ isHere }) => isHere);
      try {
        await writeFile(file, await ingestKeys.copy(), { mode: 0o600, flag: 'wx', flush: true });
      } catch (error) {
        const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
        return isThere ? refuse({ code: 'file.exists', detail: file }) : unreadable(file, error);
      }
      await noteKeysCopied(
        backupFolder(config.dataDir),
        keys.map(({ keyId }) => keyId),
      );
      return done({ file, keys: keys.length }, `${file}: ${String(keys.length)} keys`);
    });
  },
};

export const keysImportCommand: Command = {
  words: ['keys', 'import'],
  summary: 'put the keys of such a file to those that are here, and judge what waited for them',
  usage: `FILE
  FILE   as "keys export" wrote it, or the file of keys of another folder

  Never copy such a file over the one in use: keys that were made since would be lost. Said again it is harmless.`,
  options: {},
  async run({ positionals, config, folder }) {
    const [asked = ''] = takePositionals(positionals, 1, 1);
    const file = resolve(folder, asked);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      return unreadable(file, error);
    }
    return withStorage(config, async (storage) => {
      const taken = await storage.ingestKeys.takeIn(text);
      if (taken === null)
        return refuse({ code: 'file.unreadable', detail: `${file}: no file of ingest keys` });
      const judged = await judgeWaitingForKeys(storage, createWaveReader(storage.waves));
      return ok({
        json: { ...taken, ...judged },
        text:
          `${String(taken.added)} new keys, ${String(taken.known)} known; ` +
          `${String(judged.stored)} forms count by that, ${String(judged.waiting)} wait for something else`,
      });
    });
  },
};

const printKey = ({ keyId, createdAt, waveIds, isHere, waiting }: ListedKey): string =>
  [
    keyId,
    createdAt ?? '?',
    isHere ? 'here' : 'NOT HERE',
    ...(waiting > 0 ? [`${String(waiting)} forms wait for it`] : []),
    ...waveIds,
  ].join('  ');
