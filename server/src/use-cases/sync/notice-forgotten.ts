import type { Hello } from '@sipas/shared/wire';
import type { Care, Device, DeviceStore, StoreKeeper } from '../../ports/index.ts';

/**
 * Answers: does this phone hold a receipt that the store has not given out? Then the store is older than what the phone
 * remembers: an older backup was put in its place, or its disk lost what it had confirmed. People must learn of it.
 * Shape:   what the phone says of itself, the phone → an alarm in the log and on the console, or nothing; nothing either for
 *          a receipt of it to which a person has seen (B-26), however often the phone tells it. What lacks
 *          here the phone sends again by itself, since its numbers are missed or the store has another life.
 * Rule:    B-12
 */
export async function noticeForgotten(
  needs: {
    readonly keeper: Pick<StoreKeeper, 'lastReceipt'>;
    readonly care: Pick<Care, 'noticeForgotten'>;
    readonly devices: Pick<DeviceStore, 'acknowledgedReceipts'>;
  },
  { lastReceipt: phoneReceipt }: Pick<Hello, 'lastReceipt'>,
  { id: deviceId }: Pick<Device, 'id'>,
): Promise<void> {
  if (phoneReceipt === null) return;
  const storeReceipt = await needs.keeper.lastReceipt();
  if (phoneReceipt <= storeReceipt) return;
  const seen = await needs.devices.acknowledgedReceipts();
  if (!seen.some((one) => one.deviceId === deviceId && one.receipt === phoneReceipt))
    await needs.care.noticeForgotten({ deviceId, phoneReceipt, storeReceipt });
}
