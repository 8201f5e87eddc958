import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('an analyst sees a unit whole: index, rank, strong and weak points, beside what was announced', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await page.getByRole('link', { name: 'Tổng quan' }).click();

  const answer = await page.request.get(
    `${product.origin}/api/v1/waves/${product.waveId}/scores?level=province&instrument=household-2022`,
  );
  const { rows } = (await answer.json()) as { rows: { percent: string; unitName: string }[] };
  const summary = page.getByRole('region', { name: rows[0]?.unitName ?? '' });
  await expect(summary).toContainText(`${(rows[0]?.percent ?? '').replace('.', ',')}\u00a0%`);
  await expect(summary).toContainText('đơn vị duy nhất ở cấp này');
  await expect(page.getByRole('heading', { name: 'Ba tiêu chí thấp nhất' })).toBeVisible();
  // The press of May 2025 on the old province.
  const old = page
    .getByRole('table', { name: /bên cạnh số đã công bố/ })
    .getByRole('row', { name: /Tỉnh Vĩnh Long \(cũ\), 2024/ });
  await expect(old).toContainText('81,75\u00a0%');
  await expect(old).toContainText('hạng 53/63');
  await expect(old).toContainText('công bố');
  const others = page.getByRole('table', { name: 'Các chỉ số khác, để tham khảo' });
  await expect(others.getByRole('row', { name: /PAPI Tỉnh Vĩnh Long \(cũ\), 2024/ })).toContainText(
    '43,20 điểm',
  );
  await expect(
    others.getByRole('row', { name: /PAR INDEX Đồng bằng sông Cửu Long, 2024/ }),
  ).toContainText('87,37\u00a0%');
  await expectSound(page, 'the overview');

  await page.getByLabel('Cấp đơn vị').selectOption('grouping:buu-dien-khu-vuc');
  await expect(page.getByText(/trong các đơn vị đủ mẫu/)).toBeVisible();
  await page.goto(page.url().replace(/don-vi=[^&]*|$/, '&don-vi=nowhere'));
  await expect(page.getByText(/Không có đơn vị “nowhere”/)).toBeVisible();
});

test('a second wave stands beside the first, and says where nothing can be compared', async ({
  page,
  product,
}) => {
  const plan = join(product.dataDir, 'plan.csv');
  await writeFile(plan, 'commune,code,name,target\n29551,01,Khóm 1,10\n');
  const { waveId } = await product.command<{ waveId: string }>(
    ...['wave', 'create', '--name', 'Đợt hai', '--instrument', 'household-2022'],
    ...['--catalogue', '2025-07-01', '--open', '--villages', plan],
  );
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await page.goto(`${product.origin}/office.html#/ket-qua?cap=commune&dot=${waveId}&xem=so-sanh`);

  const asked = office.row(/Phường Long Châu/);
  await expect(asked).toContainText('không đủ mẫu');
  const notAsked = office.row(/Phường Phú Khương/);
  await expect(notAsked).toContainText('không so sánh được');
  await expectSound(page, 'the comparison');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sipas_changes_dot-hai_.*_commune_overall\.csv$/);
});

test('a unit stands beside another and beside the rest of the province, with what may be said of it', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await page.goto(
    `${product.origin}/office.html#/ket-qua?cap=grouping:buu-dien-khu-vuc&xem=so-sanh`,
  );
  await page.getByLabel('So sánh', { exact: true }).selectOption('Hai đơn vị');
  await expect(
    page.getByText(/^Chỉ số chung của .* so với .*: (cao hơn rõ|thấp hơn rõ|chưa thấy khác)\.$/),
  ).toBeVisible();
  await expectSound(page, 'two units');

  await page.getByLabel('So sánh', { exact: true }).selectOption('Một đơn vị và phần còn lại');
  await expect(page.getByText(/so với phần còn lại của Tỉnh Vĩnh Long: /)).toBeVisible();
  await expect(office.row(/Chỉ số hài lòng chung/)).toContainText('khoảng tin cậy 95\u00a0%');
  await expectSound(page, 'a unit and the rest');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sipas_unit-pair_.*_rest-of-86\.csv$/);
});

test('a figure of the province is followed over the waves, beside what was announced, as picture, table and file', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await page.getByRole('link', { name: 'Xu hướng' }).click();

  const answer = await page.request.get(
    `${product.origin}/api/v1/waves/${product.waveId}/scores?level=province&instrument=household-2022`,
  );
  const { rows } = (await answer.json()) as { rows: { percent: string }[] };
  const figure = `${(rows[0]?.percent ?? '').replace('.', ',')}\u00a0%`;
  const picture = page.getByRole('img', { name: /qua các đợt/ });
  await expect(picture).toContainText(figure);
  // The press of May 2025 on the old province.
  await expect(picture).toContainText('81,75\u00a0%');
  await expect(picture).toContainText('01/07/2025: đơn vị hành chính mới');
  await expect(office.row(/2024 .*Tỉnh Vĩnh Long \(cũ\)/)).toContainText('công bố');
  await expect(page.getByText(/Mới có một đợt dùng bộ phiếu này/)).toBeVisible();
  await expectSound(page, 'the trend');
  for (const [button, ending] of [
    ['Tải CSV', 'csv'],
    ['Lưu hình SVG', 'svg'],
    ['Lưu hình PNG', 'png'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^sipas_.*\\.${ending}$`));
    if (ending !== 'png')
      expect(await readFile(await download.path(), 'utf8')).toContain('báo Thanh tra 18/7/2024');
  }

  await page.getByLabel('Cấp đơn vị').selectOption('commune');
  await page.getByLabel('Chi tiết theo').selectOption({ index: 2 });
  await expect(page).toHaveURL(/theo=factor/);
  await expect(page.getByRole('img', { name: /qua các đợt/ })).toBeVisible();
  await expect(page.getByText('công bố', { exact: true })).toHaveCount(0);
});
