import type { AskedQuestion } from './answer-distribution.ts';
import { type PlaceCounts } from './protection.ts';
import type { PublicationStatus } from './publication.ts';
import { sumCells } from './satisfaction-index.ts';
import { hideSmallCells } from './suppression.ts';
import { createUnitTree, rowsBelow, sumUp, type UnitTree } from './unit-tree.ts';

export interface AnswersToProtect {
  readonly question: AskedQuestion;
  /** The question that divides people into groups; null without a breakdown. */
  readonly divider: AskedQuestion | null;
  /** All villages of the wave with answers, whatever level is asked for and whatever the reader may see. */
  readonly places: readonly PlaceCounts[];
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/** A unit of a level; `level` counts as in PlaceCounts.units. */
export interface UnitOfLevel {
  readonly level: number;
  readonly code: string;
}

/** What may be shown of the answers to one question, by unit, group and option. */
export interface ShownAnswers {
  /** Whether it may be told how many people of a group have an answer and how many have none. */
  readonly isBaseShown: (unit: UnitOfLevel, group: number) => boolean;
  readonly statusOf: (unit: UnitOfLevel, group: number, option: number) => PublicationStatus;
}

/**
 * Answers: which answers of a table are hidden, so that no few people can be seen or worked out?
 * Shape:   a unit needs `minimumBase` answers to the question. Then the tables of all levels are protected together, as
 *          those of the index are: units by options; with a breakdown also units by groups, then, until nothing more is
 *          hidden, units by groups for each option and units by options for each group.
 *          An option that is hidden without a breakdown is hidden in every group of it; a group has no answers where the
 *          report of the dividing question hides how many people it has. Levels whose units hold on average too few people
 *          for all cells (most often the villages) tell no answers of groups.
 *          Of a question with several answers each option has a table of its own: who chose it, and who did not.
 *          An option that nobody chose is told: it hides nobody.
 * Units:   people. Of a sensitive question every cell needs `minimumBase`.
 * Missing: who did not answer is in no cell.
 * Source:  decisions D7, D15 and 70. Tables of three dimensions have no cheapest cover that can be found in time: of simulated
 *          waves a reader who solved all tables as equations found no small cell of a unit (of 7,129), and of groups 21 of
 *          24,467.
 * Rule:    S-31
 */
export function protectAnswers(asked: AnswersToProtect): ShownAnswers {
  const tree = createUnitTree(asked.places.map(({ units }) => units));
  const whole = protectWhole(asked, tree, asked.question);
  const isBelow = (unit: UnitOfLevel): boolean =>
    tree.rowsOf(unit.level, unit.code).reduce((sum, row) => sum + (whole.valid[row] ?? 0), 0) <
    asked.minimumBase;
  const grid = gridOf(asked.question);
  const shownBy = (hidden: Hidden, { level, code }: UnitOfLevel, group: number, option: number) =>
    grid
      .partsOf(option)
      .every((part) => tree.rowsOf(level, code).every((row) => !hidden(row, group, part)));
  if (asked.divider === null)
    return {
      isBaseShown: () => true,
      statusOf(unit, group, option) {
        if (isBelow(unit)) return 'insufficient';
        return shownBy(whole.isHidden, unit, group, option) ? 'published' : 'suppressed';
      },
    };
  const divided = protectGroups(asked, tree, {
    whole,
    division: protectWhole(asked, tree, asked.divider),
    groupsKnown: asked.divider.options.length,
  });
  return {
    isBaseShown: (unit, group) =>
      !isBelow(unit) &&
      tree.rowsOf(unit.level, unit.code).every((row) => !divided.isBaseHidden(row, group)),
    statusOf(unit, group, option) {
      if (isBelow(unit)) return 'insufficient';
      return shownBy(divided.isHidden, unit, group, option) ? 'published' : 'suppressed';
    },
  };
}

type Hidden = (row: number, group: number, part: number) => boolean;

/** The cells of one group in one unit: an option is one part, or two where it stands by itself. */
interface Grid {
  readonly cells: readonly number[];
  /** Parts that hold everybody who answered, each once. */
  readonly wholes: readonly (readonly number[])[];
  readonly partsOf: (option: number) => readonly number[];
}

function gridOf({ options }: AskedQuestion): Grid {
  if (options[0]?.notChosen === null)
    return {
      cells: options.map(({ chosen }) => chosen),
      wholes: [options.map((_, part) => part)],
      partsOf: (option) => [option],
    };
  const pairOf = (option: number): number[] => [2 * option, 2 * option + 1];
  return {
    cells: options.flatMap(({ chosen, notChosen }) => [chosen, notChosen ?? chosen]),
    wholes: options.map((_, option) => pairOf(option)),
    partsOf: pairOf,
  };
}

const boundOf = (
  { minimumBase, minimumCell }: AnswersToProtect,
  { sensitive }: AskedQuestion,
): number => (sensitive ? Math.max(minimumBase, minimumCell) : minimumCell);

/** A question without a breakdown, row by row. */
interface Whole {
  /** People who answered. */
  readonly valid: readonly number[];
  readonly isHidden: Hidden;
}

function protectWhole(asked: AnswersToProtect, tree: UnitTree, question: AskedQuestion): Whole {
  const { cells, wholes } = gridOf(question);
  const sums = sumUp(
    tree,
    asked.places.map(({ counts }) =>
      [...cells.map((cell) => [cell]), question.valid].map((some) =>
        counts.reduce((sum, table) => sum + sumCells(table, some), 0),
      ),
    ),
  );
  const valid = sums.map((row) => row[cells.length] ?? 0);
  const isBelow = rowsBelow(tree, valid, asked.minimumBase);
  const width = cells.length;
  const hidden = sums.flatMap((_, row) => cells.map(() => isBelow[row] === true));
  for (const parts of wholes)
    protectSlice({
      parents: tree.parents,
      cells: sums.map((_, row) => parts.map((part) => row * width + part)),
      sizeOf: (cell) => sums[Math.floor(cell / width)]?.[cell % width] ?? 0,
      isTotalHidden: () => false,
      isCover: () => false,
      hidden,
      minimumCell: boundOf(asked, question),
    });
  return {
    valid,
    isHidden: (row, _, part) =>
      isBelow[row] === true || (hidden[row * width + part] === true && sums[row]?.[part] !== 0),
  };
}

interface Slice {
  readonly parents: readonly number[];
  /** Of each row the cells that add up to its total. */
  readonly cells: readonly (readonly number[])[];
  readonly sizeOf: (cell: number) => number;
  readonly isTotalHidden: (row: number) => boolean;
  /** Whether a cell covers others in another table. */
  readonly isCover: (cell: number, row: number) => boolean;
  /** Changed: what must be hidden besides. */
  readonly hidden: boolean[];
  readonly minimumCell: number;
}

/** Protects one table of units by parts; true when it hid somebody more. */
function protectSlice(slice: Slice): boolean {
  const { parents, cells, sizeOf, isTotalHidden, isCover, hidden, minimumCell } = slice;
  const groupCount = cells[0]?.length ?? 0;
  const found = hideSmallCells({
    parents,
    groupCount,
    sizes: cells.flatMap((row) => {
      const sizes = row.map(sizeOf);
      return [...sizes, sizes.reduce((sum, size) => sum + size, 0)];
    }),
    withheld: cells.flatMap((row, at) => [
      ...row.map((cell) => hidden[cell] === true),
      isTotalHidden(at),
    ]),
    covers: cells.flatMap((row, at) => [...row.map((cell) => isCover(cell, at)), false]),
    minimumCell,
  });
  let hasHidden = false;
  for (const [row, parts] of cells.entries())
    for (const [place, cell] of parts.entries()) {
      if (hidden[cell] || sizeOf(cell) === 0 || !found[row * (groupCount + 1) + place]) continue;
      hidden[cell] = true;
      hasHidden = true;
    }
  return hasHidden;
}

interface Wholes {
  readonly whole: Whole;
  readonly division: Whole;
  /** Groups that are options of the dividing question; the others did not say and are told in the open. */
  readonly groupsKnown: number;
}

function protectGroups(
  asked: AnswersToProtect,
  tree: UnitTree,
  { whole, division, groupsKnown }: Wholes,
) {
  const { question, places } = asked;
  const { cells, wholes } = gridOf(question);
  const minimumCell = boundOf(asked, question);
  const groups = [...(places[0]?.counts.keys() ?? [])];
  const finest = finestDivided(places, cells, minimumCell);
  const rows = [...tree.parents.keys()].filter((row) => (tree.levels[row] ?? 0) <= finest);
  const placeOfRow = new Map(rows.map((row, place) => [row, place]));
  const parents = rows.map((row) => placeOfRow.get(tree.parents[row] ?? -1) ?? -1);

  const bases = sumUp(
    tree,
    places.map(({ counts }) => counts.map((table) => sumCells(table, question.valid))),
  );
  const isBelow = rowsBelow(tree, whole.valid, asked.minimumBase);
  const baseAt = (place: number, group: number): number => place * groups.length + group;
  const isBaseHidden = rows.flatMap((row) =>
    groups.map(
      (group) =>
        isBelow[row] === true ||
        bases[row]?.[group] === 0 ||
        (group < groupsKnown && division.isHidden(row, 0, group)),
    ),
  );
  protectSlice({
    parents,
    cells: rows.map((_, place) => groups.map((group) => baseAt(place, group))),
    sizeOf: (cell) =>
      bases[rows[Math.floor(cell / groups.length)] ?? -1]?.[cell % groups.length] ?? 0,
    isTotalHidden: () => false,
    isCover: (cell, place) => isBaseHidden[cell] === true && !isBelow[rows[place] ?? -1],
    hidden: isBaseHidden,
    minimumCell,
  });

  const width = groups.length * cells.length;
  const sums = sumUp(
    tree,
    places.map(({ counts }) => counts.flatMap((table) => cells.map((cell) => table[cell] ?? 0))),
  );
  const at = (place: number, group: number, part: number): number =>
    place * width + group * cells.length + part;
  const sizeOf = (cell: number): number =>
    sums[rows[Math.floor(cell / width)] ?? -1]?.[cell % width] ?? 0;
  const withheld = rows.flatMap((row, place) =>
    groups.flatMap((group) =>
      cells.map(
        (_, part) => isBaseHidden[baseAt(place, group)] === true || whole.isHidden(row, 0, part),
      ),
    ),
  );
  const hidden = [...withheld];
  const slices = [
    ...cells.map((_, part) => ({
      cells: rows.map((__, place) => groups.map((group) => at(place, group, part))),
      isTotalHidden: (place: number) => whole.isHidden(rows[place] ?? -1, 0, part),
    })),
    ...groups.flatMap((group) =>
      wholes.map((parts) => ({
        cells: rows.map((_, place) => parts.map((part) => at(place, group, part))),
        isTotalHidden: (place: number) => isBaseHidden[baseAt(place, group)] === true,
      })),
    ),
  ];
  const isCover = (cell: number, place: number): boolean =>
    hidden[cell] === true && isBelow[rows[place] ?? -1] !== true;
  let hasHidden = true;
  while (hasHidden)
    hasHidden = slices
      .map((slice) => protectSlice({ ...slice, parents, sizeOf, isCover, hidden, minimumCell }))
      .includes(true);
  const isTold = (cell: number): boolean =>
    hidden[cell] === false || (sizeOf(cell) === 0 && withheld[cell] === false);
  return {
    isBaseHidden(row: number, group: number): boolean {
      const place = placeOfRow.get(row);
      return place === undefined || isBaseHidden[baseAt(place, group)] === true;
    },
    isHidden(row: number, group: number, part: number): boolean {
      const place = placeOfRow.get(row);
      return place === undefined || !isTold(at(place, group, part));
    },
  };
}

/**
 * The finest level that is divided by groups: its units hold on average as many people as all cells in which there is
 * anybody need. Below it nearly all would be hidden, and with it much of the larger units.
 */
function finestDivided(places: readonly PlaceCounts[], cells: readonly number[], minimum: number) {
  const perCell = new Map<string, number>();
  for (const { counts } of places)
    for (const [group, table] of counts.entries())
      for (const cell of cells) {
        const key = `${String(group)} ${String(cell)}`;
        perCell.set(key, (perCell.get(key) ?? 0) + (table[cell] ?? 0));
      }
  const filled = [...perCell.values()].filter((people) => people > 0);
  const people = filled.reduce((sum, size) => sum + size, 0);
  let finest = 0;
  for (const level of places[0]?.units.keys() ?? []) {
    const units = new Set(places.map(({ units: path }) => path[level])).size;
    if (people / units >= minimum * filled.length) finest = level;
  }
  return finest;
}
