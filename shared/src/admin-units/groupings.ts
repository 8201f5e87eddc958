import { type Catalogue, communesOf } from './catalogue.ts';
import type { CrosswalkRow } from './succession.ts';
import { type CsvRow, requiredCell, type Unit } from './unit.ts';

/** One named reporting area of a grouping. */
export interface GroupingNode {
  readonly code: string;
  readonly title: string;
}

/** A way to gather communes into named reporting areas that are not administrative units. */
export interface Grouping {
  readonly id: string;
  readonly title: string;
  /** In the order of their codes. */
  readonly nodes: readonly GroupingNode[];
  /** Every commune of the catalogue it was made for. */
  readonly nodeByCommune: ReadonlyMap<string, string>;
}

export const oldDistrictGroupingId = 'huyen-cu';

interface OldDistrictSources {
  /** The catalogue whose communes are gathered (two tiers). */
  readonly catalogue: Catalogue;
  /** The last catalogue that had districts. */
  readonly before: Catalogue;
  readonly crosswalk: readonly CrosswalkRow[];
  /** People of each old district who, by the census, live in a new commune: key `district>commune`. */
  readonly people: ReadonlyMap<string, number>;
}

/**
 * Answers: to which former district does a commune of the two-tier system belong in reports "by district"?
 * Shape:   → grouping `huyen-cu`; node code = old district code; equal district names get their province in brackets.
 *          The district from which most whole old communes came; at a tie, the one with more people (census 2019,
 *          whole units only); at a tie still, the lower code. Parts of split units do not count where a whole unit came.
 * Errors:  throws RangeError when a commune has no predecessor in the crosswalk: the data are broken.
 * Source:  decision D8; resolution 1687/NQ-UBTVQH15 through crosswalk-2025.csv; 14 of the 124 communes join units of
 *          more than one district, so this is an approximation made by us, not an official list.
 * Rule:    U-04
 */
export function createOldDistrictGrouping(sources: OldDistrictSources): Grouping {
  const { catalogue, before, crosswalk, people } = sources;
  const nodeByCommune = new Map<string, string>();
  for (const commune of communesOf(catalogue)) {
    const candidates = districtsOfCommune(commune.code, before, crosswalk);
    const best = candidates.sort(
      (a, b) =>
        b.wholeUnits - a.wholeUnits ||
        (people.get(`${b.district}>${commune.code}`) ?? 0) -
          (people.get(`${a.district}>${commune.code}`) ?? 0) ||
        (a.district < b.district ? -1 : 1),
    )[0];
    if (!best) throw new RangeError(`commune ${commune.code} has no predecessor in the crosswalk`);
    nodeByCommune.set(commune.code, best.district);
  }
  return {
    id: oldDistrictGroupingId,
    title: 'Huyện, thị xã, thành phố cũ',
    nodes: districtNodes(before, new Set(nodeByCommune.values())),
    nodeByCommune,
  };
}

function districtsOfCommune(
  commune: string,
  before: Catalogue,
  crosswalk: readonly CrosswalkRow[],
): { district: string; wholeUnits: number }[] {
  const wholeUnitsByDistrict = new Map<string, number>();
  for (const row of crosswalk) {
    if (row.toCode !== commune) continue;
    const district = before.unitsByCode.get(row.fromCode)?.parentCode;
    if (!district) throw new RangeError(`old commune ${row.fromCode} has no district`);
    const whole = row.kind === 'whole' ? 1 : 0;
    wholeUnitsByDistrict.set(district, (wholeUnitsByDistrict.get(district) ?? 0) + whole);
  }
  return [...wholeUnitsByDistrict].map(([district, wholeUnits]) => ({ district, wholeUnits }));
}

function districtNodes(before: Catalogue, codes: ReadonlySet<string>): GroupingNode[] {
  const districts = before.units.filter((unit) => codes.has(unit.code));
  const isShared = (unit: Unit): boolean =>
    districts.some((other) => other.name === unit.name && other.code !== unit.code);
  return districts.map((unit) => ({
    code: unit.code,
    title: isShared(unit) ? `${unit.name} (${provinceName(before, unit)})` : unit.name,
  }));
}

const provinceName = (before: Catalogue, district: Unit): string =>
  before.unitsByCode.get(district.parentCode ?? '')?.name ?? '';

/**
 * Answers: how many people of each old district live in each new commune, by the census of 2019?
 * Shape:   rows of census-2019.csv → people by `district>commune`; split units are left out, they belong to no one commune.
 */
export function readCensusPeople(rows: readonly CsvRow[]): ReadonlyMap<string, number> {
  const people = new Map<string, number>();
  rows.forEach((row, index) => {
    if (row['map_kind'] !== 'whole') return;
    const district = requiredCell(row, 'district_code', index);
    const key = `${district}>${requiredCell(row, 'new_code_2025', index)}`;
    people.set(key, (people.get(key) ?? 0) + Number(requiredCell(row, 'population', index)));
  });
  return people;
}

/**
 * Answers: what does an editable grouping file say?
 * Shape:   rows commune, node, node_title → grouping with the nodes in the order of their codes.
 * Errors:  throws RangeError naming the commune when one of the catalogue is missing, is not in it, or stands twice.
 * Rule:    U-05
 */
export function readGrouping(
  identity: { readonly id: string; readonly title: string },
  catalogue: Catalogue,
  rows: readonly CsvRow[],
): Grouping {
  const communes = new Set(communesOf(catalogue).map((unit) => unit.code));
  const nodeByCommune = new Map<string, string>();
  const titleByNode = new Map<string, string>();
  rows.forEach((row, index) => {
    const commune = requiredCell(row, 'commune', index);
    const node = requiredCell(row, 'node', index);
    if (!communes.has(commune)) throw new RangeError(`${commune} is no commune of the catalogue`);
    if (nodeByCommune.has(commune)) throw new RangeError(`${commune} stands twice`);
    nodeByCommune.set(commune, node);
    titleByNode.set(node, requiredCell(row, 'node_title', index).normalize('NFC'));
  });
  for (const commune of communes)
    if (!nodeByCommune.has(commune)) throw new RangeError(`${commune} is in no area`);
  const nodes = [...titleByNode.keys()].sort().map((code) => ({
    code,
    title: titleByNode.get(code) ?? code,
  }));
  return { ...identity, nodes, nodeByCommune };
}
