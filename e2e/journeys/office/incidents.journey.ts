import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('a suspicion starts the clock of who answers for it, and the notice given in time ends it', async ({
  page,
  browser,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await page.getByRole('button', { name: 'Báo nghi ngờ sự cố' }).click();
  await page.getByLabel('Bạn nghi chuyện gì').fill('Mất điện thoại của một điều tra viên');
  await expectSound(page, 'report of a suspicion');
  await page.getByRole('button', { name: 'Báo ngay' }).click();
  await expect(page.getByText(/Đã báo lúc/)).toBeVisible();

  const other = await browser.newContext({ locale: 'vi-VN' });
  const admin = await other.newPage();
  const console_ = new OfficeConsole(admin);
  await console_.signIn(product.origin, product.account('quantri'));
  await expect(admin.getByText(/Còn .* để báo, hạn/)).toBeVisible();
  await expect(admin.getByText('Nghi ngờ mới, chưa ai đánh giá.')).toBeVisible();
  await console_.open('Sự cố dữ liệu');
  for (const colorScheme of ['light', 'dark'] as const) {
    await admin.emulateMedia({ colorScheme });
    await expectSound(admin, `register of incidents, ${colorScheme}`);
  }
  await admin.emulateMedia({ colorScheme: 'light' });
  await admin.getByRole('button', { name: /^Mở sự cố phát hiện/ }).click();
  await admin.setViewportSize({ width: 360, height: 740 });
  await expectSound(admin, 'an incident at 360 px');
  await admin.setViewportSize({ width: 1280, height: 800 });
  const notice = admin.getByRole('article', { name: /Thông báo vi phạm/ });
  await expect(notice).toContainText('Mất điện thoại của một điều tra viên');
  await expect(notice).toContainText('Hạn 72 giờ kể từ khi phát hiện');

  await admin.getByLabel('Ghi thêm', { exact: true }).selectOption('notified');
  await admin.getByLabel('Số văn bản đã báo').fill('12/BC-SNV');
  await admin.getByRole('button', { name: 'Ghi thêm bước này' }).first().click();
  await expect(admin.getByText(/Đã báo đúng hạn lúc/)).toBeVisible();
  await expect(admin.getByText('đồng hồ 72 giờ đang chạy', { exact: false })).toHaveCount(0);
  await other.close();
});
