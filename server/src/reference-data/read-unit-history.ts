import { join } from 'node:path';
import {
  type CsvRow,
  type Unit,
  type UnitHistory,
  addSplitShares,
  readCensusHouseholds,
  readEarlierCrosswalk,
  readReformCrosswalk,
  readUnits,
} from '@sipas/shared/admin-units';
import { type Result, ok } from '@sipas/shared/kernel';
import { type FileRefusal, readCsv, readRows } from './csv-rows.ts';

const unitFiles = ['units-history.csv', 'units-2024.csv', 'units-2025.csv'] as const;

/**
 * Answers: units through time, what became of each, and how many households they had.
 * Errors:  the first broken file, by name, line and column.
 */
export async function readUnitHistory(folder: string): Promise<Result<UnitHistory, FileRefusal>> {
  const inUnits = (name: string) => join(folder, 'admin-units', name);
  const units: Unit[] = [];
  for (const name of unitFiles) {
    const read = await readWith(inUnits(name), readUnits);
    if (!read.ok) return read;
    units.push(...read.value);
  }
  const earlier = await readWith(inUnits('crosswalk-earlier.csv'), readEarlierCrosswalk);
  if (!earlier.ok) return earlier;
  const reform = await readWith(inUnits('crosswalk-2025.csv'), readReformCrosswalk);
  if (!reform.ok) return reform;
  const crosswalk = [...earlier.value, ...reform.value];
  const changes = await readWith(inUnits('split-shares.csv'), (rows) =>
    addSplitShares(crosswalk, rows),
  );
  if (!changes.ok) return changes;
  const households = await readWith(inUnits('census-2019.csv'), readCensusHouseholds);
  if (!households.ok) return households;
  return ok({ units, changes: changes.value, censusHouseholds: households.value });
}

/** Answers: what a reader of shared makes of a file, or what is wrong with it. */
export async function readWith<T>(
  file: string,
  read: (rows: readonly CsvRow[]) => T,
): Promise<Result<T, FileRefusal>> {
  const rows = await readCsv(file);
  return rows.ok ? readRows(file, () => read(rows.value)) : rows;
}
