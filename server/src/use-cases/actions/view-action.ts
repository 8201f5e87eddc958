import { offeredLevels } from '@sipas/shared/admin-units';
import { daysLate } from '@sipas/shared/fixes';
import type { Day, Instant, Uuid7 } from '@sipas/shared/kernel';
import type { Action } from '@sipas/shared/wire';
import type { KeptAction, User } from '../../ports/index.ts';
import type { OpenWave } from '../waves/index.ts';
import type { ActionPlace } from './action-place.ts';

/**
 * Answers: what may this person see of an action, and may they write it anew?
 * Shape:   an action with at least one unit in the person's areas → with these units by name, and of the others only how
 *          many. Null where none lies there. Written anew by analysts and administrators in whose areas all its units lie.
 * Rule:    F-10
 */
export function viewAction(
  kept: KeptAction & { readonly createdAt: string },
  { wave, place }: { readonly wave: OpenWave; readonly place: ActionPlace },
  { user, today }: { readonly user: Pick<User, 'role'>; readonly today: Day },
): Action | null {
  const units = kept.units.filter(place.isShown);
  if (units.length === 0) return null;
  const levels = offeredLevels(wave.catalogue, wave.groupings);
  const otherUnits = kept.units.length - units.length;
  return {
    id: kept.actionId as Uuid7,
    revision: kept.revision,
    wave: { id: wave.wave.id as Uuid7, name: wave.wave.name },
    instrument: {
      id: kept.instrumentId,
      title: place.instrument?.definition.title.vi ?? kept.instrumentId,
    },
    level: {
      code: kept.level,
      label: levels.find(({ level }) => level === kept.level)?.label ?? kept.level,
    },
    units: units.map(named(place.unitNames)),
    otherUnits,
    criteria: kept.criteria.map(named(place.criterionNames)),
    what: kept.what,
    responsible: kept.responsible,
    dueDay: kept.dueDay,
    status: kept.status,
    evidence: kept.evidence,
    createdAt: kept.createdAt as Instant,
    changedAt: kept.at as Instant,
    changedBy: kept.by,
    daysLate: daysLate(kept, today),
    editable: otherUnits === 0 && (user.role === 'analyst' || user.role === 'admin'),
  };
}

const named =
  (names: ReadonlyMap<string, string>) =>
  (code: string): { readonly code: string; readonly label: string } => ({
    code,
    label: names.get(code) ?? code,
  });
