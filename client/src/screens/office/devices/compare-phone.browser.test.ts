import { ok } from '@sipas/shared/kernel';
import {
  type Device,
  type DeviceDetails,
  type Enrolment,
  type Surveyor,
  deviceDetailsSchema,
} from '@sipas/shared/wire';
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
const id = '019ab0d4-7b60-7000-8000-0000000000cc';
const phone: DeviceDetails = parse(deviceDetailsSchema, {
  ...{ id, name: 'SM-A125F', platform: 'Chrome, Android', surveyor: 'Lan', enrolledAt: at },
  ...{ lastContactAt: at, appVersion: '0.1.0', unsent: 0, oldestUnsentAt: null, received: 0 },
  ...{ storagePersisted: true, missing: 0, forks: 0, revokedAt: null, outstanding: 0 },
  ...{ oldestUnsentAgeMs: null, clockOffsetMs: 0, alarm: { grade: 'calm', reasons: [] } },
  ...{ brokenLinks: [], times: { anchored: 0, offset: 0, claimed: 0, implausible: 0 } },
  ...{ storageUsage: null, storageQuota: null, clockMeasuredAt: null, forgottenReceipt: null },
  ...{ forgottenAt: null, epochs: [], gaps: [], openForks: [], unnumbered: 0, unheard: null },
  ...{ writeOffs: [], acts: [], movable: false, releasable: false, comparison: '042 917' },
});
const { comparison: _comparison, ...trusted } = phone;
const surveyor = { username: 'lan', name: 'Lan', areas: [], devices: 0 } as Surveyor;
const enrolment = {
  code: '7KQ4-M2XP',
  expiresAt: '2099-01-01T00:00:00.000Z',
  qr: 'http://127.0.0.1/#/nhan-may?ma=7KQ4-M2XP',
} as Enrolment;

/** A console whose list of phones is this after the dialog was opened. */
function setup(after: readonly Device[], place = '#/may-va-nguoi') {
  const asked: unknown[] = [];
  let isFirst = true;
  let codes = 0;
  leave = showConsole({
    place,
    role: 'office',
    answers: {
      surveyors: () => Promise.resolve(ok([surveyor])),
      device: () => Promise.resolve(ok(phone)),
      devices: () => {
        const list = isFirst || codes === 0 ? [] : after;
        if (codes > 0) isFirst = false;
        return Promise.resolve(ok([...list]));
      },
      enrol: () => {
        codes++;
        return Promise.resolve(ok(enrolment));
      },
      comparePhone: (...given) => {
        asked.push(given);
        return Promise.resolve(
          ok(given[1] ? trusted : { ...trusted, revokedAt: phone.enrolledAt }),
        );
      },
      releasePhone: (...given) => {
        asked.push(given);
        return Promise.resolve(ok(phone));
      },
    },
  });
  return asked;
}
const openDialog = () => page.getByRole('button', { name: 'Nhận máy cho Lan' }).click();

it('shows the number of the phone that took the code, and trusts it when it is the same', async () => {
  const asked = setup([phone]);
  await openDialog();
  await expect.element(page.getByText('042 917')).toBeVisible();
  expect(page.getByText('Điều tra viên có thể bắt đầu').elements()).toEqual([]);

  await page.getByRole('button', { name: 'Giống, tin máy này' }).click();

  await expect.element(page.getByText('Đã nhận máy: SM-A125F')).toBeVisible();
  expect(asked).toEqual([[id, true]]);
});

it('takes another phone back, says that the code is dead and makes a new one', async () => {
  const asked = setup([phone]);
  await openDialog();

  await page.getByRole('button', { name: 'Khác, không phải máy này' }).click();

  await expect.element(page.getByText('Đã thu hồi máy lạ')).toBeVisible();
  expect(asked).toEqual([[id, false]]);
  await page.getByRole('button', { name: 'Tạo mã mới' }).click();
  await expect.element(page.getByText('7KQ4-M2XP')).toBeVisible();
});

it('asks for the number on the page of the phone as well, as long as nobody compared it', async () => {
  const asked = setup([], `#/may-va-nguoi?xem=may&may=${id}`);

  await page.getByRole('button', { name: 'Giống, tin máy này' }).click();

  await expect.poll(() => asked).toEqual([[id, true]]);
});

it('lets waiting forms of a revoked phone count with a reason', async () => {
  const revoked = { ...trusted, revokedAt: phone.enrolledAt, releasable: true };
  const asked: unknown[] = [];
  leave = showConsole({
    place: `#/may-va-nguoi?xem=may&may=${id}`,
    role: 'office',
    answers: {
      device: () => Promise.resolve(ok(revoked)),
      surveyors: () => Promise.resolve(ok([surveyor])),
      releasePhone: (...given) => {
        asked.push(given);
        return Promise.resolve(ok({ ...revoked, releasable: false }));
      },
    },
  });
  await page.getByRole('button', { name: 'Cho tính phiếu đang chờ' }).click();
  const dialog = page.getByRole('dialog');

  await dialog.getByRole('textbox').fill('phiếu thật');
  await dialog.getByRole('button', { name: 'Cho tính, đứng tên tôi' }).click();

  await expect.poll(() => asked).toEqual([[id, 'phiếu thật']]);
});
