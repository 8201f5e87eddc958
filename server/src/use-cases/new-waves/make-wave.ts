import type { Result } from '@sipas/shared/kernel';
import { ok } from '@sipas/shared/kernel';
import type { NewWaveRequest } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import { createWave } from '../create-wave.ts';
import type { Refusal } from '../refusal.ts';
import { readVillagePlan } from './read-village-plan.ts';

/**
 * Answers: the wave that a person made, with the plan of the file that they gave.
 * Errors:  those of a plan (W-31), then those of a new wave (P-13). Nothing is stored then.
 * Rule:    W-30
 */
export async function makeWave(
  needs: Parameters<typeof createWave>[0],
  actor: User,
  { villages: text, ...asked }: NewWaveRequest,
): Promise<Result<{ readonly waveId: string }, Refusal>> {
  const villages = text === null ? ok([]) : readVillagePlan(new TextEncoder().encode(text));
  return villages.ok ? createWave(needs, { ...asked, villages: villages.value }, actor) : villages;
}
