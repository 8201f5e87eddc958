import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CrosswalkRow,
  type Grouping,
  type Unit,
  createCatalogue,
  createOldDistrictGrouping,
  readCensusPeople,
  readGrouping,
} from '@sipas/shared/admin-units';
import { type Day, type Result, ok } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { ReferenceData } from '../use-cases/load-reference.ts';
import { type FileRefusal, readRows } from './csv-rows.ts';
import { readInstrument } from './read-instrument.ts';
import { readUnitHistory, readWith } from './read-unit-history.ts';

/** Where the shipped reference data lie. */
export const shippedData = join(import.meta.dirname, '../../../data');

const reformDay = '2025-07-01' as Day;
const reformEve = '2025-06-30' as Day;

/**
 * Answers: the reference data of a folder: units through time, groupings, instruments.
 * Errors:  the first broken file, by name, line and column.
 */
export async function readReference(folder: string): Promise<Result<ReferenceData, FileRefusal>> {
  const history = await readUnitHistory(folder);
  if (!history.ok) return history;
  const { units, changes } = history.value;
  const groupings = await readGroupings(folder, units, changes);
  if (!groupings.ok) return groupings;
  const instruments = await readInstruments(join(folder, 'questionnaires'));
  if (!instruments.ok) return instruments;
  return ok({
    units,
    crosswalk: changes,
    groupings: groupings.value,
    instruments: instruments.value,
  });
}

async function readGroupings(
  folder: string,
  units: readonly Unit[],
  changes: readonly CrosswalkRow[],
): Promise<Result<readonly Grouping[], FileRefusal>> {
  const inUnits = (name: string) => join(folder, 'admin-units', name);
  const crosswalk = changes.filter(({ fromValidTo }) => fromValidTo === reformEve);
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
