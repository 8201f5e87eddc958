import { ok, refuse, type Result } from '../kernel/index.ts';
import { type Catalogue, childrenOf, communesOf, findUnit } from './catalogue.ts';
import { type Grouping, oldDistrictGroupingId } from './groupings.ts';

/** Refusal: this code names nothing in the catalogue and its groupings. */
export interface UnitUnknown {
  readonly code: 'unit.unknown';
  readonly unit: string;
}

/**
 * Answers: which communes does an area code cover: where may this person work or read?
 * Shape:   | area code                        | communes                                       |
 *          |----------------------------------|------------------------------------------------|
 *          | a unit above the communes        | all communes below it                          |
 *          | a commune                        | itself                                         |
 *          | an old district (after 7/2025)   | those of its node in the grouping `huyen-cu`   |
 *          | `grouping:ID:NODE`               | those of that node                             |
 *          Codes in ascending order, never empty.
 * Errors:  unit.unknown for any other code, and for a node without communes.
 * Rule:    U-03
 */
export function communesInArea(
  catalogue: Catalogue,
  groupings: readonly Grouping[],
  areaCode: string,
): Result<readonly string[], UnitUnknown> {
  const communes = communesOfArea(catalogue, groupings, areaCode);
  return communes.length > 0 ? ok(communes) : refuse({ code: 'unit.unknown', unit: areaCode });
}

function communesOfArea(
  catalogue: Catalogue,
  groupings: readonly Grouping[],
  areaCode: string,
): readonly string[] {
  if (findUnit(catalogue, areaCode)) return communesBelow(catalogue, areaCode);
  const named = /^grouping:([^:]+):(.+)$/.exec(areaCode);
  const id = named?.[1] ?? oldDistrictGroupingId;
  const node = named?.[2] ?? areaCode;
  const grouping = groupings.find((candidate) => candidate.id === id);
  if (!grouping) return [];
  return communesOf(catalogue)
    .map((unit) => unit.code)
    .filter((commune) => grouping.nodeByCommune.get(commune) === node);
}

function communesBelow(catalogue: Catalogue, code: string): readonly string[] {
  const lowest = catalogue.levels.at(-1);
  if (findUnit(catalogue, code)?.level === lowest) return [code];
  return childrenOf(catalogue, code)
    .flatMap((child) => communesBelow(catalogue, child.code))
    .sort();
}
