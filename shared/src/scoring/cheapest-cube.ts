/** The answers to one question by unit and group, and what of them is hidden so far. */
export interface HiddenAnswers {
  /** Row that holds each row whole; −1 at the top. A row comes after the one that holds it. */
  readonly parents: readonly number[];
  readonly groupCount: number;
  /** Parts that hold everybody who answered, each once. */
  readonly parts: readonly number[];
  readonly sizeOf: (row: number, group: number, part: number) => number;
  /** How many people of a group have no answer. */
  readonly silentOf: (row: number, group: number) => number;
  readonly minimumCell: number;
  readonly isHidden: (row: number, group: number, part: number) => boolean;
  /** Whether it is hidden how many of a group answered. */
  readonly isBaseHidden: (row: number, group: number) => boolean;
  /** Whether an answer is hidden where nobody is divided into groups. */
  readonly isWholeHidden: (row: number, part: number) => boolean;
  /** Whether it is hidden how many people a group has, with an answer or without. */
  readonly isGroupHidden: (row: number, group: number) => boolean;
  readonly hide: (row: number, group: number, part: number) => void;
  /** Hides all answers of the group as well: those who did and who did not give one are together all who answered. */
  readonly hideBase: (row: number, group: number) => void;
}

export const silent = null;
/** One of the parts, or those without an answer. */
export type Part = number | typeof silent;

/** A small number that follows from what is told: of a part, or, between `silent` and the parts, of all who answered. */
export interface KnownNumber {
  readonly row: number;
  readonly group: number;
  readonly part: Part;
}

/** Two groups in two units (and in what holds one of these only), two parts in each. */
export interface Cube {
  readonly faces: readonly { readonly row: number; readonly group: number }[];
  readonly pair: readonly Part[];
}

/** A way from a lowest unit up to a row, with what it costs to hide all that lies on it. */
interface Way {
  readonly cost: number;
  /** The lowest unit; −1 for no unit. */
  readonly from: number;
}
const closed: Way = { cost: Infinity, from: -1 };

interface Candidate {
  readonly cost: number;
  readonly own: number;
  readonly elsewhere: number;
  readonly groups: readonly [number, number];
  readonly pair: readonly Part[];
}

/**
 * Answers: which cube around a number costs least to hide?
 * Shape:   answers, and the rows in which something was hidden, in turn, as their list grows; a number → cube; null where somebody is missing in a corner of every one. The units of a cube are those that change
 *          when somebody moves between a lowest unit in this one and a lowest one elsewhere: both, and what holds one of them
 *          only. Or, as nothing holds the units at the top, a lowest unit and all that hold it. What a cube costs is a sum
 *          over its units, so for two groups and two parts the cheapest way down from every unit is found once, instead of
 *          trying every two lowest units, and kept until something of that unit is hidden. Of equal cubes the first by unit, other unit, group and part.
 */
