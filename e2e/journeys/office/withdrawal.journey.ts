import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signIn } from '../../fixtures/office.ts';
import { expect, test } from '../../fixtures/test.ts';
import { transactionForm } from '../../pages/field-app.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

test.setTimeout(240_000);

const said = 'chimyến4711 bay qua sông';

test('a respondent keeps a code, asks to take the form back, and no byte of it is left at the server', async ({
  app,
  product,
  browser,
}) => {
  const analyst = await signIn(product, 'sonoivu');
  const before = (await analyst.progress()).total.accepted;
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('RUT-1', transactionForm);
  await app.answer(1);
  while ((await app.questionCode()) !== 'comment') await app.answer(4);
  await app.page.getByLabel('Câu trả lời').fill(said);
  await app.page.locator('.actions button').last().click();
  await expect(app.reviewTitle).toBeVisible();
  await app.submit();
  const slip = app.page.getByTestId('withdrawal-slip').locator('.code');
  await expect(slip).toHaveText(/^\s*\d{4} \d{4} \d{4} \d{4}\s*$/);
  const code = (await slip.textContent()) ?? '';
  await app.goHome();
  await app.expectAllReceived();
  expect((await analyst.progress()).total.accepted).toBe(before + 1);

  const page = await (await browser.newContext()).newPage();
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('baovedulieu'));
  await office.open('Yêu cầu về phiếu');
  await expect(page.getByText('Chưa có yêu cầu nào.')).toBeVisible();
  await page.getByRole('button', { name: 'Ghi yêu cầu mới' }).click();
  await page.getByLabel('Mã phiếu').fill(code.trim());
  await page.getByLabel('Họ yêu cầu gì').fill('Muốn rút lại phiếu');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  const section = page.getByRole('region', { name: 'Rút lại phiếu này' });
  await section.getByLabel('Đã làm gì, báo gì cho người hỏi').fill('Đã báo');
  await section.getByRole('checkbox').check();
  await section.getByRole('button', { name: 'Rút lại, xóa câu trả lời' }).click();
  await expect(page.getByText(/Không còn câu trả lời nào/)).toBeVisible();

  expect((await analyst.progress()).total.accepted).toBe(before);
  for (const name of ['sipas.sqlite', 'sipas.sqlite-wal'])
    expect((await readFile(join(product.dataDir, name))).includes(said)).toBe(false);
  expect(await product.command('verify')).toMatchObject({ differences: [] });
});
