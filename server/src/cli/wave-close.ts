import { machineSurroundings } from '../surroundings.ts';
import { closeWave, reopenWave } from '../use-cases/close-wave.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

/** Two commands that differ in what they ask of the wave. */
const changeStatus = (
  word: 'close' | 'reopen',
  change: typeof closeWave | typeof reopenWave,
  about: Pick<Command, 'summary' | 'usage'>,
): Command => ({
  words: ['wave', word],
  ...about,
  options: {},
  run({ positionals, config }) {
    const [waveId = ''] = takePositionals(positionals, 1, 1);
    return withStorage(config, async ({ waves, people, devices }) => {
      const needs = { waves, people, devices, reader: createWaveReader(waves) };
      const changed = await change({ ...needs, ...machineSurroundings }, null, waveId);
      return changed.ok ? done(changed.value, `${waveId}: ${changed.value.status}`) : changed;
    });
  },
});

export const waveCloseCommand = changeStatus('close', closeWave, {
  summary: 'close a wave; what still comes is kept apart',
  usage: `ID
  refused while numbers of a phone lack or were used twice, or a phone was not heard since a restore, unless that is
  written off in the console`,
});

export const waveReopenCommand = changeStatus('reopen', reopenWave, {
  summary: 'open a closed wave again, or one that waits to be opened',
  usage: `ID
  what came while it was closed stays with who decides on it`,
});
