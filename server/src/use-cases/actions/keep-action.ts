import { actionChanges, type ActionContent } from '@sipas/shared/fixes';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ActionDetails, ActionRevisionRequest, NewAction } from '@sipas/shared/wire';
import type { ActionRevision, Ids, User } from '../../ports/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import type { OpenWave } from '../waves/index.ts';
import { openActionPlace } from './action-place.ts';
import { type ActionNeeds, openAction, showAction } from './show-action.ts';

/** A register that nobody could read any more helps nobody; and a list goes to the console whole. */
const most = { actions: 1000, revisions: 500 } as const;

interface Needs extends ActionNeeds {
  readonly ids: Ids;
}

/**
 * Answers: the new action, decided after a wave.
 * Errors:  wave.unknown, report.unknown-instrument; report.unknown-level, for villages too; action.unknown-unit and
 *          action.unknown-criterion naming the code, for units outside the person's areas too; action.too-many.
 * Rule:    F-12
 */
export async function beginAction(
  needs: Needs,
  user: User,
  { waveId, instrument, ...content }: NewAction,
): Promise<Result<ActionDetails, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const refusal = judgeContent(wave, user, instrument, content);
  if (refusal !== null) return refuse(refusal);
  const actionId = needs.ids.uuid7();
  const named = { actionId, revision: 1, waveId, instrumentId: instrument };
  return keep(needs, user, { ...content, ...named });
}

/**
 * Answers: the action, written anew.
 * Shape:   the revision that the writer saw, and all the content. What reads as before is no new version; said again after a
 *          lost answer it is the same one.
 * Errors:  action.unknown; permission.denied where a unit lies outside the person's areas; action.changed where somebody
 *          wrote in between; those of a new action.
 * Rule:    F-13
 */
export async function reviseAction(
  needs: Needs,
  user: User,
  actionId: string,
  { revision, ...content }: ActionRevisionRequest,
): Promise<Result<ActionDetails, Refusal>> {
  const found = await openAction(needs, user, actionId);
  if (!found.ok) return found;
  const { details, wave, last } = found.value;
  if (!details.editable) return refuse({ code: 'permission.denied' });
  const isSame = actionChanges(last, content).length === 0;
  const isOwn = last.revision === revision + 1 && last.userId === user.id;
  if (isSame && (last.revision === revision || isOwn)) return ok(details);
  const refusal = judgeContent(wave, user, last.instrumentId, content);
  if (refusal !== null) return refuse(refusal);
  const { waveId, instrumentId } = last;
  const next = { actionId, revision: revision + 1, waveId, instrumentId };
  return keep(needs, user, { ...content, ...next });
}

async function keep(
  needs: Needs,
  user: User,
  version: Omit<ActionRevision, 'userId' | 'at'>,
): Promise<Result<ActionDetails, Refusal>> {
  const written = { ...version, userId: user.id, at: needs.clock.now() };
  const kept = await needs.actions.add(written, most);
  if (kept === 'kept') return showAction(needs, user, version.actionId);
  return refuse({ code: kept === 'changed' ? 'action.changed' : 'action.too-many' });
}

function judgeContent(
  wave: OpenWave,
  user: User,
  instrumentId: string,
  { level, units, criteria }: Pick<ActionContent, 'level' | 'units' | 'criteria'>,
): Refusal | null {
  const place = openActionPlace(wave, user, { level, instrumentId });
  if (place.instrument === undefined) return { code: 'report.unknown-instrument' };
  if (place.level === null) return { code: 'report.unknown-level', detail: level };
  const unit = units.find((code) => !place.unitNames.has(code) || !place.isShown(code));
  if (unit !== undefined) return { code: 'action.unknown-unit', detail: unit };
  const criterion = criteria.find((code) => !place.criterionNames.has(code));
  return criterion === undefined ? null : { code: 'action.unknown-criterion', detail: criterion };
}
