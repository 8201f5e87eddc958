import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Unit } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { allowanceLimits, schemes, waveLimits } from '@sipas/shared/wire';
import { readFieldRegistry } from '../reference-data/field-registry.ts';
import { machineSurroundings } from '../surroundings.ts';
import { type NewWave, createWave, defaultBounds } from '../use-cases/create-wave.ts';
import { readVillagePlan } from '../use-cases/new-waves/index.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { oneOf, optional, repeated, required, wholeNumber } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done, withReference } from './with-storage.ts';

export const waveCreateCommand: Command = {
  words: ['wave', 'create'],
  summary: 'make a wave; prints its id',
  usage: `--name NAME --instrument ID [ID …] --catalogue DATE [--open] [options]
  --name NAME          as people read it
  --instrument ID      a shipped instrument; may be repeated
  --catalogue DATE     day of the catalogue of units, 2025-07-01
  --open               take forms at once; without it the wave waits until it is opened (wave reopen)
  --scheme SCHEME      ${schemes.join(', ')} (criterion_mean)
  --minimum-base N     responses a unit needs to be published (${String(defaultBounds.minimumBase)})
  --minimum-cell N     responses a cell of a breakdown needs (${String(defaultBounds.minimumCell)}), at most the base
  --allowance-vnd N    đồng that a household signs for; without it there is nothing to sign
  --villages FILE.csv  the sample plan: columns commune, code, name, target`,
  options: {
    name: { type: 'string' },
    instrument: { type: 'string', multiple: true },
    catalogue: { type: 'string' },
    open: { type: 'boolean' },
    scheme: { type: 'string' },
    'minimum-base': { type: 'string' },
    'minimum-cell': { type: 'string' },
    'allowance-vnd': { type: 'string' },
    villages: { type: 'string' },
  },
  async run({ values, positionals, config, folder, note }) {
    const name = required(values, 'name');
    const instruments = [...repeated(values, 'instrument'), ...positionals];
    if (instruments.length === 0) throw new UsageFault('--instrument is missing');
    const catalogue = required(values, 'catalogue');
    const bound = (option: string, otherwise: number) =>
      wholeNumber(values, option, { least: 1, most: waveLimits.responses, otherwise });
    const minimumBase = bound('minimum-base', defaultBounds.minimumBase);
    const minimumCell = bound('minimum-cell', defaultBounds.minimumCell);
    const allowance = wholeNumber(values, 'allowance-vnd', {
      least: 1,
      most: allowanceLimits.amountVnd,
      otherwise: 0,
    });
    const scheme = oneOf(values, 'scheme', schemes) ?? 'criterion_mean';
    const file = optional(values, 'villages');
    const villages = file === undefined ? ok([]) : await readVillages(resolve(folder, file));
    if (!villages.ok) return villages;
    const fields = await readFieldRegistry(config.fieldRegistry);
    if (!fields.ok) return fields;
    return withReference(config, async ({ waves }) => {
      const reader = createWaveReader(waves);
      const needs = { waves, reader, fields: fields.value, ...machineSurroundings };
      const created = await createWave(needs, {
        name,
        instruments,
        catalogue,
        scheme,
        minimumBase,
        minimumCell,
        allowanceVnd: allowance === 0 ? null : allowance,
        villages: villages.value,
        open: values['open'] === true,
      });
      if (!created.ok) return created;
      const changed = lastChangeAfter(catalogue, await needs.reader.units());
      if (changed !== null)
        note(`Note: units have changed since ${catalogue}; those of today begin on ${changed}.`);
      return done(created.value, created.value.waveId);
    });
  },
};

/** Answers: the day of the last change of units after a day; null where the units of that day are still in force. */
function lastChangeAfter(day: string, units: readonly Unit[]): string | null {
  const later = units.flatMap(({ validFrom }) => validFrom ?? []).filter((from) => from > day);
  return later.sort().at(-1) ?? null;
}

/** Answers: the sample plan in a file, with its refusals. */
async function readVillages(file: string): Promise<Result<NewWave['villages'], Refusal>> {
  try {
    return readVillagePlan(await readFile(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse({ code: 'file.unreadable', detail: `${basename(file)}: ${why}` });
  }
}
