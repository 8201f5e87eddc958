import { ok } from '@sipas/shared/kernel';
import type { DeviceDetails } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const at = '2026-11-23T02:05:00.000Z' as DeviceDetails['enrolledAt'];
const id = '019ab0d4-7b60-7000-8000-0000000000bb' as DeviceDetails['id'];
const phone = (outstanding: number): DeviceDetails => ({
  id,
  name: 'Máy của Năm',
  platform: 'Android 14',
  surveyor: 'Năm',
  enrolledAt: at,
  lastContactAt: at,
  appVersion: '0.1.0',
  unsent: 1,
  oldestUnsentAt: at,
  storagePersisted: true,
  received: 5,
  missing: outstanding,
  forks: 0,
  revokedAt: null,
  outstanding,
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
  acts: [],
  releasable: false,
  movable: false,
});

/** One form of the phone is not here; `send` brings it in. */
async function setup(place: string) {
  let outstanding = 1;
  await page.viewport(1280, 800);
  leave = showConsole({
    place,
    role: 'office',
    answers: {
      devices: () => Promise.resolve(ok([phone(outstanding)])),
      device: () => Promise.resolve(ok(phone(outstanding))),
      surveyors: () => Promise.resolve(ok([])),
    },
  });
  return {
    send: () => {
      outstanding = 0;
    },
  };
}

const factOf = (title: string) => () =>
  [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === title)
    ?.nextElementSibling?.textContent;
const inList = () => document.querySelector('tbody strong')?.textContent;

it('shows on the page of a phone what is unsent now, when asked to refresh', async () => {
  const { send } = await setup(`#/may-va-nguoi?xem=may&may=${id}`);
  await expect.poll(factOf('Chưa gửi')).toBe('1');

  send();
  await page.getByRole('button', { name: 'Tải lại' }).click();

  await expect.poll(factOf('Chưa gửi')).toBe('0');
});

it('shows what is unsent now when the window comes to the front again', async () => {
  const { send } = await setup(`#/may-va-nguoi?xem=may&may=${id}`);
  await expect.poll(factOf('Chưa gửi')).toBe('1');

  send();
  document.dispatchEvent(new Event('visibilitychange'));

  await expect.poll(factOf('Chưa gửi')).toBe('0');
  await page.getByRole('link', { name: /Tất cả các máy/ }).click();
  await expect.poll(inList).toBe('0');
});

it('shows in the list what is unsent now, after the page of a phone', async () => {
  const { send } = await setup(`#/may-va-nguoi?xem=may&may=${id}`);
  await expect.poll(factOf('Chưa gửi')).toBe('1');

  send();
  await page.getByRole('link', { name: /Tất cả các máy/ }).click();

  await expect.poll(inList).toBe('0');
});
