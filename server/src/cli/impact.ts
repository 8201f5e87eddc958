import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { impactHtml } from '../exports/index.ts';
import { policy } from '../http/policy.ts';
import { readFieldRegistry } from '../reference-data/field-registry.ts';
import { machineSurroundings } from '../surroundings.ts';
import { createImpactCase } from '../use-cases/impact/index.ts';
import { optional, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { readDay } from './units-on.ts';
import { done, withStorage } from './with-storage.ts';

export const impactCommand: Command = {
  words: ['impact'],
  summary: 'write the file on the impact of processing personal data, in Vietnamese, for print',
  usage: `[--out FILE.html] [--day DATE]
  --out FILE.html   where to write it (standard output)
  --day DATE        day that stands on it (today in Việt Nam); the same store and day make the same bytes`,
  options: { out: { type: 'string' }, day: { type: 'string' } },
  async run({ values, positionals, config, folder }) {
    takePositionals(positionals, 0, 0);
    const out = optional(values, 'out');
    const day = optional(values, 'day');
    const asked = day === undefined ? [] : [readDay(day)];
    const fields = await readFieldRegistry(config.fieldRegistry);
    if (!fields.ok) return fields;
    return withStorage(config, async (storage) => {
      const { clock } = machineSurroundings;
      const impact = createImpactCase(storage, {
        ...{ fields: fields.value, clock, software: config.version },
      });
      const file = await impact(policy, ...asked);
      const html = impactHtml(file);
      if (out === undefined) return done(file, html.trimEnd());
      const path = resolve(folder, out);
      await writeFile(path, html);
      return done({ file: path, bytes: Buffer.byteLength(html) }, path);
    });
  },
};
