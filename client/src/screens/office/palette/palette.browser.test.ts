import { ok } from '@sipas/shared/kernel';
import type { Wave } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { shownWave, showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const field = page.getByRole('combobox', { name: 'Tìm màn hình, kết quả, đợt, xã, phường' });
const options = (): readonly string[] =>
  [...document.querySelectorAll('[role=option] > span:first-child')].map(
    (option) => option.textContent,
  );

it('leads by keys alone to a screen whose name is typed without accents', async () => {
  leave = showConsole({ place: '#/tien-do', role: 'admin', answers: {} });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Tiến độ' })).toBeVisible();

  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('sao');
  expect(options()).toEqual(['Sao lưu']);
  await userEvent.keyboard('{Enter}');

  await expect.element(page.getByRole('heading', { level: 1, name: 'Sao lưu' })).toBeVisible();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(location.hash).toBe('#/sao-luu');
});

it('comes also to who asked for it while the console was being loaded', async () => {
  let arrive: (waves: readonly Wave[]) => void = () => undefined;
  const waves = new Promise<readonly Wave[]>((resolve) => {
    arrive = resolve;
  });
  leave = showConsole({
    place: '#/tien-do',
    role: 'admin',
    answers: { waves: async () => ok(await waves) },
  });
  await expect.element(page.getByRole('banner')).toBeVisible();

  await userEvent.keyboard('{Control>}k{/Control}');
  arrive([shownWave]);

  await expect.element(field).toHaveFocus();
});

it('goes round its places with the arrows and tells which one is chosen', async () => {
  leave = showConsole({ place: '#/tien-do', role: 'analyst', answers: {} });
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: /^Đi tới/ }).click();
  await expect.element(field).toHaveFocus();
  const chosen = page.getByRole('option', { selected: true });
  const expectChosen = (at: number) =>
    expect.element(chosen).toMatchTextContent(new RegExp(options().at(at) ?? 'none'));

  await expectChosen(0);
  await userEvent.keyboard('{ArrowDown}');
  await expectChosen(1);
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  await expectChosen(-1);
  await expect.element(field).toHaveAttribute('aria-activedescendant', chosen.element().id);
});

it('offers nobody a screen or a result that is not theirs, and says where nothing is found', async () => {
  leave = showConsole({ place: '#/tien-do', role: 'office', answers: {} });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Tiến độ' })).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(field).toHaveFocus();
  expect(options()).not.toContain('Kết quả');
  expect(options()).not.toContain('Tổng quan');
  expect(options()).not.toContain('Gom nhóm');

  await userEvent.keyboard('gom nhom');
  await expect.element(page.getByText('Không thấy nơi nào tên “gom nhom”.')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toBeVisible();
});
