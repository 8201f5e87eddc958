import type { AskedQuestion } from './answer-distribution.ts';
import { protectOnce } from './protection.ts';
import { protectWeighted, type WeightedPlace } from './weighted-figures.ts';
import type { PlaceCounts } from './unit-tree.ts';
import type { Published } from './publication.ts';
import { scoreTable, type ScoreTableRequest, type ScoreTableRow } from './score-table.ts';

export interface PublicationRequest extends Omit<
  ScoreTableRequest,
  'protection' | 'isWeightedShown'
> {
  /** All villages of the wave with answers, whatever level is asked for and whatever the reader may see. */
  readonly places: readonly PlaceCounts[];
  /** The question that divides people into groups; null without a breakdown. */
  readonly divider: AskedQuestion | null;
  readonly minimumCell: number;
  /** The villages with their weights, for a second estimate; absent: none is asked for. */
  readonly weighted?: readonly WeightedPlace[] | undefined;
  /** Whether the reader may see a unit. */
  readonly isShown: (unitCode: string) => boolean;
}

/**
 * Answers: what may this reader see of a wave, in one table?
 * Shape:   counts of the whole wave → the rows of the reader's units. The one gate: whatever shows, prints or exports a figure
 *          of a wave takes these rows and cannot make them. Ranks and protection are taken over the whole wave, so that what
 *          is hidden is hidden from all readers alike, and two of them learn nothing by laying their tables together.
 *          Base, interval and rank leave with their figure alone; of units, the number of responses leaves always.
 * Source:  decisions D7 and 70.
 * Rule:    S-40
 */
export function publishScores(request: PublicationRequest): Published<ScoreTableRow[]> {
  const { layout, places, groups, divider, minimumBase, minimumCell } = request;
  const groupCount = groups?.length ?? 0;
  const bounds = { minimumBase, minimumCell };
  const protection = protectOnce({ layout, places, groupCount, divider, ...bounds });
  const { weighted, level } = request;
  const mayBeWeighted =
    weighted && protectWeighted({ layout, places: weighted, ...bounds }, protection);
  const isWeightedShown = mayBeWeighted && ((unit: string) => mayBeWeighted(level, unit));
  const rows = scoreTable({ ...request, protection, isWeightedShown });
  return rows.filter(({ unit }) => request.isShown(unit)) as Published<ScoreTableRow[]>;
}
