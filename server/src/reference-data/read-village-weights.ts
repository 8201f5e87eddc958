import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { readTable } from './read-table.ts';
import type { VillageWeight } from '../ports/index.ts';
import type { TableRefusal } from './stream-columns.ts';

/** Weights are products of factors that were printed to the last digit; more than this apart they are not the same. */
const samePrecision = 1e-9;

/**
 * So many times as large as another may a weight be. Weights of a draw differ by ten or a hundred times; where the decimal sign
 * is read otherwise than it was meant, 1.234 stands beside 12 340.
 */
const widestRatio = 10_000;

/** What could be a thousand and some as well as one and some: "1.234". */
const isDoubtful = (cell: string): boolean => /^[1-9]\d{0,2}[.,]\d{3}$/.test(cell);
/** What tells that thousands are not set apart in a file: another number of decimals, or thousands written in one. */
const isTelling = (cell: string): boolean =>
  !isDoubtful(cell) && (/[.,]/.test(cell) || /^\+?\d{4,}$/.test(cell));

/**
 * Answers: for how many households does a respondent of each village stand, by the weights of a wave?
 * Shape:   columns commune, village, weight, a row a respondent (as `sipas weights` writes) or a village → a weight by
 *          village. The design gives all respondents of a village one weight; a report counts by village.
 * Errors:  those of readTable; design.bad-weight (not above 0) and weights.uneven-village (trimmed or raked within a village),
 *          weights.too-far-apart (beside another of the file), with line and column; weights.doubtful-sign, naming the first
 *          weight that could be read in two ways, where no other tells what its sign means.
 * Source:  decisions D10 and 72.
 * Rule:    M-16
 */
export async function readVillageWeights(
  file: string,
): Promise<Result<readonly VillageWeight[], TableRefusal>> {
  const byVillage = new Map<string, VillageWeight>();
  let [smallest, largest] = [Infinity, 0];
  const signs = { doubtful: [] as string[], isTold: false };
  const read = await readTable(file, ['commune', 'village', 'weight'], (row) => {
    const [commune, village] = [row.text('commune'), row.text('village')];
    const weight = row.number('weight');
    const cell = row.text('weight');
    if (isDoubtful(cell)) signs.doubtful.push(`line ${String(row.line)}, weight: "${cell}"`);
    signs.isTold ||= isTelling(cell);
    if (!(weight > 0)) row.refuse('design.bad-weight', 'weight');
    const known = byVillage.get(`${commune}/${village}`) ?? { commune, village, weight };
    if (Math.abs(weight - known.weight) > samePrecision * known.weight)
      row.refuse('weights.uneven-village', 'weight');
    smallest = Math.min(smallest, weight);
    largest = Math.max(largest, weight);
    if (largest / smallest > widestRatio) row.refuse('weights.too-far-apart', 'weight');
    byVillage.set(`${commune}/${village}`, known);
    return known;
  });
  if (!read.ok) return read;
  const [doubtful] = signs.doubtful;
  if (doubtful !== undefined && !signs.isTold)
    return refuse({ code: 'weights.doubtful-sign', detail: doubtful });
  return ok([...byVillage.values()]);
}
