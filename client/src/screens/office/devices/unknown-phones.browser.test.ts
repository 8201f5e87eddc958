import { ok } from '@sipas/shared/kernel';
import type { Enrolment, ImportAnswer, Surveyor, UnknownPhone } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const at = '2026-11-23T02:05:00.000Z' as UnknownPhone['lastSeenAt'];
const deviceId = '019ab0d4-7b60-7000-8000-0000000000bb';
const phone: UnknownPhone = {
  deviceId,
  surveyor: null,
  standing: 'unknown',
  heardAt: null,
  firstSeenAt: at,
  lastSeenAt: at,
  tries: 7,
  lines: 3,
  forms: 2,
  communes: ['29551'],
};
const surveyor = { username: 'lan', name: 'Lan', areas: [], phones: 0 } as unknown as Surveyor;
const answer = {
  protocol: 1,
  batchId: 'b',
  serverTime: at,
  incarnation: 'i',
  safeReceipt: 0,
  receipts: [
    { line: 1, outcome: 'stored', receipt: 4, receivedAt: at },
    { line: 2, outcome: 'stored', receipt: 5, receivedAt: at },
    { line: 3, outcome: 'fork', code: 'response.fork', receipt: 6, receivedAt: at },
  ],
} as unknown as ImportAnswer;

it('shows the phones that the server does not know, and takes one in for its surveyor', async () => {
  const asked: unknown[] = [];
  leave = showConsole({
    place: '#/may-va-nguoi',
    role: 'office',
    answers: {
      surveyors: () => Promise.resolve(ok([surveyor])),
      unknownPhones: () => Promise.resolve(ok([phone])),
      adoptPhone: (...given) => {
        asked.push(given);
        return Promise.resolve(ok(answer));
      },
      enrol: (...given) => {
        asked.push(given);
        const code = { code: 'ABCD-EF23', expiresAt: '2999-01-01T00:00:00.000Z', qr: 'x' };
        return Promise.resolve(ok(code as Enrolment));
      },
    },
  });

  await expect.element(page.getByText('… 0000 00bb')).toBeVisible();
  await expect.element(page.getByText(deviceId)).toBeVisible();
  await expect.element(page.getByText(/7 lần gọi qua mạng · 3 dòng của 2 phiếu/)).toBeVisible();
  await page.getByRole('button', { name: `Nhận lại máy ${deviceId}` }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByRole('button', { name: 'Nhận lại' })).toBeDisabled();
  await dialog.getByRole('combobox').selectOptions('lan');
  await dialog.getByRole('button', { name: 'Nhận lại' }).click();

  await expect.element(dialog.getByText('2 phiếu đã nhận, 1 dòng cần xem lại.')).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Lưu tệp biên nhận' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cấp mã để máy nối lại mạng' }).click();
  await expect.element(dialog.getByText('ABCD-EF23')).toBeVisible();
  expect(asked).toEqual([
    [deviceId, 'lan'],
    ['lan', deviceId],
  ]);
});

it('names the surveyor of a phone of ours that calls with another token, and when its own was heard', async () => {
  const renewed: UnknownPhone = {
    ...phone,
    ...{ surveyor: 'lan', standing: 'other-token', heardAt: at, lines: 0, forms: 0, communes: [] },
  };
  leave = showConsole({
    place: '#/may-va-nguoi',
    role: 'admin',
    answers: {
      surveyors: () => Promise.resolve(ok([surveyor])),
      unknownPhones: () => Promise.resolve(ok([renewed])),
    },
  });

  await expect
    .element(
      page.getByText(/máy của lan, gọi đến bằng mã nhận dạng khác, bằng mã của mình lần cuối/),
    )
    .toBeVisible();
  expect(page.getByText(/đã nhận lại cho/).elements()).toEqual([]);
  await page.getByRole('button', { name: `Nhận lại máy ${deviceId}` }).click();
  await expect.element(page.getByRole('dialog').getByRole('combobox')).toHaveValue('lan');
});

it('says nothing where every phone is known', async () => {
  leave = showConsole({
    place: '#/may-va-nguoi',
    role: 'office',
    answers: { surveyors: () => Promise.resolve(ok([surveyor])) },
  });

  await expect.element(page.getByRole('rowheader', { name: /Lan/ })).toBeVisible();
  expect(page.getByText(/không nhận ra/).elements()).toEqual([]);
});
