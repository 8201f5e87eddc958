import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { signIn } from '../../fixtures/office.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('an analyst takes all official tables as one workbook', async ({ page, product }) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await page.getByRole('button', { name: 'Tải CSV' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải sổ bảng chính thức (XLSX)' }).click(),
  ]);

  expect(download.suggestedFilename()).toMatch(/^sipas_workbook_.*\.xlsx$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK');
  expect(bytes.length).toBeGreaterThan(20_000);
  await expect(page.getByRole('status').getByText(/Đã tải xong tệp/)).toBeVisible();
});

test('an analyst who asks for the bundle of an open wave is told to freeze it first', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await page.getByRole('button', { name: 'Tải CSV' }).click();
  await page.getByRole('button', { name: 'Tải gói tính lại (ZIP)' }).click();

  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Số liệu của đợt này chưa chốt/)).toBeVisible();
  const axe = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(axe.violations).toEqual([]);
});

test('an analyst makes a link, a spreadsheet uses it without signing in, and taking it back ends it', async ({
  page,
  product,
  playwright,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await page.getByLabel('Cấp đơn vị').selectOption('district');
  await page.getByRole('button', { name: 'Tải CSV' }).click();
  const open = page.getByRole('button', { name: 'Liên kết để Excel tự tải lại' });
  await open.click();

  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Đợt này chưa chốt số liệu')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Tạo liên kết' })).toHaveCount(0);
  await (await signIn(product, 'quantri')).freezeWave();
  await page.reload();
  await page.getByRole('button', { name: 'Tải CSV' }).click();
  await open.click();
  await dialog.getByRole('button', { name: 'Tạo liên kết' }).click();
  await expect(dialog.getByText('Hãy đặt tên cho liên kết.')).toBeVisible();
  await dialog.getByLabel('Tên liên kết').fill('Báo cáo quý');
  await dialog.getByRole('button', { name: 'Tạo liên kết' }).click();
  const url = await dialog.getByLabel('Địa chỉ').inputValue();
  const axe = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(axe.violations).toEqual([]);

  const stranger = await playwright.request.newContext();
  const answer = await stranger.get(url);
  expect(answer.status()).toBe(200);
  const text = await answer.text();
  expect(text.split('\n')[0]).toContain(';unit_code;unit_name;');
  const again = await stranger.get(url, {
    headers: { 'If-None-Match': answer.headers()['etag'] ?? '' },
  });
  expect(again.status()).toBe(304);

  await dialog.getByRole('button', { name: 'Thu hồi: Báo cáo quý' }).click();
  await expect(dialog.getByText('đã thu hồi')).toBeVisible();
  const ended = await stranger.get(url, { headers: { 'Accept-Language': 'vi' } });
  expect([ended.status(), ((await ended.json()) as { code: string }).code]).toEqual([
    401,
    'link.revoked',
  ]);
  await stranger.dispose();
});
