import { ok } from '@sipas/shared/kernel';
import type { Device } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const at = '2026-11-23T02:05:00.000Z' as Device['enrolledAt'];
const phone = (name: string): Device => ({
  id: '019ab0d4-7b60-7000-8000-0000000000bb' as Device['id'],
  name,
  platform: 'Android 14',
  surveyor: 'dieu-tra-vien-so-mot',
  enrolledAt: at,
  lastContactAt: at,
  appVersion: '0.1.0',
  unsent: 12,
  oldestUnsentAt: at,
  storagePersisted: false,
  received: 1234,
  missing: 3,
  forks: 1,
  revokedAt: null,
  outstanding: 12,
  oldestUnsentAgeMs: 100_000_000,
  clockOffsetMs: 0,
  alarm: { grade: 'calm', reasons: [] },
});

async function setup(width: number): Promise<{ readonly last: () => DOMRect; frame: Element }> {
  await page.viewport(width, 800);
  leave = showConsole({
    place: '#/may-va-nguoi?xem=may',
    role: 'office',
    answers: { devices: () => Promise.resolve(ok([phone('Máy của Năm')])) },
  });
  await expect.element(page.getByRole('link', { name: 'Máy của Năm' })).toBeVisible();
  const frame = page.getByRole('region').element();
  const last = () => {
    const found = [...document.querySelectorAll('thead th')].at(-1);
    if (found === undefined) throw new Error('the table has no column');
    return found.getBoundingClientRect();
  };
  return { last, frame };
}

it('shows all columns of the phones on a usual screen of an office', async () => {
  const { last, frame } = await setup(1280);

  expect(last().right).toBeLessThanOrEqual(frame.getBoundingClientRect().right + 0.5);
  await expect
    .element(page.getByRole('button', { name: 'Xem các cột bên phải' }))
    .not.toBeInTheDocument();
});

it('says where columns lie beyond the edge, and leads to them and back', async () => {
  const { last, frame } = await setup(900);
  const edge = () => frame.getBoundingClientRect().right + 0.5;

  expect(last().right).toBeGreaterThan(edge());
  await page.getByRole('button', { name: 'Xem các cột bên phải' }).click();
  await expect.poll(() => last().right).toBeLessThanOrEqual(edge());
  await page.getByRole('button', { name: 'Về các cột đầu' }).click();

  await expect.poll(() => last().right).toBeGreaterThan(edge());
  await expect.element(page.getByRole('button', { name: 'Xem các cột bên phải' })).toBeVisible();
});

it('names a phone of which nothing is kept any more by the end of its number', async () => {
  leave = showConsole({
    place: '#/may-va-nguoi?xem=may',
    role: 'office',
    answers: { devices: () => Promise.resolve(ok([phone('')])) },
  });

  await expect.element(page.getByRole('link', { name: '… 0000 00bb' })).toBeVisible();
});
