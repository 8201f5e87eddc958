import { resolve } from 'node:path';
import { readFieldRegistry } from '../reference-data/field-registry.ts';
import { readInstrument } from '../reference-data/read-instrument.ts';
import { machineSurroundings } from '../surroundings.ts';
import { publishInstrument } from '../use-cases/publish-instrument.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { oneOf, required, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { printComparison } from './instrument-compare.ts';
import { done, withStorage } from './with-storage.ts';

export const instrumentPublishCommand: Command = {
  words: ['instrument', 'publish'],
  summary: 'give an open wave a new version of one of its instruments',
  usage: `FILE.json --wave ID [--accept breaks]
  --wave ID         an open wave that asks this instrument
  --accept breaks   also where figures before and after can no longer be compared`,
  options: { wave: { type: 'string' }, accept: { type: 'string' } },
  async run({ values, positionals, config, folder }) {
    const [file = ''] = takePositionals(positionals, 1, 1);
    const waveId = required(values, 'wave');
    const accepts = oneOf(values, 'accept', ['breaks']) === 'breaks';
    const instrument = await readInstrument(resolve(folder, file));
    if (!instrument.ok) return instrument;
    const fields = await readFieldRegistry(config.fieldRegistry);
    if (!fields.ok) return fields;
    return withStorage(config, async ({ waves }) => {
      const reader = createWaveReader(waves);
      const needs = { waves, reader, fields: fields.value, ...machineSurroundings };
      const published = await publishInstrument(needs, waveId, instrument.value, accepts);
      return published.ok
        ? done(published.value, `${published.value.version}\n${printComparison(published.value)}`)
        : published;
    });
  },
};
