import { hideCubes } from './answer-cubes.ts';
import { gridOf, protectSlice } from './answer-cells.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import type { PlaceCounts } from './unit-tree.ts';
import { sumCells } from './satisfaction-index.ts';
import { sumUp, type UnitTree } from './unit-tree.ts';

/** Answers to one question that are divided by those to another. */
export interface AnswersToDivide {
  readonly question: AskedQuestion;
  readonly places: readonly PlaceCounts[];
  readonly tree: UnitTree;
  readonly minimumCell: number;
  /** Whether too few of a row's unit answered. */
  readonly isBelowBase: (row: number) => boolean;
  /** Whether an answer is hidden without a breakdown. */
  readonly isWholeHidden: (row: number, part: number) => boolean;
  /** Whether the report of the dividing question hides how many people a group has. */
  readonly isGroupHidden: (row: number, group: number) => boolean;
}

/** What is hidden, by row of the tree. */
export interface DividedAnswers {
  readonly isBaseHidden: (row: number, group: number) => boolean;
  readonly isHidden: (row: number, group: number, part: number) => boolean;
}

/**
 * Answers: which answers of groups are hidden, and of which groups even how many answered?
 * Shape:   units by groups first; then units by groups for each part and units by parts for each group: what covers in one
 *          of them is protected in those after it. Then all tables together (S-36).
 *          Everything is hidden below the finest level whose units hold on average enough people for all cells.
 */
export function protectDivided(asked: AnswersToDivide): DividedAnswers {
  const { places, question, tree } = asked;
  const { cells } = gridOf(question);
  const finest = finestDivided(places, cells, asked.minimumCell);
  const rows = [...tree.parents.keys()].filter((row) => (tree.levels[row] ?? 0) <= finest);
  const placeOfRow = new Map(rows.map((row, place) => [row, place]));
  const parents = rows.map((row) => placeOfRow.get(tree.parents[row] ?? -1) ?? -1);
  const groupCount = places[0]?.counts.length ?? 0;
  const divided = { ...asked, rows, parents, groupCount };
  const bases = protectBases(divided);
  const isBaseHidden = (place: number, group: number): boolean =>
    bases[place * groupCount + group] === true;
  const isHidden = protectCells(divided, bases);
  const within =
    <Rest extends unknown[]>(isHiddenAt: (place: number, ...rest: Rest) => boolean) =>
    (row: number, ...rest: Rest): boolean => {
      const place = placeOfRow.get(row);
      return place === undefined || isHiddenAt(place, ...rest);
    };
  return { isBaseHidden: within(isBaseHidden), isHidden: within(isHidden) };
}

/** The rows of the levels that are divided; a place is a row among these. */
interface Divided extends AnswersToDivide {
  readonly rows: readonly number[];
  readonly parents: readonly number[];
  readonly groupCount: number;
}

/** How many answered, unit by group. */
function protectBases(divided: Divided): boolean[] {
  const { question, places, tree, rows, parents, groupCount, minimumCell } = divided;
  const sums = sumUp(
    tree,
    places.map(({ counts }) => counts.map((table) => sumCells(table, question.valid))),
  );
  const sizes = rows.flatMap((row) => sums[row] ?? []);
  const at = (place: number, group: number): number => place * groupCount + group;
  const groups = Array.from({ length: groupCount }, (_, group) => group);
  const hidden = rows.flatMap((row, place) =>
    groups.map(
      (group) =>
        divided.isBelowBase(row) ||
        sizes[at(place, group)] === 0 ||
        divided.isGroupHidden(row, group),
    ),
  );
  protectSlice({
    parents,
    cells: rows.map((_, place) => groups.map((group) => at(place, group))),
    sizeOf: (cell) => sizes[cell] ?? 0,
    isTotalHidden: () => false,
    isCover: (cell, place) => hidden[cell] === true && !divided.isBelowBase(rows[place] ?? -1),
    hidden,
    minimumCell,
  });
  return hidden;
}

/** How they answered, unit by group by part; hides numbers of answers too, where these would tell. */
function protectCells(
  divided: Divided,
  bases: boolean[],
): (place: number, group: number, part: number) => boolean {
  const { question, places, tree, rows, parents, groupCount, minimumCell } = divided;
  const { cells, wholes } = gridOf(question);
  const sums = sumUp(
    tree,
    places.map(({ counts }) => counts.flatMap((table) => cells.map((cell) => table[cell] ?? 0))),
  );
  const sizes = rows.flatMap((row) => sums[row] ?? []);
  const at = (place: number, group: number, part: number): number =>
    (place * groupCount + group) * cells.length + part;
  const isBaseHidden = (place: number, group: number): boolean =>
    bases[place * groupCount + group] === true;
  const isWholeHidden = (place: number, part: number): boolean =>
    divided.isWholeHidden(rows[place] ?? -1, part);
  const groups = Array.from({ length: groupCount }, (_, group) => group);
  const hidden = rows.flatMap((_, place) =>
    groups.flatMap((group) =>
      cells.map((__, part) => isBaseHidden(place, group) || isWholeHidden(place, part)),
    ),
  );
  const slices = [
    ...cells.map((_, part) => ({
      cells: rows.map((__, place) => groups.map((group) => at(place, group, part))),
      isTotalHidden: (place: number) => isWholeHidden(place, part),
    })),
    ...groups.flatMap((group) =>
      wholes.map((parts) => ({
        cells: rows.map((_, place) => parts.map((part) => at(place, group, part))),
        isTotalHidden: (place: number) => isBaseHidden(place, group),
      })),
    ),
  ];
  const common = {
    parents,
    sizeOf: (cell: number) => sizes[cell] ?? 0,
    isCover: (cell: number, place: number) =>
      hidden[cell] === true && !divided.isBelowBase(rows[place] ?? -1),
    hidden,
    minimumCell,
  };
  for (const slice of slices) protectSlice({ ...common, ...slice });
  const silent = silentOf(divided);
  for (const parts of wholes)
    hideCubes({
      parents,
      groupCount,
      parts,
      minimumCell,
      sizeOf: (place, group, part) => sizes[at(place, group, part)] ?? 0,
      silentOf: (place, group) => silent[place]?.[group] ?? 0,
      isHidden: (place, group, part) => hidden[at(place, group, part)] === true,
      isBaseHidden,
      isWholeHidden,
      isGroupHidden: (place, group) => divided.isGroupHidden(rows[place] ?? -1, group),
      hide: (place, group, part) => (hidden[at(place, group, part)] = true),
      hideBase(place, group) {
        bases[place * groupCount + group] = true;
        cells.forEach((_, part) => (hidden[at(place, group, part)] = true));
      },
    });
  return (place, group, part) => {
    const cell = at(place, group, part);
    // That nobody is in a cell is told where nothing else would tell it.
    return sizes[cell] === 0
      ? isBaseHidden(place, group) || isWholeHidden(place, part)
      : hidden[cell] === true;
  };
}

/** How many people of each group have no answer, place by place. */
function silentOf({ question, places, tree, rows }: Divided): readonly (readonly number[])[] {
  const missing = Object.values(question.missing);
  const sums = sumUp(
    tree,
    places.map(({ counts }) => counts.map((table) => sumCells(table, missing))),
  );
  return rows.map((row) => sums[row] ?? []);
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
