import { ok } from '@sipas/shared/kernel';
import type { NewUser, PersonSession, Role, UserSummary } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { OfficeApi } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const user = (username: string, role: Role, more: Partial<UserSummary> = {}): UserSummary => ({
  ...{ username, name: `Người ${username}`, role, areas: [{ code: '86', name: 'Vĩnh Long' }] },
  ...{ hasSecondFactor: false, sessions: 0 },
  ...more,
});
const at = '2026-11-27T02:00:00.000Z' as PersonSession['openedAt'];

function open(role: Role, answers: Partial<OfficeApi> = {}) {
  const acts: string[] = [];
  const note = (act: string) => {
    acts.push(act);
    return Promise.resolve(ok(null));
  };
  leave = showConsole({
    ...{ place: '#/nguoi-dung', role },
    answers: {
      users: () =>
        Promise.resolve(
          ok([
            user('lan', 'analyst', { hasSecondFactor: true, sessions: 2 }),
            user('mattran', 'observer'),
            user('buudien', 'admin'),
          ]),
        ),
      sessionsOf: () =>
        Promise.resolve(
          ok([
            {
              ...{ id: 's1', device: 'Chrome, Windows', current: false },
              ...{ openedAt: at, lastSeenAt: at, expiresAt: at },
            },
          ]),
        ),
      resetPassword: (username) => {
        acts.push(`reset ${username}`);
        return Promise.resolve(ok({ username, password: 'abcde-fghij-kmnpq-rstuv' }));
      },
      removeSecondFactorOf: (username) => note(`factor ${username}`),
      endSessionOf: (username, id) => note(`end ${username} ${id}`),
      ...answers,
    },
  });
  return acts;
}

it('tells who is there, in which role and with what, and a new password once', async () => {
  const acts = open('admin');

  const row = page.getByRole('row').nth(1);
  await expect.element(row).toMatchTextContent(/lan.*Chuyên viên Sở Nội vụ.*Vĩnh Long.*bật.*2/s);
  await expect.element(page.getByRole('row').nth(2)).toMatchTextContent(/Người giám sát/);
  await page.getByRole('button', { name: 'Mở lan' }).click();
  await page.getByRole('button', { name: 'Cấp mật khẩu mới' }).click();
  await expect.element(page.getByText('abcde-fghij-kmnpq-rstuv')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ xác thực hai bước' }).click();
  await expect.element(page.getByText('Đã bỏ xác thực hai bước.')).toBeVisible();
  await page.getByRole('button', { name: 'Đăng xuất nơi này' }).click();

  await expect.poll(() => acts).toEqual(['reset lan', 'factor lan', 'end lan s1']);
});

it('leads one’s own account to its own screen', async () => {
  open('admin');

  await page.getByRole('button', { name: 'Mở buudien' }).click();

  await expect.element(page.getByText(/Đây là tài khoản của bạn/)).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: 'Cấp mật khẩu mới' }))
    .not.toBeInTheDocument();
});

it('lets the officer of data protection look and not act', async () => {
  open('data-protection');

  await page.getByRole('button', { name: 'Mở lan' }).click();
  await expect.element(page.getByText('Chrome, Windows')).toBeVisible();

  for (const name of [
    'Cấp mật khẩu mới',
    'Bỏ xác thực hai bước',
    'Đăng xuất nơi này',
    'Thêm người dùng',
  ])
    await expect.element(page.getByRole('button', { name })).not.toBeInTheDocument();
});

it('adds an account of any role, with areas by their codes', async () => {
  const added: NewUser[] = [];
  open('admin', {
    addUser: (account) => {
      added.push(account);
      return Promise.resolve(ok({ username: account.username, password: 'abcde-fghij' }));
    },
  });

  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Thêm người dùng' }).click();
  await expect.element(dialog.getByText('Hãy điền mục này.').first()).toBeVisible();
  await dialog.getByLabelText('Tên đăng nhập').fill('mt.longho');
  await dialog.getByLabelText('Tên', { exact: true }).fill('Mặt trận Long Hồ');
  await dialog.getByLabelText('Địa bàn').fill('29551, grouping:huyen-cu:855');
  await dialog.getByLabelText('Vai trò').selectOptions('Người giám sát');
  await dialog.getByRole('button', { name: 'Thêm người dùng' }).click();

  await expect.element(dialog.getByText('abcde-fghij')).toBeVisible();
  expect(added).toEqual([
    {
      ...{ username: 'mt.longho', name: 'Mặt trận Long Hồ', role: 'observer' },
      areas: ['29551', 'grouping:huyen-cu:855'],
    },
  ]);
});
