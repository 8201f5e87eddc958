import { expectNoFinding, expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

const screens = [
  'Tiến độ',
  'Kết quả',
  'Hành động',
  'Phiếu hỏi',
  'Máy & người',
  'Nhập tệp',
  'Ký nhận',
  'Cần xem lại',
  'Chất lượng',
  'Gom nhóm',
  'Sao lưu',
  'Yêu cầu về phiếu',
  'Sự cố dữ liệu',
  'Nhật ký',
  'Hồ sơ tác động',
  'Người dùng',
  'Tài khoản của tôi',
] as const;

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on any screen of the console, ${colorScheme}`, async ({
    page,
    product,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${product.origin}/office.html`);
    await expectSound(page, 'sign-in');
    const office = new OfficeConsole(page);
    await office.signIn(product.origin, product.account('quantri'));
    for (const screen of screens) {
      await office.open(screen);
      await expectSound(page, screen);
    }
  });

test('the console holds together at the width of a phone and with text twice as large', async ({
  page,
  product,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  for (const screen of screens) {
    await office.open(screen);
    await expectSound(page, `${screen} at 360 px`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  for (const screen of screens) {
    await office.open(screen);
    await expectSound(page, `${screen} at 200 %`);
  }
});

test('a commune is reached from anywhere by keys, on a sound list', async ({ page, product }) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /^Tìm màn hình/ });
  await expect(field).toBeFocused();
  await field.fill('long chau');
  await expect(page.getByRole('option', { name: /Long Châu/ })).toBeVisible();
  await expectSound(page, 'list of places');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 2, name: /Long Châu/ })).toBeVisible();
});

test('what stood on the screen can be read while newer figures are being fetched', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await expectSound(page, 'results');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/v1/waves/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByLabel('Cấp đơn vị').selectOption('commune');
  const stale = page.locator('[aria-busy="true"]');
  await expect(stale).toBeVisible();
  await expectNoFinding(page, 'results being fetched anew');
  release();
  await expectSound(page, 'results fetched anew');
});
