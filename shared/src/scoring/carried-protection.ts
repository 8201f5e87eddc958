import type { CountLayout } from './answer-counts.ts';
import type { CarriedSource } from './carried-counts.ts';
import { type Protection, protectOnce, totalBase } from './protection.ts';
import type { PlaceCounts } from './unit-tree.ts';

/** A village with its counts and the commune in which it lies. */
export interface CommunePlace extends PlaceCounts {
  readonly commune: string;
}

interface CarriedProtectionRequest {
  readonly layout: CountLayout;
  /** All villages of the wave with answers, with their units of the wave's own day. */
  readonly places: readonly CommunePlace[];
  /** Communes whose answers went to each unit of the other day. */
  readonly sourcesByUnit: ReadonlyMap<string, readonly CarriedSource[]>;
  readonly minimumBase: number;
  readonly minimumCell: number;
}

/**
 * Answers: which units of another day are hidden, so that they tell nothing that the wave's own tables hide?
 * Shape:   villages, sources of the units → true = hidden. A unit is shown in two cases. The reader could add it up from
 *          units that the wave itself shows: those that lie wholly in it, and, of shared-out communes, each by itself.
 *          Or the wave has nothing to hide: each of its units from the commune up is shown, or withheld as too small to be
 *          believed though not so small that its few people could be pointed at.
 *          How far a figure may be off (S-45) is hidden in the same way, by the units of which the wave tells it.
 * Missing: a unit without answers is not hidden; it has no figure.
 * Source:  decisions D7, 60 and 70.
 * Rule:    S-42
 */
export function protectCarried(request: CarriedProtectionRequest): CarriedProtection {
  const { layout, places, minimumBase, minimumCell } = request;
  const bounds = { minimumBase, minimumCell };
  const undivided = { groupCount: 0, divider: null };
  const protection = protectOnce({ layout, places, ...undivided, ...bounds });
  const intervals: Protection = {
    ...protection,
    isUnitHidden: (level, unit) => protection.isIntervalHidden(level, unit, 0),
  };
  const ofIntervals = readOwnTables({ ...request, minimumBase: 0 }, intervals);
  return {
    isUnitHidden: hiddenUnits(request, readOwnTables(request, protection)),
    isIntervalHidden: hiddenUnits(request, ofIntervals),
    isWholeTold: protection.isWholeTold(0),
  };
}

/** Of a unit of another day: whether its figure is hidden, and whether how far that may be off. */
interface CarriedProtection {
  readonly isUnitHidden: (unit: string) => boolean;
  readonly isIntervalHidden: (unit: string) => boolean;
  /** Whether the figures of the whole wave are told, and how far they may be off. */
  readonly isWholeTold: boolean;
}

function hiddenUnits(
  { sourcesByUnit }: CarriedProtectionRequest,
  { shown, hasSecret }: OwnTables,
): (unit: string) => boolean {
  if (!hasSecret) return () => false;
  const alone = new Set(shown.flatMap((communes) => (communes.length === 1 ? communes : [])));
  const isHidden = (sources: readonly CarriedSource[]): boolean => {
    const parts = sources.filter(({ isWhole }) => !isWhole);
    const rest = new Set(sources.flatMap(({ commune, isWhole }) => (isWhole ? [commune] : [])));
    for (const communes of shown)
      if (communes.every((commune) => rest.has(commune)))
        for (const commune of communes) rest.delete(commune);
    return rest.size > 0 || parts.some(({ commune }) => !alone.has(commune));
  };
  const hidden = new Set(
    [...sourcesByUnit].flatMap(([unit, sources]) => (isHidden(sources) ? [unit] : [])),
  );
  return (unit) => hidden.has(unit);
}

/** What a wave's own tables of units tell. */
interface OwnTables {
  /** The communes of each unit that is shown, from the coarsest unit down. */
  readonly shown: readonly (readonly string[])[];
  /** Whether a unit from the commune up is hidden because of few people, and not only as too small to be believed. */
  readonly hasSecret: boolean;
}

/** Answers: what do the tables of a wave tell of its units, villages aside? */
export function readOwnTables(
  { layout, places, minimumBase, minimumCell }: Omit<CarriedProtectionRequest, 'sourcesByUnit'>,
  protection: Protection,
): OwnTables {
  const villageLevel = (places[0]?.units.length ?? 1) - 1;
  const shown: (readonly string[])[] = [];
  let hasSecret = false;
  for (let level = 0; level < villageLevel; level++)
    for (const [unit, { communes, people }] of unitsAt(level, layout, places)) {
      if (!protection.isUnitHidden(level, unit)) shown.push([...communes]);
      else if (people < minimumCell || people >= minimumBase) hasSecret = true;
    }
  return { shown, hasSecret };
}

function unitsAt(level: number, layout: CountLayout, places: readonly CommunePlace[]) {
  const byUnit = new Map<string, { readonly communes: Set<string>; people: number }>();
  for (const place of places) {
    const code = place.units[level] ?? '';
    const unit = byUnit.get(code) ?? { communes: new Set<string>(), people: 0 };
    byUnit.set(code, unit);
    unit.communes.add(place.commune);
    unit.people += totalBase(layout, place);
  }
  return byUnit;
}
