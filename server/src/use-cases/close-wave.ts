import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Range, User, WaveStatusChange, WaveStore } from '../ports/index.ts';
import { type OpenMatters, hasOpenMatters, openMatters } from './device-ledger/index.ts';
import { type DeviceNeeds, createSeesSurveyor } from './list-devices.ts';
import { wholeWave } from './editions/whole-wave.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { type OpenWave, isEmptyScope, scopeOf } from './waves/index.ts';

interface Needs extends DeviceNeeds {
  readonly waves: WaveStore;
}

/** A phone of which something is open, so that the wave cannot be closed. */
export interface Blocker extends OpenMatters {
  readonly deviceId: string;
  readonly device: string;
  readonly surveyor: string;
}

export interface ClosingView {
  readonly status: 'open' | 'closed';
  readonly blockers: readonly Blocker[];
  readonly changes: readonly WaveStatusChange[];
}

/**
 * Answers: which phones stand against closing a wave?
 * Shape:   wave → phones with something open, of those that may have worked in it: its surveyor's areas lie in the wave, or
 *          a line of the phone does. A number that never came names no wave, so the doubt counts against closing.
 * Missing: a phone that was taken back counts like any other.
 * Errors:  throws never.
 * Source:  decision 25.
 * Rule:    P-23
 */
export async function closingBlockers(
  needs: Omit<Needs, 'waves'>,
  wave: OpenWave,
): Promise<readonly (Blocker & { readonly userId: string })[]> {
  const people = new Map((await needs.people.listUsers()).map((user) => [user.id, user]));
  const blockers: (Blocker & { readonly userId: string })[] = [];
  for (const { id, name, userId, unsent } of await needs.devices.list()) {
    const open = openMatters(await needs.devices.ledger(id), unsent);
    if (!hasOpenMatters(open)) continue;
    const surveyor = people.get(userId);
    const mayWork = surveyor !== undefined && !isEmptyScope(scopeOf(surveyor, wave));
    if (!mayWork && !(await needs.devices.worksIn(id, wave.wave.id))) continue;
    const named = { deviceId: id, device: name, surveyor: surveyor?.name ?? '' };
    blockers.push({ ...named, ...open, userId });
  }
  return blockers;
}

/** Answers: how a wave stands, with the phones that stand against closing it, as far as the person may see them. */
export async function showClosing(
  needs: Needs,
  looker: User,
  waveId: string,
): Promise<Result<ClosingView, Refusal>> {
  const wave = await visibleWave(needs.reader, looker, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const sees = await createSeesSurveyor(needs, looker);
  const seesAll = scopeOf(looker, wave) === 'all';
  const blockers = (await closingBlockers(needs, wave)).filter(
    (one) => seesAll || sees(one) !== undefined,
  );
  return ok({
    status: wave.wave.status,
    blockers: blockers.map(({ userId: _userId, ...blocker }) => blocker),
    changes: await needs.waves.statusChanges(waveId),
  });
}

/**
 * Answers: the wave, closed; what comes after waits for a person, kept and visible.
 * Errors:  wave.unknown; permission.denied for who does not see the whole of it; wave.not-open; wave.open-gaps naming
 *          phones and numbers, unless all that lacks is written off by name (P-22).
 * Source:  decision 25.
 * Rule:    P-24
 */
export async function closeWave(
  needs: Needs,
  /** Null: the operator at the machine, who sees everything. */
  actor: User | null,
  waveId: string,
): Promise<Result<{ readonly waveId: string; readonly status: 'closed' }, Refusal>> {
  const wave = await wholeWave(needs, actor, waveId);
  if (!wave.ok) return wave;
  if (wave.value.wave.status !== 'open') return refuse({ code: 'wave.not-open', detail: waveId });
  const blockers = await closingBlockers(needs, wave.value);
  if (blockers.length > 0)
    return refuse({ code: 'wave.open-gaps', detail: blockers.map(printBlocker).join('; ') });
  await needs.waves.setStatus(waveId, 'closed', actor?.id ?? null, needs.clock.now());
  return ok({ waveId, status: 'closed' });
}

/**
 * Answers: the wave, open again. What came in between stays with who decides on it.
 * Errors:  as in P-24; wave.not-closed; wave.frozen: what was published of it stands.
 * Rule:    P-25
 */
export async function reopenWave(
  needs: Needs,
  actor: User | null,
  waveId: string,
): Promise<Result<{ readonly waveId: string; readonly status: 'open' }, Refusal>> {
  const wave = await wholeWave(needs, actor, waveId);
  if (!wave.ok) return wave;
  if (wave.value.wave.status !== 'closed')
    return refuse({ code: 'wave.not-closed', detail: waveId });
  if (wave.value.wave.edition !== undefined) return refuse({ code: 'wave.frozen', detail: waveId });
  await needs.waves.setStatus(waveId, 'open', actor?.id ?? null, needs.clock.now());
  return ok({ waveId, status: 'open' });
}

function printBlocker({ device, surveyor, gaps, forks, unsent, unheard }: Blocker): string {
  const numbers = (mark: string, ranges: readonly Range[]) =>
    ranges.map(({ from, to }) =>
      from === to ? `${mark}${String(from)}` : `${mark}${String(from)}–${String(to)}`,
    );
  const parts = [...numbers('', gaps), ...numbers('2×', forks)];
  if (unsent > 0) parts.push(`+${String(unsent)}`);
  if (unheard !== null) parts.push('chưa liên lạc từ khi khôi phục / not heard since the restore');
  return `${device} (${surveyor}): ${parts.join(', ')}`;
}
