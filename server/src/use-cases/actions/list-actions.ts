import { type ActionStatus, dayInVietnam } from '@sipas/shared/fixes';
import type { Action, ActionList } from '@sipas/shared/wire';
import type { ActionStore, Clock, User } from '../../ports/index.ts';
import { type OpenWave, type WaveReader, isEmptyScope, scopeOf } from '../waves/index.ts';
import { type ActionPlace, openActionPlace } from './action-place.ts';
import { viewAction } from './view-action.ts';

/** Which actions are asked for; all without a word. */
export interface ActionFilter {
  readonly wave?: string | undefined;
  readonly status?: ActionStatus | undefined;
  readonly unit?: string | undefined;
  readonly criterion?: string | undefined;
  readonly overdue?: boolean | undefined;
}

interface Needs {
  readonly reader: WaveReader;
  readonly actions: ActionStore;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Answers: what was decided in the areas of this person?
 * Shape:   filter → actions, those to be done first, by their last day; then those done or stopped, the latest first.
 * Rule:    F-11
 */
export async function listActions(
  { reader, actions, clock }: Needs,
  user: Pick<User, 'areas' | 'role'>,
  filter: ActionFilter,
): Promise<ActionList> {
  const today = dayInVietnam(clock.now());
  const waves = new Map((await reader.waves()).map((wave) => [wave.wave.id, wave]));
  const places = new Map<string, ActionPlace>();
  const placeOf = (wave: OpenWave, asked: Parameters<typeof openActionPlace>[2]): ActionPlace => {
    const key = JSON.stringify([wave.wave.id, asked.level, asked.instrumentId]);
    const known = places.get(key) ?? openActionPlace(wave, user, asked);
    places.set(key, known);
    return known;
  };
  const seen = (await actions.current()).flatMap((kept): Action[] => {
    const wave = waves.get(kept.waveId);
    if (wave === undefined || isEmptyScope(scopeOf(user, wave))) return [];
    const action = viewAction(kept, { wave, place: placeOf(wave, kept) }, { user, today });
    return action === null ? [] : [action];
  });
  return { today, total: seen.length, actions: seen.filter(passes(filter)).sort(byUrgency) };
}

const passes =
  ({ wave, status, unit, criterion, overdue }: ActionFilter) =>
  (action: Action): boolean =>
    (wave === undefined || action.wave.id === wave) &&
    (status === undefined || action.status === status) &&
    (unit === undefined || action.units.some(({ code }) => code === unit)) &&
    (criterion === undefined || action.criteria.some(({ code }) => code === criterion)) &&
    (overdue !== true || action.daysLate > 0);

const isOpen = ({ status }: Action): boolean => status === 'planned' || status === 'doing';

function byUrgency(a: Action, b: Action): number {
  if (isOpen(a) !== isOpen(b)) return isOpen(a) ? -1 : 1;
  const earlier = a.dueDay === b.dueDay ? (a.id < b.id ? -1 : 1) : a.dueDay < b.dueDay ? -1 : 1;
  return isOpen(a) ? earlier : -earlier;
}
