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
 * Shape:   the catalogue's levels from the top down, then village, then the groupings. Where the catalogue has no
 *          district level, "district" stands before its lowest level and means the grouping `huyen-cu`.
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
  for (const grouping of groupings)
    levels.push({ level: `grouping:${grouping.id}`, label: grouping.title });
  return levels;
}

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
  if (level === villageLevel) return ok(createVillageLevel(catalogue));
  if (catalogue.levels.includes(level)) return ok(createUnitLevel(catalogue, level));
  const grouping =
    level === districtLevel
      ? districtStandIn(catalogue, groupings)
      : groupings.find((candidate) => `grouping:${candidate.id}` === level);
  if (!grouping) return refuse({ code: 'level.unknown', level });
  return ok(createGroupingLevel(catalogue, grouping, level));
}

function createUnitLevel(catalogue: Catalogue, level: string): ReportLevel {
  const unitByCommune = new Map<string, ReportUnit>();
  const units = catalogue.units.filter((unit) => unit.level === level).map(reportUnit);
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  for (const commune of communesOf(catalogue)) {
    let above: Unit | undefined = commune;
    while (above && above.level !== level)
      above = above.parentCode === null ? undefined : findUnit(catalogue, above.parentCode);
    const unit = above && byCode.get(above.code);
    if (unit) unitByCommune.set(commune.code, unit);
  }
  return { level, units, unitOf: (commune) => lookUp(unitByCommune, commune) };
}

function createGroupingLevel(catalogue: Catalogue, grouping: Grouping, level: string): ReportLevel {
  const units = grouping.nodes.map((node) => ({
    code: node.code,
    name: node.title,
    validFrom: null,
    validTo: null,
  }));
  const byCode = new Map<string, ReportUnit>(units.map((unit) => [unit.code, unit]));
  const unitByCommune = new Map<string, ReportUnit>();
  for (const commune of communesOf(catalogue)) {
    const unit = byCode.get(grouping.nodeByCommune.get(commune.code) ?? '');
    if (unit) unitByCommune.set(commune.code, unit);
  }
  return { level, units, unitOf: (commune) => lookUp(unitByCommune, commune) };
}

function createVillageLevel(catalogue: Catalogue): ReportLevel {
  return {
    level: villageLevel,
    units: [],
    unitOf(commune, village) {
      const unit = lookUp(catalogue.unitsByCode, commune);
      return {
        code: `${commune}/${village}`,
        name: `${village}, ${unit.name}`,
        validFrom: unit.validFrom,
        validTo: unit.validTo,
      };
    },
  };
}

const reportUnit = (unit: Unit): ReportUnit => ({
  code: unit.code,
  name: unit.name,
  validFrom: unit.validFrom,
  validTo: unit.validTo,
});

function lookUp<T>(map: ReadonlyMap<string, T>, commune: string): T {
  const found = map.get(commune);
  if (found === undefined) throw new RangeError(`${commune} is no commune of the catalogue`);
  return found;
}
