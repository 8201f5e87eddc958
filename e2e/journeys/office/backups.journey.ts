import { expect, test } from '../../fixtures/test.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

test('an administrator backs up from the console, and a trial restore of it holds', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  await office.open('Sao lưu');
  await expect(page.getByRole('main')).toContainText('Chưa có nơi cất thứ hai');

  await page.getByRole('button', { name: 'Sao lưu ngay' }).click();

  await expect(page.getByRole('main')).toContainText('Mọi phiếu đã nhận đều có trong bản sao', {
    timeout: 60_000,
  });
  expect(await product.command('drill')).toMatchObject({ differences: [] });
  await page.getByRole('button', { name: 'Tải lại' }).click();
  await expect(page.getByRole('main')).toContainText('Khôi phục được, số liệu khớp');
});
