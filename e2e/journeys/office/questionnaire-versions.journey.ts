import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { expect, test } from '../../fixtures/test.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

interface Form {
  readonly satisfiedOptions: readonly string[];
  readonly sections: readonly {
    readonly questions: readonly {
      readonly code: string;
      readonly text: { readonly vi: string };
    }[];
  }[];
}
const shipped = join(import.meta.dirname, '../../../data/questionnaires/transaction-5-factor.json');

/** The shipped form with a word of a criterion mended and "3" counted as satisfied. */
async function writeSecondVersion(folder: string): Promise<string> {
  const form = JSON.parse(await readFile(shipped, 'utf8')) as Form;
  const second = {
    ...form,
    satisfiedOptions: ['3', ...form.satisfiedOptions],
    sections: form.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) =>
        question.code === 't1_1'
          ? { ...question, text: { ...question.text, vi: `${question.text.vi} (bản sửa)` } }
          : question,
      ),
    })),
  };
  const file = join(folder, 'second.json');
  await writeFile(file, JSON.stringify(second));
  return file;
}

test('an analyst reads by link what a second version of a questionnaire changed, and what it does to the figures', async ({
  page,
  product,
}) => {
  const file = await writeSecondVersion(product.dataDir);
  const publish = ['instrument', 'publish', file, '--wave', product.waveId];
  await product.command(...publish, '--accept', 'breaks');
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  // By keys alone, from wherever one is.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Tìm màn hình/ }).fill('phieu hoi');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Phiếu hỏi' })).toBeVisible();

  await expect(office.row(/transaction-5-factor.*Bản 2/)).toBeVisible();
  await office.open('Đợt khảo sát');
  await page.getByRole('link', { name: /^bản / }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Phiếu hỏi' })).toBeVisible();
  expect(page.url()).toContain('phieu=');
  await office.row(/Bản 2/).getByRole('link', { name: 'So với bản 1' }).click();
  await expect(page.getByText('Số liệu hai bản không so sánh được', { exact: true })).toBeVisible();
  const satisfied = office.row(/^Cả phiếu.*Phương án được tính là hài lòng/);
  await expect(satisfied).toContainText('Không so sánh được: mọi chỉ số');
  await expect(satisfied.locator('ins')).toHaveText('3, ');
  const criterion = office.row(/^t1_1/);
  await expect(criterion.locator('ins')).toHaveText(' (bản sửa)');
  await expect(criterion.locator('del')).toHaveCount(0);
  await expect(criterion).toContainText('Không ảnh hưởng');

  await page.getByLabel('Hiện').selectOption('Chỉ sửa chữ');
  await expect(satisfied).toHaveCount(0);
  await expect(criterion).toBeVisible();
  // The address alone shows the same to who opens it.
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(criterion).toBeVisible();
  await expect(satisfied).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải CSV' }).click();
  expect((await download).suggestedFilename()).toBe(
    'sipas_instrument_transaction-5-factor_1-2.csv',
  );

  await page.getByLabel('Hiện').selectOption('Mọi thay đổi');
  await expect(satisfied).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectSound(page, `two versions at ${String(width)} px, ${colorScheme}`);
      await page.screenshot({
        path: test.info().outputPath(`versions-${String(width)}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  }
  // Versions are listed with the newest first.
  await page.getByLabel('Bản sau').selectOption({ index: 1 });
  await expect(page.getByText('Hai bản như nhau')).toBeVisible();
  await expectSound(page, 'two versions that are the same');
});
