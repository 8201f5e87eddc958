import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

const screens = [
  'Tiến độ',
  'Kết quả',
  'Máy & người',
  'Nhập tệp',
  'Ký nhận',
  'Cần xem lại',
  'Sao lưu',
] as const;

async function expectSound(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
    `axe on ${where}`,
  ).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `no sideways scroll on ${where}`).toBeLessThanOrEqual(0);
}

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
