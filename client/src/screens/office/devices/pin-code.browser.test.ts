import { ok } from '@sipas/shared/kernel';
import type { Enrolment, Surveyor } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const surveyor = { username: 'lan', name: 'Lan', areas: [], devices: 1 } as Surveyor;
const codeOf = (code: string) =>
  ok({ code, expiresAt: '2999-01-01T00:00:00.000Z', qr: 'x' } as Enrolment);

it('makes a code for a new phone, and another one for a forgotten PIN where that is asked for', async () => {
  leave = showConsole({
    place: '#/may-va-nguoi',
    role: 'office',
    answers: {
      surveyors: () => Promise.resolve(ok([surveyor])),
      enrol: () => Promise.resolve(codeOf('ABCD-EF23')),
      codeForPin: () => Promise.resolve(codeOf('KKKK-NNNN')),
    },
  });
  await page.getByRole('button', { name: /Lan$/ }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('ABCD-EF23')).toBeVisible();

  await dialog.getByRole('button', { name: 'Quên mã PIN? Tạo mã đặt lại PIN' }).click();

  await expect.element(dialog.getByText('KKKK-NNNN')).toBeVisible();
  await expect
    .element(dialog.getByRole('heading', { name: 'Đặt lại mã PIN cho Lan' }))
    .toBeVisible();
  expect(dialog.getByText(/ABCD-EF23|Đang chờ máy/).elements()).toEqual([]);
});
