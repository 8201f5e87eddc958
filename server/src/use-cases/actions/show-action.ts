import { type ActionContent, actionChanges, dayInVietnam } from '@sipas/shared/fixes';
import { type Instant, type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ActionDetails } from '@sipas/shared/wire';
import type { ActionStore, Clock, KeptAction, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import type { OpenWave, WaveReader } from '../waves/index.ts';
import { type ActionPlace, openActionPlace } from './action-place.ts';
import { viewAction } from './view-action.ts';

export interface ActionNeeds {
  readonly reader: WaveReader;
  readonly actions: ActionStore;
  readonly clock: Clock;
}

/** An action that a person may see, with what it rests on. */
export interface OpenAction {
  readonly wave: OpenWave;
  readonly place: ActionPlace;
  readonly last: KeptAction;
  readonly details: ActionDetails;
}

/**
 * Answers: one action with all that was ever written of it; action.unknown where there is none in the person's areas.
 * Shape:   units and criteria of the history by name; units elsewhere are left out of it.
 */
export async function openAction(
  { reader, actions, clock }: ActionNeeds,
  user: User,
  actionId: string,
): Promise<Result<OpenAction, Refusal>> {
  const versions = await actions.history(actionId);
  const [first, last] = [versions[0], versions.at(-1)];
  if (first === undefined || last === undefined) return refuse({ code: 'action.unknown' });
  const wave = await visibleWave(reader, user, last.waveId);
  if (wave === null) return refuse({ code: 'action.unknown' });
  const place = openActionPlace(wave, user, last);
  const today = dayInVietnam(clock.now());
  const kept = { ...last, createdAt: first.at };
  const action = viewAction(kept, { wave, place }, { user, today });
  if (action === null) return refuse({ code: 'action.unknown' });
  const placeOf = (level: string): ActionPlace =>
    level === last.level ? place : openActionPlace(wave, user, { ...last, level });
  const history = versions.map((version, index) => ({
    revision: version.revision,
    at: version.at as Instant,
    by: version.by,
    changes: changesSince(versions[index - 1], version, placeOf),
  }));
  return ok({ wave, place, last, details: { ...action, history } });
}

/** Answers: the action as its reader sees it. */
export async function showAction(
  needs: ActionNeeds,
  user: User,
  actionId: string,
): Promise<Result<ActionDetails, Refusal>> {
  const found = await openAction(needs, user, actionId);
  return found.ok ? ok(found.value.details) : found;
}

type Changes = ActionDetails['history'][number]['changes'];

function changesSince(
  before: ActionContent | undefined,
  after: ActionContent,
  placeOf: (level: string) => ActionPlace,
): Changes {
  if (before === undefined) return [];
  const named = (codes: readonly string[], field: string, level: string): string[] => {
    const { isShown, unitNames, criterionNames } = placeOf(level);
    if (field === 'units') return codes.filter(isShown).map((code) => unitNames.get(code) ?? code);
    if (field === 'criteria') return codes.map((code) => criterionNames.get(code) ?? code);
    return [...codes];
  };
  return actionChanges(before, after).map((change) => ({
    field: change.field,
    before: named(change.before, change.field, before.level),
    after: named(change.after, change.field, after.level),
  }));
}
