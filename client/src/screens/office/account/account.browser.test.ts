import { ok, refuse } from '@sipas/shared/kernel';
import type { PersonSession, Role } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { ApiFailure, OfficeApi } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const at = '2026-11-27T02:00:00.000Z' as PersonSession['openedAt'];
const session = (id: string, device: string, current = false): PersonSession => ({
  ...{ id, device, current, openedAt: at, lastSeenAt: at, expiresAt: at },
});
const problem = (code: string, detail: string): ApiFailure => ({
  tag: 'problem',
  problem: {
    ...{ type: `urn:sipas:problem:${code}`, title: detail, status: 422, code, detail },
    ...{ recovery: 'needs-person', requestId: 'r' },
  },
});

function open(answers: Partial<OfficeApi>, role: Role = 'office') {
  leave = showConsole({
    ...{ place: '#/tai-khoan', role },
    answers: {
      ownSessions: () =>
        Promise.resolve(ok([session('a', 'Firefox, Linux', true), session('b', '')])),
      secondFactor: () =>
        Promise.resolve(ok({ setting: 'optional', isOn: false, recoveryCodes: 0 } as const)),
      ...answers,
    },
  });
}

it('shows where one is signed in and ends the others, not the one that asks', async () => {
  const ended: string[] = [];
  open({
    endOwnSession: (id) => {
      ended.push(id);
      return Promise.resolve(ok(null));
    },
  });

  const rows = page.getByRole('row');
  await expect
    .element(rows.nth(1))
    .toMatchTextContent(/Firefox, Linux.*ở đây.*27\/11\/2026 09:00/s);
  await expect.element(rows.nth(2)).toMatchTextContent(/Không rõ trình duyệt/);
  await page.getByRole('button', { name: 'Đăng xuất nơi này' }).click();
  await expect.poll(() => ended).toEqual(['b']);
});

it('changes the password, and says why one will not do', async () => {
  const asked: unknown[] = [];
  open({
    changePassword: (wanted) => {
      asked.push(wanted);
      return Promise.resolve(
        wanted.password === 'ngắn'
          ? refuse(problem('password.too-short', 'Mật khẩu phải có ít nhất 12 ký tự.'))
          : ok(null),
      );
    },
  });

  await page.getByLabelText('Mật khẩu đang dùng').fill('cũ');
  await page.getByLabelText('Mật khẩu mới').fill('ngắn');
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(/ít nhất 12 ký tự/);
  await page.getByLabelText('Mật khẩu mới').fill('con đò chở đầy trái');
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();

  await expect.element(page.getByText(/^Đã đổi mật khẩu/)).toBeVisible();
  expect(asked.at(-1)).toEqual({ current: 'cũ', password: 'con đò chở đầy trái' });
});

it('sets a second factor up: password, key as QR and text, code, codes on paper once', async () => {
  open({
    beginSecondFactor: (password) =>
      Promise.resolve(
        password === 'đúng'
          ? ok({ key: 'GEZDGNBVGY3TQOJQ', uri: 'otpauth://totp/SIPAS:lan?secret=GEZDGNBVGY3TQOJQ' })
          : refuse(problem('password.wrong-current', 'Mật khẩu đang dùng không đúng.')),
      ),
    confirmSecondFactor: (code) =>
      Promise.resolve(
        code === '123456'
          ? ok(['aaaa-bbbb-cccc-dddd', 'eeee-ffff-gggg-hhhh'])
          : refuse(problem('second-factor.wrong-code', 'Mã không khớp với khóa vừa quét.')),
      ),
  });

  await page.getByLabelText('Mật khẩu, để chắc chắn là bạn').fill('đúng');
  await page.getByRole('button', { name: 'Cài xác thực hai bước' }).click();
  await expect.element(page.getByRole('img', { name: 'Mã QR của khóa xác thực' })).toBeVisible();
  await expect.element(page.getByText('GEZD GNBV GY3T QOJQ')).toBeVisible();
  await page.getByLabelText('Mã 6 số ứng dụng đang hiện').fill('000000');
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(/không khớp/);
  await page.getByLabelText('Mã 6 số ứng dụng đang hiện').fill('123456');
  await page.getByRole('button', { name: 'Xác nhận' }).click();

  await expect.element(page.getByText('eeee-ffff-gggg-hhhh')).toBeVisible();
  await page.getByRole('button', { name: 'Tôi đã cất các mã' }).click();
  await expect.element(page.getByText('eeee-ffff-gggg-hhhh')).not.toBeInTheDocument();
});

it('is all that is offered until the second factor that is required is there', async () => {
  open({
    session: () =>
      Promise.resolve(
        ok({
          ...{ username: 'buudien', role: 'office', areas: [], lacksSecondFactor: true },
          expiresAt: at,
        } as const),
      ),
    waves: () => Promise.resolve(refuse(problem('session.second-factor-required', 'Cần cài.'))),
  });

  await expect.element(page.getByText('Cần cài xác thực hai bước trước')).toBeVisible();
  await page.getByRole('button', { name: 'Menu' }).click();
  const links = page.getByRole('navigation', { name: 'Các màn hình' }).getByRole('link');
  await expect.element(links).toMatchTextContent(/^\s*Tài khoản của tôi\s*$/);
});
