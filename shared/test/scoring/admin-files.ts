import { readFileSync } from 'node:fs';
import {
  addSplitShares,
  createCatalogue,
  createOldDistrictGrouping,
  type CsvRow,
  readCensusHouseholds,
  readCensusPeople,
  readEarlierCrosswalk,
  readGrouping,
  readReformCrosswalk,
  readUnits,
  type UnitHistory,
} from '../../src/admin-units/index.ts';
import type { Day } from '../../src/kernel/index.ts';

/** Rows of a shipped file; these files have no quoted cells, which the reader asserts. */
function readRows(name: string, folder = 'admin-units'): CsvRow[] {
  const path = new URL(`../../../data/${folder}/${name}`, import.meta.url);
  const text = readFileSync(path, 'utf8');
  if (text.includes('"')) throw new Error(`${name} has quoted cells`);
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`${name}: ${line}`);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
  });
}

export const units = ['units-2024.csv', 'units-history.csv', 'units-2025.csv'].flatMap((name) =>
  readUnits(readRows(name)),
);
export const catalogueOf = (day: string) => createCatalogue(units, day as Day);
export const crosswalk = [
  ...readEarlierCrosswalk(readRows('crosswalk-earlier.csv')),
  ...readReformCrosswalk(readRows('crosswalk-2025.csv')),
];
export const catalogue2025 = catalogueOf('2025-07-01');
export const catalogueBefore = catalogueOf('2025-06-30');
export const oldDistricts = createOldDistrictGrouping({
  catalogue: catalogue2025,
  before: catalogueBefore,
  crosswalk: readReformCrosswalk(readRows('crosswalk-2025.csv')),
  people: readCensusPeople(readRows('census-2019.csv')),
});
export const postAreas = readGrouping(
  { id: 'buu-dien-khu-vuc', title: 'Bưu điện khu vực' },
  catalogue2025,
  readRows('grouping-buu-dien-khu-vuc.csv'),
);
export const groupings = [oldDistricts, postAreas];
export const splitRows = readRows('split-shares.csv');
export const history: UnitHistory = {
  units,
  changes: addSplitShares(crosswalk, splitRows),
  censusHouseholds: readCensusHouseholds(readRows('census-2019.csv')),
};
export const readPublishedRows = (name: string): CsvRow[] => readRows(name, 'published-figures');