export function createCubeFinder(
  answers: HiddenAnswers,
  changed: readonly number[],
): (known: KnownNumber) => Cube | null {
  const { parents, groupCount, parts } = answers;
  const inside: number[][] = parents.map(() => []);
  const top: number[] = [];
  for (const [row, parent] of parents.entries()) (inside[parent] ?? top).push(row);
  const others = (group: number): number[] => range(groupCount).filter((other) => other !== group);
  // The part and each other, or, for all who answered, each part with those who did not.
  const pairsOf = (part: Part): readonly (readonly Part[])[] =>
    part === silent
      ? parts.map((one) => [one, silent])
      : parts.filter((one) => one !== part).map((one) => [part, one]);
  const tables = new Map<string, WayTable>();
  const tableOf = (groups: Candidate['groups'], pair: readonly Part[]): WayTable => {
    const key = [...sorted(groups), ...sorted(pair)].join(' ');
    const known = tables.get(key);
    const table = known ?? { costs: [], ways: parents.map(() => closed), seen: changed.length };
    tables.set(key, table);
    const update = (row: number): void => {
      table.ways[row] = wayDown(inside[row] ?? [], table, row);
    };
    if (known === undefined) {
      for (const row of parents.keys()) table.costs.push(costOf(answers, row, { groups, pair }));
      for (let row = parents.length - 1; row >= 0; row--) update(row);
    }
    for (; table.seen < changed.length; table.seen++) {
      const row = changed[table.seen] ?? 0;
      table.costs[row] = costOf(answers, row, { groups, pair });
      for (let at = row; at >= 0; at = parents[at] ?? -1) update(at);
    }
    return table;
  };
  const cheapestIn = (
    row: number,
    groups: Candidate['groups'],
    pair: readonly Part[],
  ): Candidate => {
    const { costs, ways } = tableOf(groups, pair);
    const own = ways[row] ?? closed;
    let best: Candidate = { ...own, own: own.from, elsewhere: -1, groups, pair, cost: Infinity };
    let { cost } = own;
    for (let at = row; at >= 0; at = parents[at] ?? -1) {
      const parent = parents[at] ?? -1;
      const beside = (inside[parent] ?? top).filter((one) => one !== at);
      const other = cheapestOf(beside.map((one) => ways[one] ?? closed));
      const found = { ...best, cost: cost + other.cost, elsewhere: other.from };
      if (isBetter(found, best)) best = found;
      if (parent < 0 && isBetter({ ...best, cost, elsewhere: -1 }, best))
        best = { ...best, cost, elsewhere: -1 };
      cost += costs[parent] ?? 0;
    }
    return best;
  };
  return ({ row, group, part }) => {
    let best: Candidate | null = null;
    for (const other of others(group))
      for (const pair of pairsOf(part)) {
        const found = cheapestIn(row, [group, other], pair);
        if (found.cost < Infinity && (best === null || isBetter(found, best))) best = found;
      }
    return best && cubeOf(parents, best);
  };
}

function isBetter(found: Candidate, best: Candidate): boolean {
  if (found.cost !== best.cost) return found.cost < best.cost;
  if (found.own !== best.own) return found.own < best.own;
  return found.elsewhere < best.elsewhere;
}

/** For two groups and two parts what each row costs to hide, and the cheapest way down from it. */
interface WayTable {
  readonly costs: number[];
  readonly ways: Way[];
  /** How many of the changed rows it has taken in. */
  seen: number;
}

/** The cheapest way from a row down to a lowest unit in it, itself included. */
function wayDown(inside: readonly number[], { costs, ways }: WayTable, row: number): Way {
  const cost = costs[row] ?? Infinity;
  if (inside.length === 0) return { cost, from: row };
  const below = cheapestOf(inside.map((one) => ways[one] ?? closed));
  return { cost: cost + below.cost, from: below.from };
}

/** Two groups or parts are the same two in any order; those without an answer come first. */
const sorted = (two: readonly Part[]): readonly Part[] =>
  two.toSorted((a, b) => (a ?? -1) - (b ?? -1));

function cheapestOf(ways: readonly Way[]): Way {
  let best = closed;
  for (const way of ways)
    if (
      way.cost < best.cost ||
      (way.cost === best.cost && way.cost < Infinity && way.from < best.from)
    )
      best = way;
  return best;
}

function cubeOf(parents: readonly number[], { own, elsewhere, groups, pair }: Candidate): Cube {
  const above = (of: number): readonly number[] => {
    const path: number[] = [];
    for (let at = of; at >= 0; at = parents[at] ?? -1) path.push(at);
    return path;
  };
  const [one, other] = [above(own), above(elsewhere)];
  const rows = [
    ...one.filter((row) => !other.includes(row)),
    ...other.filter((row) => !one.includes(row)),
  ];
  return { faces: rows.flatMap((row) => groups.map((group) => ({ row, group }))), pair };
}

/** What it costs to hide the corners in a row: their squares; infinite where nobody is in one. */
function costOf(
  { parts, sizeOf, silentOf, isHidden, isBaseHidden }: HiddenAnswers,
  row: number,
  { groups, pair }: Pick<Candidate, 'groups' | 'pair'>,
): number {
  let cost = 0;
  for (const group of groups)
    for (const part of pair)
      if ((part === silent ? silentOf(row, group) : sizeOf(row, group, part)) === 0)
        return Infinity;
  const ofAll = pair.includes(silent);
  for (const group of groups) {
    let base = 0;
    for (const part of parts) {
      const size = sizeOf(row, group, part);
      base += size;
      if ((ofAll || pair.includes(part)) && !isHidden(row, group, part)) cost += size ** 2;
    }
    if (ofAll && !isBaseHidden(row, group)) cost += base ** 2;
  }
  return cost;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
