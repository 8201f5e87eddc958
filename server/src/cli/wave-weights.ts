import { resolve } from 'node:path';
import { readVillageWeights } from '../reference-data/read-village-weights.ts';
import { machineSurroundings } from '../surroundings.ts';
import { takeWeights } from '../use-cases/take-weights.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { done, withStorage } from './with-storage.ts';

export const waveWeightsCommand: Command = {
  words: ['wave', 'weights'],
  summary: 'take the weights of its draw into a wave, for the second estimate of its reports',
  usage: `ID FILE.csv [--replace]
  FILE.csv             as weights writes it: columns commune, village, weight; one weight throughout a village
  --replace            put them in place of those that the wave has`,
  options: { replace: { type: 'boolean' } },
  async run({ values, positionals, config, folder }) {
    const [waveId = '', file = ''] = takePositionals(positionals, 2, 2);
    const weights = await readVillageWeights(resolve(folder, file));
    if (!weights.ok) return weights;
    return withStorage(config, async ({ waves }) => {
      const needs = { waves, reader: createWaveReader(waves), ...machineSurroundings };
      const isReplacing = values['replace'] === true;
      const taken = await takeWeights(needs, waveId, { weights: weights.value, isReplacing });
      if (!taken.ok) return taken;
      const { villages, withoutWeight } = taken.value;
      const lacking = withoutWeight.length === 0 ? '' : `; chưa có: ${withoutWeight.join(', ')}`;
      return done(taken.value, `${waveId}: ${String(villages)} ấp có quyền số${lacking}`);
    });
  },
};
