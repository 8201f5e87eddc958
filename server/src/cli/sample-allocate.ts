import { resolve } from 'node:path';
import { refuse } from '@sipas/shared/kernel';
import { type StratumToFill, allocate, allocationMethods } from '@sipas/shared/sampling';
import { readTable } from '../reference-data/read-table.ts';
import { oneOf, required, takePositionals, wholeNumber } from './arguments.ts';
import type { Command } from './command.ts';
import { done } from './with-storage.ts';

const most = 1_000_000_000;
const mostDrawn = 1_000_000;

export const sampleAllocateCommand: Command = {
  words: ['sample', 'allocate'],
  summary: 'share a sample out over strata, without a store',
  usage: `FILE.csv --n N [options]
  FILE.csv               columns stratum and size; standard_deviation for neyman
  --n N                  how many are to be drawn
  --method METHOD        ${allocationMethods.join(', ')} (proportional)
  --minimum K            in each stratum at least; all of one that holds fewer (0)`,
  options: {
    n: { type: 'string' },
    method: { type: 'string' },
    minimum: { type: 'string' },
  },
  async run({ values, positionals, folder }) {
    const [file = ''] = takePositionals(positionals, 1, 1);
    required(values, 'n');
    const count = wholeNumber(values, 'n', { least: 1, most: mostDrawn, otherwise: 1 });
    const minimum = wholeNumber(values, 'minimum', { least: 0, most, otherwise: 0 });
    const method = oneOf(values, 'method', allocationMethods) ?? 'proportional';
    const read = await readStrata(resolve(folder, file), method === 'neyman');
    if (!read.ok) return read;
    const strata = read.value.rows;
    const shared = allocate(strata, { count, method, minimum });
    if (!shared.ok) return refuse(shared.error);
    const rows = strata.map(({ name, size }, place) => ({
      stratum: name,
      size,
      n: shared.value[place] ?? 0,
    }));
    return done(rows, rows.map(({ stratum, n }) => `${stratum}\t${String(n)}`).join('\n'));
  },
};

function readStrata(file: string, hasDeviations: boolean) {
  const known = new Set<string>();
  const columns = ['stratum', 'size', ...(hasDeviations ? ['standard_deviation'] : [])];
  return readTable(file, columns, (cells): StratumToFill => {
    const name = cells.text('stratum');
    if (known.has(name)) cells.refuse('allocation.repeated-stratum', 'stratum');
    known.add(name);
    const size = cells.number('size');
    if (!Number.isInteger(size) || size < 0 || size > most)
      cells.refuse('allocation.bad-stratum', 'size');
    if (!hasDeviations) return { name, size, capacity: size };
    const deviation = cells.number('standard_deviation');
    if (deviation < 0 || deviation > most)
      cells.refuse('allocation.bad-stratum', 'standard_deviation');
    return { name, size, capacity: size, deviation };
  });
}
