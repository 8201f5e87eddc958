import {
  createCubeFinder,
  type Cube,
  type HiddenAnswers,
  type KnownNumber,
  type Part,
  silent,
} from './cheapest-cube.ts';
import { createSumReader } from './known-sums.ts';

/**
 * Hides more answers until none of a few people follows from everything that is told.
 * Shape:   all tables of the question are solved together. For each small number that comes out, the cheapest cube of cells
 *          in which somebody is: it and seven others, in two units (and the units that hold one of them), two groups and two
 *          parts. One person more here, one less there, and so on round the cube, changes no sum over units, groups or
 *          parts, so none of the eight can be worked out any more. For a number of answers of a group the cube lies between
 *          those who gave one answer and those who gave none.
 *          Where no cube has somebody in all its corners, all groups of the unit are hidden, and of those beside it, so that
 *          what holds them does not tell; if that does not help, one level further up.
 * Source:  decision 70; the hypercube method of Repsilber: Giessing and Repsilber, Inference Control in Statistical
 *          Databases (LNCS 2316), 2002.
 * Rule:    S-36
 */
export function hideCubes(all: HiddenAnswers): void {
  const changed: number[] = [];
  const answers: HiddenAnswers = {
    ...all,
    hide(row, group, part) {
      changed.push(row);
      all.hide(row, group, part);
    },
    hideBase(row, group) {
      changed.push(row);
      all.hideBase(row, group);
    },
  };
  const findCube = createCubeFinder(answers, changed);
  // Ends: each round hides a cell more, or nothing that is known can be hidden.
  for (;;) {
    const known = knownOf(answers);
    const byCubes = known.filter((one) => hideByCube(answers, findCube(one)));
    if (byCubes.length === 0 && !known.some(({ row }) => hideAround(answers, row))) return;
  }
}

function knownOf(answers: HiddenAnswers): readonly KnownNumber[] {
  const { parents, groupCount, parts, minimumCell } = answers;
  const isSmall = (people: number): boolean => people > 0 && people < minimumCell;
  const small = parents.flatMap((_, row) =>
    range(groupCount).flatMap((group) => [
      ...parts
        .filter((part) => isSmall(answers.sizeOf(row, group, part)))
        .map((part): KnownNumber => ({ row, group, part })),
      ...(isSmall(baseOf(answers, row, group)) ? [{ row, group, part: silent }] : []),
    ]),
  );
  if (small.length === 0) return [];
  const sum = sumsOf(answers);
  const knows = createSumReader({
    parents,
    cellCount: groupCount * (parts.length + 1),
    toldOf: (row) => toldOf(answers, row),
  });
  return small.filter(({ row, group, part }) =>
    knows(row, sum([group], part === silent ? parts : [part])),
  );
}

/** Sums over the cells of a row: groups by parts, and those without an answer. */
function sumsOf({ groupCount, parts }: HiddenAnswers) {
  const columns: readonly Part[] = [...parts, silent];
  return (groups: readonly number[], of: readonly Part[]): Float64Array => {
    const vector = new Float64Array(groupCount * columns.length);
    for (const group of groups)
      for (const part of of) vector[group * columns.length + columns.indexOf(part)] = 1;
    return vector;
  };
}

/** Everything that is told of a unit, in this table and in those beside it. */
function toldOf(answers: HiddenAnswers, row: number): readonly Float64Array[] {
  const { groupCount, parts } = answers;
  const sum = sumsOf(answers);
  const groups = range(groupCount);
  const everybody = [...parts, silent];
  return [
    // Of every unit it is told how many answered and how many did not.
    sum(groups, parts),
    sum(groups, [silent]),
    ...parts.filter((part) => !answers.isWholeHidden(row, part)).map((part) => sum(groups, [part])),
    ...groups.flatMap((group) => [
      ...(answers.isGroupHidden(row, group) ? [] : [sum([group], everybody)]),
      ...(answers.isBaseHidden(row, group) ? [] : [sum([group], parts)]),
      ...parts
        .filter((part) => isTold(answers, row, group, part))
        .map((part) => sum([group], [part])),
    ]),
  ];
}

/** That nobody is in a cell is told wherever the number of those who answered is, and the answer of all groups together. */
const isTold = (answers: HiddenAnswers, row: number, group: number, part: number): boolean =>
  answers.sizeOf(row, group, part) === 0
    ? !answers.isBaseHidden(row, group) && !answers.isWholeHidden(row, part)
    : !answers.isHidden(row, group, part);

/** Hides all groups of a unit and of those beside it, or where they are hidden, of what holds it. True when it hid something. */
function hideAround(answers: HiddenAnswers, row: number): boolean {
  const { parents, groupCount } = answers;
  for (let at = row; at >= 0; at = parents[at] ?? -1) {
    const open = parents.flatMap((parent, beside) =>
      parent === parents[at]
        ? range(groupCount)
            .filter((group) => !answers.isBaseHidden(beside, group))
            .map((group) => ({ beside, group }))
        : [],
    );
    for (const { beside, group } of open) answers.hideBase(beside, group);
    if (open.length > 0) return true;
  }
  return false;
}

const basesToHide = (answers: HiddenAnswers, { faces, pair }: Cube) =>
  pair.includes(silent) ? faces.filter(({ row, group }) => !answers.isBaseHidden(row, group)) : [];

/** With the number of those who answered go all their answers. */
const cellsToHide = (answers: HiddenAnswers, { faces, pair }: Cube) =>
  faces.flatMap(({ row, group }) =>
    answers.parts
      .filter((part) => pair.includes(silent) || pair.includes(part))
      .filter((part) => !answers.isHidden(row, group, part))
      .map((part) => ({ row, group, part })),
  );

/** True when it hid something. */
function hideByCube(answers: HiddenAnswers, cube: Cube | null): boolean {
  if (cube === null) return false;
  const bases = basesToHide(answers, cube);
  const cells = cellsToHide(answers, cube);
  for (const { row, group } of bases) answers.hideBase(row, group);
  for (const { row, group, part } of cells) answers.hide(row, group, part);
  return bases.length + cells.length > 0;
}

const baseOf = ({ parts, sizeOf }: HiddenAnswers, row: number, group: number): number =>
  parts.reduce((sum, part) => sum + sizeOf(row, group, part), 0);

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
