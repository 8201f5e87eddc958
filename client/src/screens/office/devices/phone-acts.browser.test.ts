import { ok } from '@sipas/shared/kernel';
import { type DeviceDetails, type Surveyor, deviceDetailsSchema } from '@sipas/shared/wire';
import { parse } from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const at = '2026-11-23T02:05:00.000Z';
const id = '019ab0d4-7b60-7000-8000-0000000000bb';
const phone: DeviceDetails = parse(deviceDetailsSchema, {
  id,
  name: 'Máy của Năm',
  platform: 'Android 14',
  surveyor: 'Năm',
  enrolledAt: at,
  lastContactAt: at,
  appVersion: '0.1.0',
  unsent: 0,
  oldestUnsentAt: null,
  storagePersisted: true,
  received: 5,
  missing: 0,
  forks: 0,
  revokedAt: null,
  outstanding: 0,
  oldestUnsentAgeMs: null,
  clockOffsetMs: 0,
  alarm: { grade: 'calm', reasons: [] },
  brokenLinks: [],
  times: { anchored: 5, offset: 0, claimed: 0, implausible: 0 },
  storageUsage: null,
  storageQuota: null,
  clockMeasuredAt: null,
  forgottenReceipt: null,
  forgottenAt: null,
  epochs: [],
  gaps: [],
  openForks: [],
  unnumbered: 0,
  unheard: null,
  writeOffs: [],
  acts: [{ act: 'adopted', surveyor: 'Năm', before: null, reason: null, by: null, at }],
  releasable: false,
  movable: true,
});
const surveyor = { username: 'lan', name: 'Lan', areas: [], devices: 0 } as Surveyor;

function setup(device: DeviceDetails): unknown[] {
  const asked: unknown[] = [];
  const note = (...given: unknown[]) => {
    asked.push(given);
    return Promise.resolve(ok(device));
  };
  leave = showConsole({
    place: `#/may-va-nguoi?xem=may&may=${id}`,
    role: 'office',
    answers: {
      device: () => Promise.resolve(ok(device)),
      surveyors: () => Promise.resolve(ok([surveyor])),
      revokePhone: note,
      movePhone: note,
    },
  });
  return asked;
}

it('takes a phone back with a reason, and not without', async () => {
  const asked = setup(phone);
  await expect.element(page.getByText('Nhận lại cho Năm')).toBeVisible();
  await page.getByRole('button', { name: 'Thu hồi máy' }).click();
  const dialog = page.getByRole('dialog');

  await dialog.getByRole('button', { name: 'Thu hồi, đứng tên tôi' }).click();
  await expect.element(dialog.getByText('Hãy ghi lý do.')).toBeVisible();
  await dialog.getByRole('textbox').fill('mất máy');
  await dialog.getByRole('button', { name: 'Thu hồi, đứng tên tôi' }).click();

  await expect.poll(() => asked).toEqual([[id, 'mất máy']]);
});

it('tells that a phone itself has another key', async () => {
  const told = { surveyor: 'Năm', before: null, by: null, at: phone.enrolledAt };
  setup({ ...phone, acts: [{ ...told, act: 'key-changed', reason: '0123456789abcdef' }] });

  await expect.element(page.getByText('Máy ký phiếu bằng khóa mới')).toBeVisible();
  await expect.element(page.getByText('0123456789abcdef')).toBeVisible();
});

it('gives a phone that was taken in to another surveyor, with a reason', async () => {
  const asked = setup(phone);
  await page.getByRole('button', { name: 'Chuyển cho đúng người' }).click();
  const dialog = page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: 'Chuyển, đứng tên tôi' });
  await expect.element(submit).toBeDisabled();

  await dialog.getByRole('combobox').selectOptions('lan');
  await dialog.getByRole('textbox').fill('nhầm tên');
  await submit.click();

  await expect.poll(() => asked).toEqual([[id, { surveyor: 'lan', reason: 'nhầm tên' }]]);
});

it('offers neither for a phone that was taken back and that a code enrolled', async () => {
  setup({ ...phone, movable: false, revokedAt: phone.enrolledAt });

  await expect.element(page.getByText('Việc đã làm với máy')).toBeVisible();
  expect(page.getByRole('button', { name: /Thu hồi|Chuyển/ }).elements()).toEqual([]);
});
