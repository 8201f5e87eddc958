import type { Day } from '../kernel/index.ts';
import type { Unit } from './unit.ts';

/** The units in force on one day. */
export interface Catalogue {
  readonly day: Day;
  /** In the order of their codes. */
  readonly units: readonly Unit[];
  readonly unitsByCode: ReadonlyMap<string, Unit>;
  readonly childrenByCode: ReadonlyMap<string, readonly Unit[]>;
  /** Levels that the units of this day have, from the top of the tree down. */
  readonly levels: readonly string[];
}

/**
 * Answers: which units were in force on this day?
 * Shape:   all dated units, a day → the catalogue of that day, in the order of codes.
 * Units:   calendar days of Vietnam; the first and the last day in force both belong to a unit.
 * Missing: a start that is not recorded counts as always, an end that is not recorded as never.
 * Errors:  throws RangeError when a code is in force twice on the day, or a parent is not in force: the data are broken.
 * Source:  decision D8; data/admin-units/README.md.
 * Rule:    U-02
 */
export function createCatalogue(units: readonly Unit[], day: Day): Catalogue {
  const inForce = units.filter((unit) => isInForce(unit, day)).sort(byCode);
  const unitsByCode = new Map<string, Unit>();
  for (const unit of inForce) {
    if (unitsByCode.has(unit.code))
      throw new RangeError(`code ${unit.code} is in force twice on ${day}`);
    unitsByCode.set(unit.code, unit);
  }
  const childrenByCode = new Map<string, Unit[]>();
  const depthByLevel = new Map<string, number>();
  for (const unit of inForce) {
    depthByLevel.set(unit.level, Math.max(depthByLevel.get(unit.level) ?? 0, depthOf(unit)));
    if (unit.parentCode === null) continue;
    const siblings = childrenByCode.get(unit.parentCode);
    if (siblings) siblings.push(unit);
    else childrenByCode.set(unit.parentCode, [unit]);
  }
  const levels = [...depthByLevel].sort((a, b) => a[1] - b[1]).map(([level]) => level);
  return { day, units: inForce, unitsByCode, childrenByCode, levels };

  function depthOf(unit: Unit): number {
    if (unit.parentCode === null) return 0;
    const parent = unitsByCode.get(unit.parentCode);
    if (!parent)
      throw new RangeError(
        `${unit.code} has the parent ${unit.parentCode}, not in force on ${day}`,
      );
    return 1 + depthOf(parent);
  }
}

const isInForce = (unit: Unit, day: Day): boolean =>
  (unit.validFrom === null || unit.validFrom <= day) &&
  (unit.validTo === null || day <= unit.validTo);

const byCode = (a: Unit, b: Unit): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

/** Answers: which unit carries this code on the day of the catalogue? */
export const findUnit = (catalogue: Catalogue, code: string): Unit | undefined =>
  catalogue.unitsByCode.get(code);

/** Answers: which units lie directly below this one, in the order of codes? */
export const childrenOf = (catalogue: Catalogue, code: string): readonly Unit[] =>
  catalogue.childrenByCode.get(code) ?? [];

/** Answers: which units take answers: those of the lowest level, in the order of codes? */
export function communesOf(catalogue: Catalogue): readonly Unit[] {
  const lowest = catalogue.levels.at(-1);
  return catalogue.units.filter((unit) => unit.level === lowest);
}
