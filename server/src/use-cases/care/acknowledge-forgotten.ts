import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Clock, DeviceStore, ForgottenNote, ResponseStore, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';

interface Told {
  readonly deviceId: string;
  readonly receipt: number;
}

/**
 * Answers: which phones tell of receipts that the store never gave, without anybody having seen to it?
 * Shape:   the note of the alarm (null: no phone told of any), the phones with what a person has acknowledged in this life
 *          of the store → phone and receipt, of phones that this store knows. What was acknowledged is that receipt of that phone: any other is new.
 * Rule:    B-26
 */
export async function openForgotten(
  devices: Pick<DeviceStore, 'list' | 'acknowledgedReceipts'>,
  note: ForgottenNote | null,
): Promise<readonly Told[]> {
  const ofNote = (note?.devices ?? []).map((deviceId) => ({
    deviceId,
    receipt: note?.receipts?.[deviceId] ?? note?.phoneReceipt ?? 0,
  }));
  const phones = await devices.list();
  const known = new Set(phones.map(({ id }) => id));
  const ofPhones = phones.flatMap(({ id, forgottenReceipt }) =>
    forgottenReceipt === null ? [] : [{ deviceId: id, receipt: forgottenReceipt }],
  );
  const seen = (await devices.acknowledgedReceipts()).map(keyOf);
  const open = new Map([...ofNote, ...ofPhones].map((one) => [keyOf(one), one]));
  return [...open].flatMap(([key, one]) =>
    seen.includes(key) || !known.has(one.deviceId) ? [] : [one],
  );
}

const keyOf = ({ deviceId, receipt }: Told): string => `${deviceId} ${String(receipt)}`;

/**
 * Answers: how many phones were acknowledged: a person has looked into it, by name and with a reason, and the alarm ends.
 * Shape:   each is kept for good beside the write-offs of its phone; the alarm returns where a phone tells another receipt, or
 *          in another life of the store.
 * Errors:  care.nothing-forgotten where no alarm is open: then nothing is kept.
 * Rule:    B-25
 */
export async function acknowledgeForgotten(
  needs: {
    readonly devices: DeviceStore;
    readonly responses: Pick<ResponseStore, 'head'>;
    readonly clock: Clock;
    readonly note: ForgottenNote | null;
  },
  actor: Pick<User, 'id'>,
  reason: string,
): Promise<Result<readonly Told[], Refusal>> {
  const { devices, responses, clock, note } = needs;
  const { incarnation: epoch } = await responses.head();
  const open = await openForgotten(devices, note);
  if (open.length === 0) return refuse({ code: 'care.nothing-forgotten' });
  await devices.addWriteOffs(
    open.map(({ deviceId, receipt }) => ({
      deviceId,
      kind: 'forgotten' as const,
      epoch,
      from: receipt,
      to: receipt,
      reason,
    })),
    actor.id,
    clock.now(),
  );
  return ok(open);
}
