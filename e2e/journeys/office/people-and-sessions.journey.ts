import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('a wrong password is refused in words, and nothing typed is lost', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await page.goto(`${product.origin}/office.html`);

  await office.fillSignIn('buudien', 'sai-mat-khau');

  await expect(page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').first()).toBeVisible();
  await expect(page.getByLabel('Tên đăng nhập')).toHaveValue('buudien');
});

test('a session that ended asks for the password and comes back to the same screen', async ({
  context,
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  const account = product.account('sonoivu');
  await office.signIn(product.origin, account);
  await office.open('Kết quả');
  await context.clearCookies();

  await page.getByRole('button', { name: 'Tải lại' }).click();
  await expect(page.getByText('Phiên làm việc đã hết hạn')).toBeVisible();
  await office.fillSignIn(account.username, account.password);

  await expect(page.getByRole('heading', { level: 1, name: 'Kết quả' })).toBeVisible();
});

test('each role sees its own screens: the post office no scores, the analyst no phones, the surveyor none', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  const link = (name: string) => page.getByRole('link', { name, exact: true });

  await office.signIn(product.origin, product.account('buudien'));
  await expect(link('Máy & người')).toBeVisible();
  await expect(link('Kết quả')).toHaveCount(0);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();

  await office.signIn(product.origin, product.account('sonoivu'));
  await expect(link('Kết quả')).toBeVisible();
  await expect(link('Máy & người')).toHaveCount(0);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();

  const { username, password } = product.account('dieutravien');
  await office.fillSignIn(username, password);
  await expect(
    page.getByText('Tài khoản điều tra viên không dùng màn hình này').first(),
  ).toBeVisible();
});
