import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

const number = (text: string | undefined): number =>
  Number(text?.replace('.', '').replace(',', '.'));

test('an analyst sees with which criterion a unit would gain most, and begins an action for it', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await page.getByRole('link', { name: 'Ưu tiên' }).click();

  // The arithmetic on the screen is right, line by line.
  const table = page.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(34);
  for (const line of await table.getByText(/^\(100 − \d/).allInnerTexts()) {
    const [, index, part, whole, gain] =
      /\(100 − ([\d,]+)\) × ([\d.]+)\/([\d.]+) = ([\d,]+) điểm/.exec(line) ?? [];
    const computed = ((100 - number(index)) * number(part)) / number(whole);
    expect(Math.abs(computed - number(gain)), line).toBeLessThan(0.0055);
  }
  await expectSound(page, 'priorities of the province');

  await page.getByLabel('Cấp đơn vị').selectOption('commune');
  await page.getByLabel('Tìm đơn vị').fill('long chau');
  await expect(table.getByRole('row')).toHaveCount(2);
  await expectSound(page, 'first priorities');
  await page.getByLabel('Tìm đơn vị').fill('');
  await page.getByLabel('Cấp đơn vị').selectOption('district');
  await expect(page.getByRole('table', { name: /Huyện/ })).toBeVisible();
  await office
    .row(/rõ ràng|chưa rõ/)
    .first()
    .getByRole('link')
    .click();
  await expect(page.getByRole('table', { name: /^Ưu tiên · / })).toBeVisible();
  await expect(page.getByText(/tỉnh \d{2},\d{2}\s%, lệch/).first()).toBeVisible();

  const begin = page.getByRole('button', { name: /^Lập hành động cho/ }).first();
  await begin.click();
  const dialog = page.getByRole('dialog', { name: 'Hành động mới' });
  await expect(dialog.getByRole('group', { name: /^Tiêu chí \(đã chọn 1\)/ })).toBeVisible();
  await expect(dialog.getByRole('group', { name: /^Đơn vị \(đã chọn 1\)/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Việc làm');
  await expectSound(page, 'the form of an action');
  await dialog.getByLabel('Việc làm').fill('Mở thêm quầy hướng dẫn');
  await dialog.getByLabel('Chịu trách nhiệm').fill('Sở Nội vụ');
  await dialog.getByLabel('Hạn', { exact: true }).fill('2026-01-31');
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Đã ghi hành động vào sổ.')).toBeVisible();
  await expect(begin).toBeFocused();

  await page.getByRole('link', { name: 'Xem trong sổ hành động' }).click();
  const row = office.row(/Mở thêm quầy hướng dẫn/);
  await expect(row).toContainText(/dự kiến\s*quá hạn \d+ ngày/);
  await expectSound(page, 'the register');
});

test('the register is filtered in the address, and an action shows its history', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Hành động');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(5);

  await page.getByLabel('Trạng thái').selectOption('done');
  await expect(rows).toHaveCount(2);
  expect(page.url()).toContain('tt=done');
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Tìm trong sổ').fill('không có gì như vậy');
  await page.getByRole('button', { name: 'Bỏ bộ lọc' }).click();
  await expect(rows).toHaveCount(5);
  await page.getByLabel('Tìm trong sổ').fill('zalo long chau');
  await expect(rows).toHaveCount(2);

  await page.getByRole('link', { name: /nhóm Zalo/ }).click();
  const history = page.getByRole('region', { name: 'Lịch sử' });
  await expect(history).toContainText('Trạng thái: dự kiến → đang làm');
  await expect(page.getByText('Chưa có đợt khảo sát nào sau đợt này')).toBeVisible();
  await expectSound(page, 'one action');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectSound(page, 'one action at 360 px');
});

test('of two people who edit at once nobody loses what was typed', async ({
  page,
  product,
  browser,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Hành động');
  await page.getByRole('link', { name: /ghế ngồi chờ/ }).click();
  await page.getByRole('button', { name: 'Sửa' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sửa hành động' });
  await dialog.getByLabel('Bằng chứng').fill('Ảnh chụp ngày 25/11');

  const other = await browser.newPage();
  const second = new OfficeConsole(other);
  await second.signIn(product.origin, product.account('quantri'));
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Sửa' }).click();
  await other.getByLabel('Chịu trách nhiệm').fill('UBND tỉnh');
  await other.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(
    other.getByText('Chịu trách nhiệm: UBND phường Phú Khương → UBND tỉnh'),
  ).toBeVisible();
  await other.close();

  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Quản trị hệ thống vừa sửa');
  await expect(dialog.getByRole('alert')).toContainText('Chịu trách nhiệm: UBND tỉnh');
  await expect(dialog.getByLabel('Bằng chứng')).toHaveValue('Ảnh chụp ngày 25/11');
  await expectSound(page, 'the form beside a newer version');
  await dialog.getByRole('button', { name: 'Lưu bản của tôi' }).click();

  await expect(dialog).toBeHidden();
  const history = page.getByRole('region', { name: 'Lịch sử' });
  await expect(history).toContainText('Chịu trách nhiệm: UBND tỉnh → UBND phường Phú Khương');
  await expect(history).toContainText('→ Ảnh chụp ngày 25/11');
});

test('a post office reads what lies in its areas, writes nothing, and sees no figures', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('buudien'));
  await office.open('Hành động');

  await expect(page.getByRole('table').getByRole('row')).toHaveCount(3);
  await expect(office.row(/hòm thư/)).toContainText('đơn vị ngoài địa bàn');
  await expect(page.getByRole('button', { name: 'Thêm hành động' })).toHaveCount(0);
  await page.getByRole('link', { name: /hòm thư/ }).click();
  await expect(page.getByRole('heading', { name: 'Lịch sử' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sửa' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Đợt sau nói gì' })).toHaveCount(0);
});

test('the list prints on a landscape page with the head of an official list and no buttons', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Hành động');
  await expect(page.getByRole('table')).toBeVisible();
  await page.emulateMedia({ media: 'print' });

  await expect(page.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBeVisible();
  await expect(page.getByText('TM. BAN CHỈ ĐẠO')).toBeVisible();
  await expect(page.getByRole('button', { name: 'In danh sách' })).toBeHidden();
  await expect(page.getByLabel('Trạng thái')).toBeHidden();
  const bytes = await page.pdf({ preferCSSPageSize: true });
  // A4 landscape is 842 × 595 points.
  expect(bytes.toString('latin1')).toMatch(/\/MediaBox \[0 0 84[12](\.\d+)? 59[45](\.\d+)?\]/);
});
