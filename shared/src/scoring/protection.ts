import type { CountLayout } from './answer-counts.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import { protectIntervals } from './interval-protection.ts';
import { onceForPlaces } from './once-for-places.ts';
import { tallyOf } from './satisfaction-index.ts';
import { hideSmallCells } from './suppression.ts';
import {
  createUnitTree,
  type PlaceCounts,
  rowsBelow,
  sumUp,
  topUnits,
  type UnitTree,
} from './unit-tree.ts';
import { protectWhole } from './whole-answers.ts';

export interface ProtectionRequest {
  readonly layout: CountLayout;
  /** All villages of the wave with answers, whatever a reader may see of them. */
  readonly places: readonly PlaceCounts[];
  /** 0 without a breakdown. */
  readonly groupCount: number;
  /** The question whose options are the first groups, as far as its own answers are reported; null without. */
  readonly divider: AskedQuestion | null;
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/** What is hidden in the tables of a wave; `level` counts as in PlaceCounts.units. */
export interface Protection {
  readonly isUnitHidden: (level: number, unit: string) => boolean;
  readonly isCellHidden: (level: number, unit: string, group: number) => boolean;
  /** Whether it is hidden how far a figure may be off (S-45); without a breakdown of group 0. */
  readonly isIntervalHidden: (level: number, unit: string, group: number) => boolean;
  /** Whether the figures of the whole wave are told, and how far they may be off. */
  readonly isWholeTold: (group: number) => boolean;
}

/**
 * Answers: which units, and which groups of units, are hidden at all levels of a wave?
 * Shape:   villages → one decision for all levels, figures and schemes. Units first: those with fewer responses than the
 *          minimum base, and, of those below the minimum cell, the units beside or below them from which they could be
 *          subtracted. Then groups: all those of hidden units, those below the minimum cell, and their cover.
 *          Tables by different questions need no common decision: whatever may be the total of a hidden unit may be so in
 *          any of its groups, as all of them are hidden, by every question.
 * Units:   a cell is as large as the fewest valid answers to any criterion that was answered in it at all.
 * Source:  decisions D7 and 70.
 * Rule:    S-41
 */
export function protectWave(request: ProtectionRequest): Protection {
  const tree = createUnitTree(request.places.map(({ units }) => units));
  const { parents, rowsOf } = tree;
  const totals = sumUp(
    tree,
    request.places.map((place) => [totalBase(request.layout, place)]),
  );
  const sizes = totals.flat();
  const isRowHidden = hideSmallCells({
    parents,
    groupCount: 0,
    sizes,
    withheld: rowsBelow(tree, sizes, request.minimumBase),
    minimumCell: Math.min(request.minimumBase, request.minimumCell),
  });
  const cells =
    request.groupCount === 0
      ? { width: 1, sizes, isHidden: isRowHidden }
      : hideGroups(request, tree, { totals, isRowHidden });
  const { width, isHidden } = cells;
  const isIntervalHidden = hideIntervals(tree, cells, request.minimumCell);
  const tops = topUnits(request.places);
  return {
    isUnitHidden: (level, unit) => rowsOf(level, unit).some((row) => isRowHidden[row]),
    isCellHidden: (level, unit, group) =>
      rowsOf(level, unit).some((row) => isHidden[row * width + group]),
    isIntervalHidden,
    isWholeTold: (group) =>
      tops.every(
        (unit) =>
          !isIntervalHidden(0, unit, group) &&
          rowsOf(0, unit).every((row) => isHidden[row * width + group] !== true),
      ),
  };
}

/** Answers: the same, found once for the very same places: the tables of scores and the comparisons of a wave go by it alike. */
export const protectOnce = (request: ProtectionRequest): Protection => {
  const { places, groupCount, divider, minimumBase, minimumCell } = request;
  return onceForPlaces(places, ['index', groupCount, divider, minimumBase, minimumCell], () =>
    protectWave(request),
  );
};

/** A table of rows by groups, the last of which is the total. */
interface Cells {
  readonly width: number;
  readonly sizes: readonly number[];
  readonly isHidden: readonly boolean[];
}

function hideIntervals(
  tree: UnitTree,
  { width, sizes, isHidden }: Cells,
  minimumCell: number,
): Protection['isIntervalHidden'] {
  const byGroup = Array.from({ length: width }, (_, group) => {
    const sizeOf = (row: number): number => sizes[row * width + group] ?? 0;
    return protectIntervals(tree, {
      isHidden: (row) => isHidden[row * width + group] === true && sizeOf(row) > 0,
      isSmall: (row) => sizeOf(row) < minimumCell,
    });
  });
  return (level, unit, group) => byGroup[group]?.(level, unit) !== false;
}

function hideGroups(
  { layout, places, groupCount, divider, minimumBase, minimumCell }: ProtectionRequest,
  tree: UnitTree,
  units: { readonly totals: readonly number[][]; readonly isRowHidden: readonly boolean[] },
): Cells {
  const valid = sumUp(
    tree,
    places.map(({ counts }) =>
      counts.flatMap((cell) => layout.criteria.map((criterion) => tallyOf(criterion, cell).valid)),
    ),
  );
  const criterionCount = layout.criteria.length;
  const sizes = valid.flatMap((row, index) => [
    ...Array.from({ length: groupCount }, (_, group) =>
      smallestBase(row.slice(group * criterionCount, (group + 1) * criterionCount)),
    ),
    units.totals[index]?.[0] ?? 0,
  ]);
  const whole =
    divider && protectWhole({ question: divider, places, minimumBase, minimumCell }, tree);
  const known = divider?.options.length ?? 0;
  const withheld = units.isRowHidden.flatMap((isHidden, row) =>
    Array.from(
      { length: groupCount + 1 },
      // Where the answers to the dividing question are hidden, the index must not tell how many gave them.
      (_, group) => isHidden || (group < known && whole?.isHidden(row, group) === true),
    ),
  );
  const { parents } = tree;
  const isHidden = hideSmallCells({ parents, groupCount, sizes, withheld, minimumCell });
  return { width: groupCount + 1, sizes, isHidden };
}

/** Answers: how many people of a village are counted in the index? */
export function totalBase({ groups }: CountLayout, { counts }: PlaceCounts): number {
  const cell = groups.find(({ kind }) => kind === 'overall')?.cell ?? 0;
  return counts.reduce((sum, table) => sum + (table[cell] ?? 0), 0);
}

/** The smallest base that a figure of these criteria can have; a criterion without an answer has no figure. */
const smallestBase = (valid: readonly number[]): number => {
  const answered = valid.filter((count) => count > 0);
  return answered.length === 0 ? 0 : Math.min(...answered);
};
