import { pushLimits } from '@sipas/shared/wire';
import type { DeviceActStore, HeldBackCode } from '../../ports/index.ts';
import { judgeAgain, settleOrLeave } from './judge-again.ts';
import type { SurveyContext } from './survey-context.ts';

export interface Settled {
  readonly stored: number;
  /** Of those that were looked at. */
  readonly waiting: number;
}

/** Judges what waits because of its phone alone as if the phone were trusted; answers how many count and how many go on waiting. */
export async function judgeHeldBack(
  {
    deviceActs,
    context,
  }: {
    readonly deviceActs: Pick<DeviceActStore, 'heldBack' | 'settleMisplaced'>;
    readonly context: SurveyContext;
  },
  deviceId: string,
  codes: readonly HeldBackCode[],
): Promise<Settled> {
  let [stored, waiting, afterReceipt] = [0, 0, 0];
  for (;;) {
    const page = { afterReceipt, limit: pushLimits.envelopes };
    const lines = await deviceActs.heldBack(deviceId, codes, page);
    const last = lines.at(-1);
    const device = last && (await context.device(deviceId));
    if (last === undefined || !device) return { stored, waiting };
    afterReceipt = last.receipt;
    const trusted = { ...device, revoked: false, unconfirmed: false };
    const settled = await settleOrLeave(deviceActs, await judgeAgain(context, trusted, lines));
    // Moved meanwhile: who did that judges its lines, and this is said again.
    if (settled === null) return { stored, waiting };
    stored += settled;
    waiting += lines.length - settled;
  }
}
