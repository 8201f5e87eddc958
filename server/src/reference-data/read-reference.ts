import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CsvRow,
  type CrosswalkRow,
  type Grouping,
  type Unit,
  createCatalogue,
  createOldDistrictGrouping,
  readCensusPeople,
  readEarlierCrosswalk,
  readGrouping,
  readReformCrosswalk,
  readUnits,
} from '@sipas/shared/admin-units';
import { type Day, type Result, ok } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { ReferenceData } from '../use-cases/load-reference.ts';
import { type FileRefusal, readCsv, readRows } from './csv-rows.ts';
import { readInstrument } from './read-instrument.ts';

/** Where the shipped reference data lie. */
export const shippedData = join(import.meta.dirname, '../../../data');

const unitFiles = ['units-history.csv', 'units-2024.csv', 'units-2025.csv'] as const;
const reformDay = '2025-07-01' as Day;
const reformEve = '2025-06-30' as Day;

/**
 * Answers: the reference data of a folder: units through time, groupings, instruments.
 * Errors:  the first broken file, by name, line and column.
 */
export async function readReference(folder: string): Promise<Result<ReferenceData, FileRefusal>> {
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
  const groupings = await readGroupings(inUnits, units, reform.value);
  if (!groupings.ok) return groupings;
  const instruments = await readInstruments(join(folder, 'questionnaires'));
  if (!instruments.ok) return instruments;
  return ok({
    units,
    crosswalk: [...earlier.value, ...reform.value],
    groupings: groupings.value,
    instruments: instruments.value,
  });
}

async function readWith<T>(
  file: string,
  read: (rows: readonly CsvRow[]) => T,
): Promise<Result<T, FileRefusal>> {
  const rows = await readCsv(file);
  return rows.ok ? readRows(file, () => read(rows.value)) : rows;
}

async function readGroupings(
  inUnits: (name: string) => string,
  units: readonly Unit[],
  crosswalk: readonly CrosswalkRow[],
): Promise<Result<readonly Grouping[], FileRefusal>> {
  const catalogue = createCatalogue(units, reformDay);
  const before = createCatalogue(units, reformEve);
  const people = await readWith(inUnits('census-2019.csv'), readCensusPeople);
  if (!people.ok) return people;
  const oldDistricts = readRows(inUnits('crosswalk-2025.csv'), () =>
    createOldDistrictGrouping({ catalogue, before, crosswalk, people: people.value }),
  );
  if (!oldDistricts.ok) return oldDistricts;
  const postOffices = await readWith(inUnits('grouping-buu-dien-khu-vuc.csv'), (rows) =>
    readGrouping({ id: 'buu-dien-khu-vuc', title: 'Bưu điện khu vực' }, catalogue, rows),
  );
  return postOffices.ok ? ok([oldDistricts.value, postOffices.value]) : postOffices;
}

async function readInstruments(
  folder: string,
): Promise<Result<readonly Instrument[], FileRefusal>> {
  const instruments: Instrument[] = [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  for (const name of files) {
    if (name.endsWith('.schema.json')) continue;
    const read = await readInstrument(join(folder, name));
    if (!read.ok) return read;
    instruments.push(read.value);
  }
  return ok(instruments);
}
