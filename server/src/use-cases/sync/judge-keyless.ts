import { pushLimits } from '@sipas/shared/wire';
import type { DeviceActStore, IngestKeys } from '../../ports/index.ts';
import { judgeVouched } from './judge-vouched.ts';
import type { SurveyContext } from './survey-context.ts';

/**
 * Answers: how many forms that waited for the key of their seal count now, and how many wait for something else?
 * Shape:   every form whose key is here by now is opened and judged as if it came now, under the receipt that it has.
 *          Repeatable: said again it goes on where it broke off.
 * Errors:  throws PhoneMoved as keepByPresentSurveyor does.
 * Source:  decision 105.
 * Rule:    A-167
 */
export async function judgeKeyless(needs: {
  readonly context: SurveyContext;
  readonly ingestKeys: Pick<IngestKeys, 'waiting'>;
  readonly deviceActs: Pick<DeviceActStore, 'settleMisplaced'>;
}): Promise<{ readonly stored: number; readonly waiting: number }> {
  let [stored, waiting, after] = [0, 0, 0];
  for (;;) {
    const lines = await needs.ingestKeys.waiting(after, pushLimits.envelopes);
    const last = lines.at(-1);
    if (last === undefined) return { stored, waiting };
    after = last.receipt;
    const settled = await judgeVouched(needs.context, lines, (judged) =>
      needs.deviceActs.settleMisplaced(judged),
    );
    stored += settled;
    waiting += lines.length - settled;
  }
}
