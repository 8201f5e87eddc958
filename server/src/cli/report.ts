import { refuse } from '@sipas/shared/kernel';
import { reportDocx, reportFileName } from '../exports/index.ts';
import { createPublicFacts } from '../reference-data/read-public-facts.ts';
import { shippedData } from '../reference-data/read-reference.ts';
import { shippedThemes } from '../reference-data/shipped-themes.ts';
import { machineSurroundings } from '../surroundings.ts';
import { tablesHere } from '../use-cases/make-tables.ts';
import { createVillageCounter } from '../use-cases/report-scores/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { writeWaveReport } from '../use-cases/write-wave-report.ts';
import { optional, required, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { noteGrowing } from './note-growing.ts';
import { operator } from './operator.ts';
import { writeOut } from './out-file.ts';
import { readDay } from './units-on.ts';
import { withStorage } from './with-storage.ts';

export const reportCommand: Command = {
  words: ['report'],
  summary: 'write the report of a wave as a document of Word, in Vietnamese',
  usage: `--wave ID --out FILE.docx [options]
  --wave ID          the wave
  --out FILE.docx    where to write it; into a folder under the name that the console gives
  --level LEVEL      told of in full beside the communes: grouping:ID … (district)
  --instrument ID    id or version; the wave's first without it
  --before ID        the earlier wave (the latest before this one that asks the same)
  --day DATE         day that stands on it (today in Việt Nam); the same data and day make the same bytes`,
  options: {
    wave: { type: 'string' },
    out: { type: 'string' },
    level: { type: 'string' },
    instrument: { type: 'string' },
    before: { type: 'string' },
    day: { type: 'string' },
  },
  async run(input) {
    const { values, positionals, config } = input;
    takePositionals(positionals, 0, 0);
    const waveId = required(values, 'wave');
    const out = required(values, 'out');
    const day = optional(values, 'day');
    const asked = {
      level: optional(values, 'level'),
      instrument: optional(values, 'instrument'),
      before: optional(values, 'before'),
      day: day === undefined ? undefined : readDay(day),
    };
    return withStorage(config, async ({ waves, comments, actions, ...storage }) => {
      const reader = createWaveReader(waves);
      const wave = await reader.wave(waveId);
      if (wave === null) return refuse({ code: 'wave.unknown' });
      const needs = {
        ...{ reader, tables: tablesHere, clock: machineSurroundings.clock },
        ...{ comments, actions, themes: shippedThemes(), responses: storage.responses },
        countVillages: createVillageCounter(storage),
        facts: createPublicFacts(shippedData),
        weights: (id: string) => waves.villageWeights(id),
      };
      const report = await writeWaveReport(needs, operator(wave), waveId, asked);
      if (!report.ok) return report;
      noteGrowing(input, wave.wave);
      const bytes = [await reportDocx(report.value)];
      return writeOut({ name: reportFileName(report.value), bytes }, out, input);
    });
  },
};
