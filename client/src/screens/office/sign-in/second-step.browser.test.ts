import { ok, refuse } from '@sipas/shared/kernel';
import type { Session } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { ApiFailure } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const problem = (code: string, detail: string): ApiFailure => ({
  tag: 'problem',
  problem: {
    ...{ type: `urn:sipas:problem:${code}`, title: detail, status: 403, code, detail },
    ...{ recovery: 'after-sign-in', requestId: 'r' },
  },
});
const session = {
  ...{ username: 'lan', role: 'office', areas: [], expiresAt: '2026-11-24T02:00:00.000Z' },
} as unknown as Session;

it('asks for the code after the right password, and says when it is wrong', async () => {
  const asked: unknown[] = [];
  leave = showConsole({
    ...{ place: '#/tai-khoan', role: 'office' },
    answers: {
      session: () => Promise.resolve(ok(null)),
      signIn: (username, password, code) => {
        asked.push([username, password, code]);
        if (code === undefined)
          return Promise.resolve(refuse(problem('session.code-required', 'x')));
        if (code === '123456') return Promise.resolve(ok(session));
        return Promise.resolve(refuse(problem('session.wrong-code', 'Mã không đúng.')));
      },
    },
  });

  await page.getByLabelText('Tên đăng nhập').fill('lan');
  await page.getByLabelText('Mật khẩu', { exact: true }).fill('đúng');
  await expect.element(page.getByLabelText('Mã xác thực')).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Đăng nhập' }).click();

  await expect.element(page.getByLabelText('Mã xác thực')).toHaveFocus();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await page.getByLabelText('Mã xác thực').fill('000000');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(/Mã không đúng/);
  await page.getByLabelText('Mã xác thực').fill(' 123456 ');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();

  await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent(/Tài khoản/);
  expect(asked).toEqual([
    ['lan', 'đúng', undefined],
    ['lan', 'đúng', '000000'],
    ['lan', 'đúng', '123456'],
  ]);
});
