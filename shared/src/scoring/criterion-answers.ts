import type { AnswerCounts, CountLayout } from './answer-counts.ts';
import type { AskedQuestion } from './answer-distribution.ts';
import type { ShownAnswers, UnitOfLevel } from './answer-protection.ts';
import { protectOnce } from './protection.ts';
import { hideSmallCells } from './suppression.ts';
import { createUnitTree, type PlaceCounts, sumUp, type UnitTree } from './unit-tree.ts';

export interface CriteriaToProtect {
  readonly layout: CountLayout;
  readonly questions: readonly AskedQuestion[];
  /** All villages of the wave with answers, whatever a reader may see of them. */
  readonly places: readonly PlaceCounts[];
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/**
 * Answers: which of the five answers to a criterion are hidden, though its share of satisfied people is told?
 * Shape:   a unit that the index hides tells none. Of the others the index tells how many were satisfied and how many were
 *          not: two tables, of 4 and 5 and of 1 to 3, whose totals are known. The reader is taken to know them of all units,
 *          so that the two tables need not be protected together: what is free then is free in truth.
 *          In each of them small cells are hidden with their cover, over all levels (S-08). An answer that nobody gave is
 *          told, or hidden to cover others: which are empty in a hidden unit is not known.
 *          Villages tell nothing. They need no protection of their own: what moves inside a commune while its totals stay
 *          moves inside its villages.
 * Units:   people.
 * Missing: not told here: who was not asked answered another question (S-35). How many answered is in the index already.
 * Source:  decisions D7, 70 and 81.
 * Rule:    G-10
 */
export function protectCriteria(asked: CriteriaToProtect): readonly ShownAnswers[] {
  const { layout, places, minimumBase, minimumCell } = asked;
  const wave = protectOnce({ ...asked, groupCount: 0, divider: null });
  const isUnitHidden = ({ level, code }: UnitOfLevel): boolean => wave.isUnitHidden(level, code);
  const communes = foldVillages(places);
  const tree = createUnitTree(communes.map(({ units }) => units));
  const isRowHidden = hiddenRows(tree, communes, isUnitHidden);
  return asked.questions.map((question) => {
    const sums = countOptions(tree, communes, question);
    const isHidden = hideAnswers(
      { tree, isRowHidden, sums, minimumCell },
      sidesOf(layout, question),
    );
    return {
      isBaseShown: () => true,
      isMissingShown: () => false,
      isIntervalHidden: () => true,
      statusOf(unit, _group, option) {
        const rows = tree.rowsOf(unit.level, unit.code);
        // A village has no row here.
        if (rows.length === 0) return 'suppressed';
        if (sumOf(rows.flatMap((row) => sums[row] ?? [])) < minimumBase) return 'insufficient';
        return isUnitHidden(unit) || rows.some((row) => isHidden(row, option))
          ? 'suppressed'
          : 'published';
      },
    } satisfies ShownAnswers;
  });
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** The villages of a commune as one place. */
function foldVillages(places: readonly PlaceCounts[]): readonly PlaceCounts[] {
  const byPath = new Map<string, { units: readonly string[]; counts: AnswerCounts[] }>();
  for (const { units, counts } of places) {
    const path = units.slice(0, -1);
    const key = JSON.stringify(path);
    const known = byPath.get(key) ?? { units: path, counts: [] };
    byPath.set(key, known);
    known.counts.push(...counts);
  }
  return [...byPath.values()];
}

const countOptions = (
  tree: UnitTree,
  places: readonly PlaceCounts[],
  { options }: AskedQuestion,
): readonly number[][] =>
  sumUp(
    tree,
    places.map(({ counts }) =>
      options.map(({ chosen }) => sumOf(counts.map((table) => table[chosen] ?? 0))),
    ),
  );

function hiddenRows(
  tree: UnitTree,
  places: readonly PlaceCounts[],
  isUnitHidden: (unit: UnitOfLevel) => boolean,
): readonly boolean[] {
  const hidden = new Set(
    places.flatMap(({ units }) =>
      units.flatMap((code, level) =>
        isUnitHidden({ level, code }) ? tree.rowsOf(level, code) : [],
      ),
    ),
  );
  return tree.parents.map((_, row) => hidden.has(row));
}

/** Options that are counted as satisfied, and the rest. */
function sidesOf({ criteria }: CountLayout, { code, options }: AskedQuestion): number[][] {
  const satisfied = criteria.find((criterion) => criterion.code === code)?.satisfied ?? [];
  const sides: [number[], number[]] = [[], []];
  for (const [option, { chosen }] of options.entries())
    sides[satisfied.includes(chosen) ? 0 : 1].push(option);
  return sides;
}

function hideAnswers(
  {
    tree,
    isRowHidden,
    sums,
    minimumCell,
  }: {
    readonly tree: UnitTree;
    readonly isRowHidden: readonly boolean[];
    /** People by row and option. */
    readonly sums: readonly (readonly number[])[];
    readonly minimumCell: number;
  },
  sides: readonly (readonly number[])[],
): (row: number, option: number) => boolean {
  const isHidden = sums.map(() => new Set<number>());
  for (const side of sides) {
    const width = side.length + 1;
    const found = hideSmallCells({
      parents: tree.parents,
      groupCount: side.length,
      sizes: sums.flatMap((counts) => {
        const sizes = side.map((option) => counts[option] ?? 0);
        return [...sizes, sumOf(sizes)];
      }),
      withheld: isRowHidden.flatMap((isWithheld) => [...side.map(() => isWithheld), false]),
      isEmptyOpen: true,
      minimumCell,
    });
    isHidden.forEach((options, row) => {
      side.forEach((option, place) => {
        if (found[row * width + place]) options.add(option);
      });
    });
  }
  return (row, option) => isHidden[row]?.has(option) === true;
}
