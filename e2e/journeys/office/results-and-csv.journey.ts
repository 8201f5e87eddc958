import { readFile } from 'node:fs/promises';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('an analyst reads the index by district and commune, and takes the same figures as CSV', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');

  const table = page.getByRole('table');
  await page.getByLabel('Cấp đơn vị').selectOption('commune');
  await expect(office.row(/Phường Phú Khương/)).toContainText('không đủ mẫu');

  await page.getByLabel('Cấp đơn vị').selectOption('district');
  const best = table.getByRole('row').nth(1);
  await expect(best).toContainText(/\d{2},\d{2}\s%\s\(n\s=\s\d+\)/);
  const shown = await best.innerText();
  const [figure] = /\d{2},\d{2}/.exec(shown) ?? [];
  const name = (await best.getByRole('rowheader').innerText()).split('\n')[0] ?? '';

  await page.getByRole('button', { name: 'Tải CSV' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Tải', exact: false }).first().click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const line = csv.split('\n').find((text) => text.includes(`;${name};`));
  expect(line, `${name} stands in the file`).toBeDefined();
  expect(line).toContain(`;${String(figure)};`);
});

test('every kind of figure shows, factor by factor and criterion by criterion, with its base', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');

  for (const by of ['block', 'factor', 'criterion'])
    for (const level of ['province', 'grouping:buu-dien-khu-vuc']) {
      await page.getByLabel('Chi tiết theo').selectOption(by);
      await page.getByLabel('Cấp đơn vị').selectOption(level);
      await expect(page.getByRole('table').first()).toContainText(/\d{2},\d{2}\s%/);
    }
  await page.getByLabel('Chia nhóm theo').selectOption('sex');
  await expect(page.getByRole('table').first()).toContainText('Nam');
});
