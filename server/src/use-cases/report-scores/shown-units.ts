import { type ReportLevel, type ReportUnit, communesOf } from '@sipas/shared/admin-units';
import type { CommuneScope } from '../../ports/index.ts';
import { type OpenWave, isInScope } from '../waves/index.ts';

/**
 * Answers: which units of a level may a person see: those that lie wholly in the person's areas?
 * Shape:   wave, level, scope → a predicate on unit codes. A village is seen with its commune.
 * Rule:    P-09
 */
export function createIsShown(
  { catalogue }: Pick<OpenWave, 'catalogue'>,
  level: ReportLevel,
  scope: CommuneScope,
): (unitCode: string) => boolean {
  if (scope === 'all') return () => true;
  if (level.level === 'village') return (code) => isInScope(scope, code.split('/', 1)[0] ?? '');
  const hidden = new Set<string>();
  const known = new Set<string>();
  for (const commune of communesOf(catalogue)) {
    const unit = level.unitOf(commune.code, '').code;
    known.add(unit);
    if (!scope.has(commune.code)) hidden.add(unit);
  }
  return (code) => known.has(code) && !hidden.has(code);
}

/** Answers: every unit of a level: those of the catalogue, or the villages of the plan with their names. */
export function unitsOfLevel(
  level: ReportLevel,
  wave: Pick<OpenWave, 'villages' | 'villageNames'>,
): readonly ReportUnit[] {
  if (level.level !== 'village') return level.units;
  return wave.villages.map(({ commune, code }) => unitAt(level, wave, commune, code));
}

/** Answers: the unit of a place; a village of the plan goes by its name there. */
export function unitAt(
  level: ReportLevel,
  { villageNames }: Pick<OpenWave, 'villageNames'>,
  commune: string,
  village: string,
): ReportUnit {
  const unit = level.unitOf(commune, village);
  const planned = level.level === 'village' ? villageNames.get(unit.code) : undefined;
  if (planned === undefined) return unit;
  return { ...unit, name: unit.name.replace(village, () => planned) };
}
