import { join, resolve } from 'node:path';
import { readdir } from 'node:fs/promises';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import { type AnswerRowsRefusal, type RecomputedRow, scoreAnswerRows } from '@sipas/shared/scoring';
import { schemes } from '@sipas/shared/wire';
import { readCsv } from '../reference-data/csv-rows.ts';
import { readInstrument } from '../reference-data/read-instrument.ts';
import { shippedData } from '../reference-data/read-reference.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { oneOf, optional, required, takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done } from './with-storage.ts';

export const scoreCommand: Command = {
  words: ['score'],
  summary: 'recompute the indices of a table of answers, without a store',
  usage: `FILE.csv --instrument ID [--scheme SCHEME] [--unit-column COLUMN]
  FILE.csv               a row a response; columns are question codes
  --instrument ID        a shipped instrument
  --scheme SCHEME        ${schemes.join(', ')} (criterion_mean)
  --unit-column COLUMN   figures for each value of this column; all together without it`,
  options: {
    instrument: { type: 'string' },
    scheme: { type: 'string' },
    'unit-column': { type: 'string' },
  },
  async run({ values, positionals, folder }) {
    const [file = ''] = takePositionals(positionals, 1, 1);
    const id = required(values, 'instrument');
    const scheme = oneOf(values, 'scheme', schemes) ?? 'criterion_mean';
    const unitColumn = optional(values, 'unit-column');
    const instrument = await shippedInstrument(id);
    if (!instrument.ok) return instrument;
    const rows = await readCsv(resolve(folder, file));
    if (!rows.ok) return rows;
    const scored = scoreAnswerRows({
      instrument: instrument.value,
      rows: rows.value,
      scheme,
      ...(unitColumn === undefined ? {} : { unitColumn }),
    });
    if (!scored.ok) return refuse(tableRefusal(scored.error));
    return done(scored.value, scored.value.map(printRow).join('\n'));
  },
};

/** Throws UsageFault for an id that is not shipped. */
async function shippedInstrument(id: string): Promise<Result<Instrument, Refusal>> {
  const folder = join(shippedData, 'questionnaires');
  const ids = (await readdir(folder))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .map((file) => file.slice(0, -'.json'.length));
  if (!ids.includes(id)) throw new UsageFault(`--instrument is one of ${ids.join(', ')}`);
  const read = await readInstrument(join(folder, `${id}.json`));
  return read.ok ? ok(read.value) : read;
}

function tableRefusal(error: AnswerRowsRefusal): Refusal {
  switch (error.code) {
    case 'answer.unknown-option':
      return {
        code: 'file.bad-row',
        detail: `line ${String(error.line)}, ${error.column}: "${error.cell}"`,
      };
    case 'table.no-rows':
      return { code: 'file.bad-row', detail: 'line 2: there is no row of answers' };
    case 'table.no-criteria':
      return { code: 'file.bad-row', detail: 'line 1: no column is a criterion' };
    case 'table.no-unit-column':
      return { code: 'file.bad-row', detail: `line 1: there is no column ${error.column}` };
  }
}

const printRow = ({ unit, kind, code, percent, valid }: RecomputedRow): string =>
  `${unit}\t${kind}\t${code}\t${percent ?? '–'}\tn = ${String(valid)}`;
