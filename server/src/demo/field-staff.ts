import {
  type Catalogue,
  type Grouping,
  communesOf,
  oldDistrictGroupingId,
} from '@sipas/shared/admin-units';
import { communesPerSurveyor } from './demonstration.ts';

/** One simulated surveyor: the former district that is theirs, and the communes they work through. */
export interface FieldSurveyor {
  readonly number: number;
  readonly area: string;
  readonly communes: readonly string[];
}

/**
 * Answers: who works where?
 * Shape:   the communes of each former district, in the order of codes, shared out to surveyors of that district.
 */
export function staffField(
  catalogue: Catalogue,
  groupings: readonly Grouping[],
): readonly FieldSurveyor[] {
  const grouping = groupings.find(({ id }) => id === oldDistrictGroupingId);
  if (grouping === undefined) throw new Error(`the grouping ${oldDistrictGroupingId} is not there`);
  const surveyors: FieldSurveyor[] = [];
  for (const { code } of grouping.nodes) {
    const communes = communesOf(catalogue)
      .map((unit) => unit.code)
      .filter((commune) => grouping.nodeByCommune.get(commune) === code);
    for (let from = 0; from < communes.length; from += communesPerSurveyor)
      surveyors.push({
        number: surveyors.length + 1,
        area: `grouping:${oldDistrictGroupingId}:${code}`,
        communes: communes.slice(from, from + communesPerSurveyor),
      });
  }
  return surveyors;
}
