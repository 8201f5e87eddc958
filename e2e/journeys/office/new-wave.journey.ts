import { expectSound } from '../../fixtures/expect-sound.ts';
import type { Product } from '../../fixtures/product.ts';
import { expect, test } from '../../fixtures/test.ts';
import { writeOffGaps } from '../../fixtures/write-off-gaps.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

/** A phone that is enrolled now. Answers: the names of the waves that it is given, asked anew each time. */
async function enrolPhone(product: Product): Promise<() => Promise<readonly string[]>> {
  const api = `${product.origin}/api/v1`;
  const redeemed = await fetch(`${api}/enrolments/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      code: await product.enrolmentCode(),
      deviceName: 'Máy của Sáu',
      platform: 'Android 12',
    }),
  });
  const { deviceToken } = (await redeemed.json()) as { deviceToken: string };
  return async () => {
    const headers = { authorization: `Bearer ${deviceToken}` };
    const packed = await fetch(`${api}/field-package`, { headers });
    return ((await packed.json()) as { waves: { name: string }[] }).waves.map(({ name }) => name);
  };
}

test('an administrator makes a wave by keyboard, phones have it, and it is closed and frozen on the same screen', async ({
  page,
  product,
}) => {
  test.slow();
  const wavesOfPhone = await enrolPhone(product);
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  await office.open('Đợt khảo sát');
  await expectSound(page, 'the waves');
  const [existing = ''] = await wavesOfPhone();

  await page.getByRole('button', { name: 'Tạo đợt khảo sát' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel('Tên đợt khảo sát');
  await expect(name).toBeVisible();
  await expectSound(page, 'the form of a new wave');
  await name.focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Hãy đặt tên cho đợt.')).toBeVisible();
  await expect(name).toBeFocused();
  await expectSound(page, 'the form of a new wave with its faults');

  await page.keyboard.type(existing);
  await dialog.getByRole('checkbox', { name: /transaction-5-factor/ }).focus();
  await page.keyboard.press('Space');
  const chooseFile = (text: string) =>
    dialog
      .getByLabel('Kế hoạch ấp, khóm (tệp CSV)')
      .setInputFiles({ name: 'ap.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const header = 'commune;code;name;target';
  await chooseFile(`${header}\n29551;01;Khóm 1;25\n29551;02;Khóm 2;nhiều\n`);
  const save = dialog.getByRole('button', { name: 'Tạo đợt', exact: true });
  await save.click();
  await expect(dialog.getByText(/\(3, target: "nhiều"\)/)).toBeVisible();
  await chooseFile(`${header}\n29551;01;Khóm 1;25\n29551;02;Khóm 2;30\n`);
  await save.click();
  await expect(dialog.getByText(/Đã có một đợt khảo sát mang tên này/)).toBeVisible();
  await name.fill('SIPAS bổ sung');
  await dialog.getByRole('radio', { name: /^Để đó, mở sau/ }).check();
  await save.click();

  await expect(page.getByText('Đã tạo đợt “SIPAS bổ sung”.')).toBeVisible();
  const row = office.row(/SIPAS bổ sung/);
  await expect(row).toContainText('chưa mở');
  await expect(row).toContainText('kế hoạch 55 hộ, 2 ấp, khóm');
  await expect(page.getByText('Đợt chưa mở lần nào')).toBeVisible();
  expect(await wavesOfPhone()).toEqual([existing]);
  await expectSound(page, 'a wave that was not opened yet');

  await page.getByRole('button', { name: 'Mở đợt khảo sát' }).click();
  await dialog.getByRole('button', { name: 'Mở đợt khảo sát' }).click();
  await expect(row).toContainText('đang mở');
  await expect(page.getByText(/^Mở: .*, /)).toBeVisible();
  expect([...(await wavesOfPhone())].sort()).toEqual([existing, 'SIPAS bổ sung'].sort());
  const waveId = /dot=([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(`${product.origin}/office.html#/tien-do?cap=commune&dot=${waveId}`);
  await expect(office.row(/Phường Long Châu/)).toContainText('55');

  await office.open('Máy & người');
  await page.getByRole('link', { name: 'Đóng đợt' }).click();
  await expect(page.getByText(/^Chưa đóng được/)).toBeVisible();
  await writeOffGaps(page, waveId);
  await page.getByRole('link', { name: /^Mở, đóng và chốt số liệu/ }).click();
  await page.getByRole('button', { name: 'Đóng đợt khảo sát' }).click();
  await dialog.getByRole('button', { name: 'Đóng đợt khảo sát' }).click();
  await expect(row).toContainText('đã đóng');
  expect(await wavesOfPhone()).toEqual([existing]);
  await page.getByRole('button', { name: 'Chốt số liệu' }).click();
  await dialog.getByRole('button', { name: 'Chốt số liệu' }).click();
  await expect(row).toContainText('đã chốt, bản 1');
  await expect(page.getByText('Số liệu đã chốt nên đợt không mở lại được.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mở lại đợt khảo sát' })).toHaveCount(0);
});

test('the waves and the form of a new one pass axe and fit every window, light and dark', async ({
  page,
  product,
}) => {
  test.slow();
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  await office.open('Đợt khảo sát');
  const dialog = page.getByRole('dialog');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 800, 360]) {
      const name = `${String(width)} px, ${colorScheme}`;
      const picture = (what: string) =>
        page.screenshot({
          path: test.info().outputPath(`${what}-${String(width)}-${colorScheme}.png`),
          fullPage: true,
        });
      await page.setViewportSize({ width, height: 900 });
      await expectSound(page, `the waves at ${name}`);
      await picture('waves');
      await page.getByRole('button', { name: 'Tạo đợt khảo sát' }).click();
      await dialog.getByRole('button', { name: 'Tạo đợt', exact: true }).click();
      await expectSound(page, `the form of a new wave at ${name}`);
      await picture('form');
      await dialog.getByRole('button', { name: 'Đóng' }).click();
    }
  }
});
