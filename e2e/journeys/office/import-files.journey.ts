import { readFile } from 'node:fs/promises';
import { FieldApp } from '../../pages/field-app.ts';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

interface ReceiptsFile {
  readonly receipts: readonly { readonly outcome: string; readonly hash?: string }[];
}

test('the office takes in files of a phone, cut, whole, foreign, and saves the receipts to carry back', async ({
  page,
  product,
  browser,
  watch,
}) => {
  const pocket = await browser.newContext({ viewport: { width: 360, height: 640 } });
  watch(pocket, product.origin);
  const phone = new FieldApp(await pocket.newPage(), product.origin);
  await phone.enrol(await product.enrolmentCode());
  await pocket.setOffline(true);
  for (const household of ['TEP-1', 'TEP-2', 'TEP-3']) {
    await phone.submitShortForm(household);
    await phone.goHome();
  }
  const downloading = phone.page.waitForEvent('download');
  await phone.button('Xuất tệp').click();
  const download = await downloading;
  const bytes = await readFile(await download.path());
  const { counted } = await product.command<{ counted: number }>('verify');

  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('buudien'));
  await office.open('Nhập tệp');
  const give = async (...files: { name: string; buffer: Buffer }[]) =>
    page
      .getByLabel('Chọn tệp')
      .last()
      .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));
  const card = (name: string) => page.getByRole('article', { name });

  await give(
    { name: 'cat.ndjson.gz', buffer: bytes.subarray(0, bytes.length - 30) },
    { name: 'anh.png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]) },
  );
  await expect(card('cat.ndjson.gz')).toContainText('Thiếu hoặc hỏng');
  await expect(card('cat.ndjson.gz')).toContainText('Tệp bị cắt ngang');
  await expect(card('cat.ndjson.gz')).toContainText(/Dòng 3/);
  await expect(card('anh.png')).toContainText('Đây không phải tệp phiếu');
  await give({ name: 'du.ndjson.gz', buffer: bytes });
  await expect(card('du.ndjson.gz')).toContainText('Nhận đủ');
  await expect(card('du.ndjson.gz')).toContainText(/Mới nhận\s*1\s*Đã có từ trước\s*2/);
  expect(await product.command('verify')).toMatchObject({ counted: counted + 3, differences: [] });

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu tệp biên nhận của du.ndjson.gz' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('du.receipts.json');
  const { receipts } = JSON.parse(await readFile(await saved.path(), 'utf8')) as ReceiptsFile;
  expect(receipts.map(({ outcome }) => outcome)).toEqual([
    'already-stored',
    'already-stored',
    'stored',
  ]);
  expect(new Set(receipts.map(({ hash }) => hash)).size).toBe(3);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectSound(page, `the list of files, ${colorScheme}`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await expectSound(page, 'the list of files at 360 px');
  await pocket.close();
});
