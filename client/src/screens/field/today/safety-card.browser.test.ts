import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { sampleForm } from '../../../../test/fakes/field-samples.ts';
import { nowMs } from '../../../../test/field/memory-ground.ts';
import { showInterview } from '../../../../test/field/show-screen.ts';

let shown: Awaited<ReturnType<typeof showInterview>> | undefined;
const card = () => document.querySelector('[data-testid="safety-light"]');
const said = () => card()?.textContent ?? '';
const light = () => card()?.getAttribute('data-light');
const formOf = (number: number) => {
  const form = sampleForm(number);
  return { ...form, finishedAt: new Date(nowMs).toISOString() };
};

/** The home screen on a phone that had another surveyor, of whom two forms wait. */
async function setupShared() {
  shown = await showInterview({ position: 'c1_1', formsBefore: [formOf(1), formOf(2)] });
  location.hash = '#/';
  await expect.poll(card).not.toBeNull();
  return shown.shelf;
}

beforeEach(() => page.viewport(360, 640));
afterEach(() => {
  shown?.close();
  shown = undefined;
  location.hash = '#/';
});

it('counts no form of the surveyor before as theirs, and names what is left of them', async () => {
  await setupShared();

  await expect.poll(said).toContain('Chưa có phiếu nào');
  expect(said()).toContain('Ngoài ra, 2 phiếu của người dùng máy trước chờ gửi');
  expect(light()).toBe('none');
  await expect.element(page.getByRole('button', { name: 'Gửi ngay' })).toBeVisible();
});

it('counts own forms by themselves, waiting and received', async () => {
  const shelf = await setupShared();
  const own = await shelf.finish(formOf(3));
  await page.getByRole('button', { name: 'Gửi ngay' }).click();

  await expect.poll(said).toContain('1 phiếu chờ gửi');
  expect(said()).toContain('Ngoài ra, 2 phiếu');
  shelf.receive(own.responseId, { outcome: 'stored' });
  await page.getByRole('button', { name: 'Gửi ngay' }).click();

  await expect.poll(said).toContain('Mọi phiếu của ông/bà đã nhận');
  expect(said()).toContain('Máy chủ đã nhận 1 phiếu của ông/bà.');
  expect(said()).toContain('Ngoài ra, 2 phiếu');
  expect(light()).toBe('received');
});
