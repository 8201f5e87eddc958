import { readFile } from 'node:fs/promises';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('an administrator moves communes between areas of the post by keyboard and by hand, and by file', async ({
  page,
  product,
}) => {
  test.slow();
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  await office.open('Gom nhóm');
  await expectSound(page, 'groupings');
  await page.getByRole('link', { name: 'Bưu điện khu vực' }).click();
  const area = (name: string) => page.getByRole('region', { name, exact: true });
  await expectSound(page, 'one grouping');

  // Found without accents, chosen and moved by keyboard alone.
  await page.getByLabel('Tìm xã, phường').fill('long chau');
  const longChau = page.getByRole('checkbox', { name: /Phường Long Châu/ });
  await longChau.focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Chuyển đến').selectOption({ label: 'Khu vực Bến Tre' });
  await page.getByRole('button', { name: 'Chuyển các xã đã chọn' }).focus();
  await page.keyboard.press('Enter');
  await expect(area('Khu vực Bến Tre').getByText('Phường Long Châu')).toBeVisible();
  await expect(page.getByText(/Chưa lưu: 1 xã chuyển chỗ/)).toBeVisible();

  // Who looks at something else in between finds it still moved.
  await office.open('Tiến độ');
  await page.goBack();
  await expect(page.getByText(/Chưa lưu: 1 xã chuyển chỗ/)).toBeVisible();

  // Another one by hand.
  await page.getByLabel('Tìm xã, phường').fill('');
  const thanhDuc = area('Khu vực Vĩnh Long').getByText(/Phường Thanh Đức/);
  await thanhDuc.dragTo(area('Khu vực Trà Vinh').getByRole('heading'));
  await expect(area('Khu vực Trà Vinh').getByText(/Phường Thanh Đức/)).toBeVisible();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã lưu bản 1.')).toBeVisible();
  await expect(page.getByText('2 xã chuyển chỗ', { exact: true })).toBeVisible();
  await expectSound(page, 'one grouping, saved');

  // The downloaded file, once with a commune twice: its line is told, nothing is stored; then mended.
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải CSV' }).click();
  const csv = await readFile(await (await downloading).path(), 'utf8');
  const choose = async (text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'g.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const [header = '', first = ''] = csv.split('\n');
  await choose(`${csv}${first}\n`);
  await expect(page.getByRole('alert')).toContainText(/Có xã được nêu hai lần.*126: \d{5}/);
  await choose(csv.replaceAll('Khu vực Bến Tre', 'Vùng Bến Tre'));
  await expect(page.getByText('Đã lưu bản 2.')).toBeVisible();
  expect(header).toContain('commune_code');

  // What is read by it follows at once.
  await page.goto(`${product.origin}/office.html#/tien-do?cap=grouping:buu-dien-khu-vuc`);
  await expect(office.row(/Vùng Bến Tre/)).toBeVisible();
});

test('of two editors who saw the same version the second is told and loses nothing; the former districts are read alone', async ({
  page,
  product,
  context,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  const place = `${product.origin}/office.html#/gom-nhom?nhom=buu-dien-khu-vuc`;
  const other = await context.newPage();
  for (const [at, name] of [
    [page, 'Khu vực Một'],
    [other, 'Khu vực Hai'],
  ] as const) {
    await at.goto(place);
    const field = at.getByLabel('Tên của Khu vực Trà Vinh');
    await field.fill(name);
    await field.blur();
  }
  await other.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(other.getByText('Đã lưu bản 1.')).toBeVisible();

  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/vừa lưu bản khác/);
  await expect(page.getByLabel('Tên của Khu vực Một')).toHaveValue('Khu vực Một');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã lưu bản 2.')).toBeVisible();
  await expect(page.getByText('đổi tên thành Khu vực Hai').first()).toBeVisible();

  await page.goto(`${product.origin}/office.html#/gom-nhom?nhom=huyen-cu`);
  await expect(page.getByText(/Huyện cũ là lịch sử pháp lý/)).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});
