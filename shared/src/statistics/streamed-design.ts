import type { DesignFault } from './sample-design.ts';

/** How the rows of a table that passes by were drawn; the same words as in DesignColumns. */
export interface DrawnRow {
  readonly stratum: string;
  /** From the outermost to the innermost. */
  readonly clusters: readonly string[];
  readonly populations: readonly number[];
}

/** How many columns tell of clusters and of populations; the same for every row. */
export interface DesignShape {
  readonly clusters: number;
  readonly populations: number;
  /** So many named units fit into memory; more are refused. */
  readonly mostUnits?: number;
}

/** Some 400 bytes each: a gigabyte. No country has as many villages; households are named by none who needs them named. */
const defaultMostUnits = 2_500_000;

/** A stage of drawing as far as it was seen; what is by unit or group is listed by its number. */
export interface StreamedStage {
  /** Units of each group by name; null where the rows themselves are the units. */
  readonly unitsByName: Map<string, number>[] | null;
  readonly groupOfUnit: number[];
  readonly drawn: number[];
  /** As the rows tell it; 0 where no row does. */
  readonly populations: number[];
  readonly firstRows: number[];
}

/** A design that grows row by row. It holds strata and clusters, never rows. */
export interface StreamedDesign {
  /** The outermost first; units of one are the groups of the next. */
  readonly stages: readonly StreamedStage[];
  /**
   * Takes one row in.
   * Answers: its place, which is its unit of the innermost stage, or its group there where rows are the units.
   */
  place(row: DrawnRow, number: number): Placed;
  /** Which of the populations cannot be, now that all rows were seen. */
  close(): StreamedDesignFault | null;
}

/** Why a row or the whole does not fit a design: `row` as the caller numbers, `stage` from 0. */
export interface StreamedDesignFault {
  readonly code: Exclude<DesignFault['code'], 'design.uneven-columns'> | 'design.too-many-units';
  readonly row: number | null;
  readonly stage: number | null;
}

type Placed =
  | { readonly ok: true; readonly place: number }
  | { readonly ok: false; readonly error: StreamedDesignFault };

/**
 * Answers: an empty design for rows of this shape, up to the stage that says something of the variance: where a stage is
 *          drawn with replacement, what is drawn inside of it is not looked at. Rows may be without end, named units not.
 */
export function createStreamedDesign(shape: DesignShape): StreamedDesign {
  const { populations: known, mostUnits = defaultMostUnits } = shape;
  const stageCount = Math.min(Math.max(1, shape.clusters, known), known + 1);
  const stages = Array.from({ length: stageCount }, (_, stage): StreamedStage => {
    const hasNames = stage < shape.clusters;
    return {
      unitsByName: hasNames ? [] : null,
      groupOfUnit: [],
      drawn: [],
      populations: [],
      firstRows: [],
    };
  });
  const strata = new Map<string, number>();
  return {
    stages,
    place: (row, number) => {
      let place = numberOf(strata, row.stratum, strata.size);
      for (const [index, stage] of stages.entries()) {
        const size = row.populations[index];
        const code = enterGroup(stage, place, size, number);
        if (code !== null) return { ok: false, error: { code, row: number, stage: index } };
        place = enterUnit(stage, place, row.clusters[index] ?? '');
        if (stage.groupOfUnit.length > mostUnits)
          return {
            ok: false,
            error: { code: 'design.too-many-units', row: number, stage: index },
          };
      }
      return { ok: true, place };
    },
    close: () => {
      if (strata.size === 0) return { code: 'design.empty', row: null, stage: null };
      for (const [index, stage] of stages.entries()) {
        const row = firstTooSmall(stage);
        if (row !== null) return { code: 'design.population-too-small', row, stage: index };
      }
      return null;
    },
  };
}

function numberOf(numbers: Map<string, number>, name: string, next: number): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, next);
  return next;
}

/** Groups are numbered without gaps, so that the next new one is the length of the lists. */
function enterGroup(
  { unitsByName, drawn, populations, firstRows }: StreamedStage,
  group: number,
  size: number | undefined,
  row: number,
): 'design.bad-population' | 'design.uneven-population' | null {
  if (size !== undefined && !(Number.isFinite(size) && size > 0)) return 'design.bad-population';
  if (group === drawn.length) {
    drawn.push(0);
    populations.push(size ?? 0);
    firstRows.push(row);
    unitsByName?.push(new Map());
  } else if (size !== undefined && populations[group] !== size) return 'design.uneven-population';
  return null;
}

function enterUnit(stage: StreamedStage, group: number, name: string): number {
  const { unitsByName, groupOfUnit, drawn } = stage;
  const units = unitsByName?.[group];
  if (units === undefined) {
    drawn[group] = (drawn[group] ?? 0) + 1;
    return group;
  }
  const unit = numberOf(units, name, groupOfUnit.length);
  if (unit === groupOfUnit.length) {
    groupOfUnit.push(group);
    drawn[group] = (drawn[group] ?? 0) + 1;
  }
  return unit;
}

const areShares = ({ populations }: StreamedStage): boolean =>
  populations.every((size) => size <= 1);

function firstTooSmall(stage: StreamedStage): number | null {
  const { populations, drawn, firstRows } = stage;
  if (areShares(stage)) return null;
  const group = populations.findIndex((size, index) => size < (drawn[index] ?? 0));
  return group === -1 ? null : (firstRows[group] ?? null);
}

/** Answers: the share of each group that was drawn; 0 where the population is not known. */
export function sharesDrawn(stage: StreamedStage): readonly number[] {
  const { populations, drawn } = stage;
  if (areShares(stage)) return populations;
  return populations.map((size, group) => (drawn[group] ?? 0) / size);
}

/**
 * Answers: for how many units of the population does a row of each place stand, by the populations alone?
 * Shape:   the product over the stages of population by drawn; 1 for a stage whose population is not known.
 */
export const weightsOfPlaces = (stages: readonly StreamedStage[]): readonly number[] =>
  stages.reduce<readonly number[]>((outer, stage) => {
    const ofGroups = sharesDrawn(stage).map(
      (share, group) => (outer[group] ?? 1) * (share > 0 ? 1 / share : 1),
    );
    if (stage.unitsByName === null) return ofGroups;
    return stage.groupOfUnit.map((group) => ofGroups[group] ?? 1);
  }, []);
