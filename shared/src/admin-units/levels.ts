import { ok, refuse, type Day, type Result } from '../kernel/index.ts';
import { type Catalogue, communesOf, findUnit } from './catalogue.ts';
import { type Grouping, oldDistrictGroupingId } from './groupings.ts';
import type { Unit } from './unit.ts';

/** A level at which a report can be asked for, in the order of the tree. */
export interface OfferedLevel {
  /** The word of the address: "province", "district", "commune", "village", "grouping:ID". */
  readonly level: string;
  readonly label: string;
}

/** A unit as a report names it. */
export interface ReportUnit {
  readonly code: string;
  readonly name: string;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}

/** How answers given in a village of a commune are gathered at one level. */
export interface ReportLevel {
  readonly level: string;
  /** All units of the level in the order of codes; empty for villages, which no catalogue lists. */
  readonly units: readonly ReportUnit[];
  /** Throws RangeError on a commune that is not in the catalogue: such a form is never counted. */
  readonly unitOf: (commune: string, village: string) => ReportUnit;
}

/** Refusal: this catalogue has no such level. */
export interface LevelUnknown {
  readonly code: 'level.unknown';
  readonly level: string;
}

const villageLevel = 'village';
const districtLevel = 'district';
const labelByLevel: Readonly<Record<string, string>> = {
  province: 'Tỉnh, thành phố',
  district: 'Huyện, thị xã, thành phố',
  commune: 'Xã, phường, thị trấn',
};

/**
 * Answers: by which levels can a report of this catalogue be asked for?
 * Shape:   the catalogue's levels from the top down, then village, then the groupings that have each of its communes.
 *          Where the catalogue has no district level, "district" stands before its lowest level and means the grouping `huyen-cu`.
 * Source:  decision D8.
 * Rule:    U-07
 */
export function offeredLevels(
  catalogue: Catalogue,
  groupings: readonly Grouping[],
): readonly OfferedLevel[] {
  const levels = catalogue.levels.map((level) => ({ level, label: labelByLevel[level] ?? level }));
  const standIn = districtStandIn(catalogue, groupings);
  if (standIn) levels.splice(-1, 0, { level: districtLevel, label: standIn.title });
  levels.push({ level: villageLevel, label: 'Thôn, ấp, khóm, tổ dân phố' });
  for (const grouping of groupings.filter((one) => isOf(one, catalogue)))
    levels.push({ level: `grouping:${grouping.id}`, label: grouping.title });
  return levels;
}

/** A grouping is made for the communes of one time; codes are reused, so a few of them may stand in another catalogue. */
const isOf = ({ nodeByCommune }: Grouping, catalogue: Catalogue): boolean =>
  communesOf(catalogue).every(({ code }) => nodeByCommune.has(code));

const districtStandIn = (
  catalogue: Catalogue,
  groupings: readonly Grouping[],
): Grouping | undefined =>
  catalogue.levels.includes(districtLevel)
    ? undefined
    : groupings.find((grouping) => grouping.id === oldDistrictGroupingId);

/**
 * Answers: to which unit of this level do the answers of a commune and village belong?
 * Shape:   level word → the level, with its units and the unit of each commune. A village's code is `commune/village`.
 * Errors:  level.unknown when offeredLevels does not list the word.
 * Source:  decision D8.
 * Rule:    U-07
 */
export function createReportLevel(
  catalogue: Catalogue,
  groupings: readonly Grouping[],
  level: string,
): Result<ReportLevel, LevelUnknown> {
  if (!offeredLevels(catalogue, groupings).some((offered) => offered.level === level))
    return refuse({ code: 'level.unknown', level });
  const unitByCommune = unitsByCommune(catalogue, groupings, level);
  return ok({
    level,
    units:
      level === villageLevel
        ? []
        : [...new Set(unitByCommune.values())].sort((a, b) => (a.code < b.code ? -1 : 1)),
    unitOf(commune, village) {
      const unit = unitByCommune.get(commune);
      if (!unit) throw new RangeError(`${commune} is no commune of the catalogue`);
      return level === villageLevel ? villageUnit(unit, village) : unit;
    },
  });
}

/** All levels of a catalogue at once. */
export interface UnitLadder {
  /** Words of the levels, from the one of fewest units down; the village is the last. */
  readonly levels: readonly string[];
  /** The unit of a village at each of them. */
  readonly unitsOf: (commune: string, village: string) => readonly string[];
}

/**
 * Answers: in which units of all levels does a village lie?
 * Shape:   → the offered levels from the coarsest down, and the codes of a village's units in that order. Two levels of the
 *          same units, such as the district and the grouping that stands in for it, are both there.
 * Errors:  throws RangeError on a commune that is not in the catalogue.
 * Source:  decision D8.
 * Rule:    U-40
 */
export function createUnitLadder(catalogue: Catalogue, groupings: readonly Grouping[]): UnitLadder {
  const rungs = offeredLevels(catalogue, groupings)
    .filter(({ level }) => level !== villageLevel)
    .map(({ level }) => {
      const unitByCommune = unitsByCommune(catalogue, groupings, level);
      const units = new Set([...unitByCommune.values()].map(({ code }) => code));
      return { level, unitByCommune, unitCount: units.size };
    })
    .sort((a, b) => a.unitCount - b.unitCount);
  const unitsByPlace = new Map<string, readonly string[]>();
  for (const { code } of communesOf(catalogue))
    unitsByPlace.set(
      code,
      rungs.map(({ unitByCommune }) => unitByCommune.get(code)?.code ?? ''),
    );
  return {
    levels: [...rungs.map(({ level }) => level), villageLevel],
    unitsOf(commune, village) {
      const units = unitsByPlace.get(commune);
      if (!units) throw new RangeError(`${commune} is no commune of the catalogue`);
      return [...units, villageCode(commune, village)];
    },
  };
}

const villageCode = (commune: string, village: string): string => `${commune}/${village}`;

function unitsByCommune(
  catalogue: Catalogue,
  groupings: readonly Grouping[],
  level: string,
): ReadonlyMap<string, ReportUnit> {
  const grouping =
    level === districtLevel
      ? districtStandIn(catalogue, groupings)
      : groupings.find((candidate) => `grouping:${candidate.id}` === level);
  const nodes = new Map(
    grouping?.nodes.map(({ code, title }) => [
      code,
      { code, name: title, validFrom: null, validTo: null },
    ]),
  );
  const unitByCommune = new Map<string, ReportUnit>();
  const reportUnitByCode = new Map(catalogue.units.map((unit) => [unit.code, reportUnit(unit)]));
  for (const commune of communesOf(catalogue)) {
    const unit = grouping
      ? nodes.get(grouping.nodeByCommune.get(commune.code) ?? '')
      : reportUnitByCode.get(unitAt(catalogue, commune, level)?.code ?? '');
    if (unit) unitByCommune.set(commune.code, unit);
  }
  return unitByCommune;
}

/** The unit of this level that holds the commune; the commune itself for villages. */
function unitAt(catalogue: Catalogue, commune: Unit, level: string): Unit | undefined {
  if (level === villageLevel) return commune;
  let unit: Unit | undefined = commune;
  while (unit && unit.level !== level)
    unit = unit.parentCode === null ? undefined : findUnit(catalogue, unit.parentCode);
  return unit;
}

const villageUnit = (commune: ReportUnit, village: string): ReportUnit => ({
  ...commune,
  code: villageCode(commune.code, village),
  name: `${village}, ${commune.name}`,
});

const reportUnit = (unit: Unit): ReportUnit => ({
  code: unit.code,
  name: unit.name,
  validFrom: unit.validFrom,
  validTo: unit.validTo,
});
