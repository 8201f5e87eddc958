import { pushLimits } from '@sipas/shared/wire';
import type { DeviceActStore, EditionStore } from '../../ports/index.ts';
import { judgeVouched } from './judge-vouched.ts';
import type { SurveyContext } from './survey-context.ts';

/**
 * Answers: how many lines that came after their wave was closed count now, and how many go on waiting?
 * Shape:   wave → each such line judged as if the wave were open, under the receipt that it has. Repeatable: said again it
 *          goes on where it broke off. What other rules refuse goes on waiting.
 * Errors:  throws PhoneMoved as keepByPresentSurveyor does.
 * Source:  decision 90.
 * Rule:    W-23
 */
export async function judgeLate(
  needs: {
    readonly context: SurveyContext;
    readonly editions: Pick<EditionStore, 'late'>;
    readonly deviceActs: Pick<DeviceActStore, 'settleMisplaced'>;
  },
  waveId: string,
): Promise<{ readonly stored: number; readonly waiting: number }> {
  let [stored, waiting, after] = [0, 0, 0];
  for (;;) {
    const lines = await needs.editions.late(waveId, after, pushLimits.envelopes);
    const last = lines.at(-1);
    if (last === undefined) return { stored, waiting };
    after = last.receipt;
    const settled = await judgeVouched(
      needs.context,
      lines,
      (judged) => needs.deviceActs.settleMisplaced(judged),
      (wave) => (wave.id === waveId ? { ...wave, isOpen: true } : wave),
    );
    stored += settled;
    waiting += lines.length - settled;
  }
}
