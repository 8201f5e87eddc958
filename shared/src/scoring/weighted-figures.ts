import type { CountLayout } from './answer-counts.ts';
import { type CommunePlace, readOwnTables } from './carried-protection.ts';
import { type Protection, totalBase } from './protection.ts';
import { createUnitTree } from './unit-tree.ts';

/** A village with its counts, its commune, and how many households a respondent of it stands for; null: not on record. */
export interface WeightedPlace extends CommunePlace {
  readonly weight: number | null;
}

interface WeightedRequest {
  readonly layout: CountLayout;
  /** All villages of the wave with answers. */
  readonly places: readonly WeightedPlace[];
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/**
 * So many hidden villages must stand together before a second sum is told where one of them is small. Answers are whole
 * numbers: the plain sum and a weighted percentage of two decimals often leave one way to answer, and each of the two
 * standard errors beside them is one sum more. Where one in twenty was dissatisfied, all four told the small one of 8, 12
 * and 16 villages in 10, 10 and 7 of ten cases, and of 20 in 2 of six; each village more leaves several times as many ways.
 */
const fewestHidden = 32;

/**
 * Answers: of which units may a second, weighted figure be shown beside the plain one?
 * Shape:   villages with weights → level and unit → true = shown. Weights may be known to the reader, from the plan and the
 *          counts of households: a weighted figure is then a second sum of the same answers, by which what the first hides
 *          may be found. So it is shown where every village has a weight; where no commune of the unit is hidden, or the wave
 *          has nothing to hide from the commune up; and where plain and weighted sums of each commune together do not
 *          solve a village of fewer people than the minimum cell, nor trying whole numbers would: where one is hidden
 *          among weights that differ, there are at least so many hidden villages as `fewestHidden`, in the commune or in all
 *          such communes of a larger unit that its smaller units do not tell.
 *          Two sums single a village out when all others that are hidden weigh the same and it does not. Where all weigh
 *          the same, the second sum tells nothing.
 * Missing: a unit without answers has no figure.
 * Source:  decisions D7, D10, 70 and 72.
 * Rule:    S-44
 */
export function protectWeighted(
  request: WeightedRequest,
  protection: Protection,
): (level: number, unit: string) => boolean {
  const { layout, places, minimumCell } = request;
  const { shown, hasSecret } = readOwnTables(request, protection);
  const shownCommunes = new Set(shown.flatMap((some) => (some.length === 1 ? some : [])));
  const closed = new Set<string>();
  /** Communes of few hidden villages, and how many of these are free while the plain sum stays. */
  const thin = new Map<string, number>();
  for (const [commune, villages] of groupBy(places, ({ commune: code }) => code)) {
    const isHidden = hasSecret && !shownCommunes.has(commune);
    const isWithoutWeight = villages.some(({ weight }) => weight === null);
    const silent = villages.filter(({ units }) =>
      protection.isUnitHidden(units.length - 1, units.at(-1) ?? ''),
    );
    const small = silent.filter((village) => {
      const people = totalBase(layout, village);
      return people > 0 && people < minimumCell;
    });
    const isSolved = small.some((village) => isSingledOut(village, silent));
    if (isHidden || isWithoutWeight || isSolved) closed.add(commune);
    else if (small.length > 0 && silent.length < fewestHidden && !isAlike(silent))
      thin.set(commune, silent.length - 1);
  }
  const closedUnits = new Set([
    ...places.flatMap(({ commune, units }) => (closed.has(commune) ? units.map(keyOf) : [])),
    ...closeThin(places, thin),
  ]);
  return (level, unit) => !closedUnits.has(keyOf(unit, level));
}

const keyOf = (unit: string, level: number): string => `${String(level)} ${unit}`;

/** From the smallest units up: what stays closed is found by subtraction, unless there is enough of it in the next one. */
function closeThin(places: readonly WeightedPlace[], thin: ReadonlyMap<string, number>) {
  const closed = new Set<string>();
  const rest = new Map(thin);
  const paths = places.map(({ units }) => units);
  const isTree = createUnitTree(paths).units.every((rows) => rows.length === 1);
  for (let level = (paths[0]?.length ?? 1) - 2; level >= 0; level--) {
    const open = places.filter(({ commune }) => rest.has(commune));
    for (const [unit, villages] of groupBy(open, ({ units }) => units[level] ?? '')) {
      const communes = [...new Set(villages.map(({ commune }) => commune))];
      const free = communes.reduce((sum, commune) => sum + (rest.get(commune) ?? 0), 0);
      // Units that lie across each other tell more of their parts than is followed here.
      if (!isTree || free + 1 < fewestHidden) closed.add(keyOf(unit, level));
      else communes.forEach((commune) => rest.delete(commune));
    }
  }
  return closed;
}

/** A millionth changes no printed figure: products of the same factors in another order, or a file of few digits. */
const sameWeight = 1e-6;

function isAlike(places: readonly WeightedPlace[]): boolean {
  const weights = places.map(({ weight }) => weight ?? 0);
  const largest = Math.max(...weights);
  return largest - Math.min(...weights) <= sameWeight * largest;
}

function isSingledOut(village: WeightedPlace, silent: readonly WeightedPlace[]): boolean {
  const others = silent.filter((other) => other !== village);
  return others.length > 0 && isAlike(others) && !isAlike(silent);
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
