import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { createWorld, startProduct } from './fixtures/product.ts';
import { FieldApp } from './pages/field-app.ts';
import { OfficeConsole } from './pages/office-console.ts';

/** Makes the pictures of the README from the demonstration, as a person would see it. */
const folder = join(import.meta.dirname, '../docs/screenshots');
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

await mkdir(folder, { recursive: true });
const world = await createWorld(3000);
const product = await startProduct(world);
const browser = await chromium.launch({
  ...(existsSync(executablePath) ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  process.stderr.write(`docs/screenshots/${name}.png\n`);
}

try {
  const settings = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
  const desk = await browser.newContext({ ...settings, viewport: { width: 1280, height: 800 } });
  const page = await desk.newPage();
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  await picture(page, 'office-progress');
  await office.open('Kết quả');
  await page.getByLabel('Cấp đơn vị').selectOption('district');
  await picture(page, 'office-results');
  await page.getByRole('link', { name: 'Bản đồ' }).click();
  await page.locator('path[data-code]').first().waitFor();
  await page.getByRole('heading', { name: /^Bản đồ:/ }).evaluate((title) => title.scrollIntoView());
  await picture(page, 'office-map');
  await page.getByRole('link', { name: 'Ưu tiên' }).click();
  await page.getByRole('table').first().waitFor();
  await picture(page, 'office-priorities');
  await office.open('Máy & người');
  await office
    .row(/Điều tra viên trình diễn/)
    .getByRole('button', { name: /Nhận máy/ })
    .click();
  await page.getByRole('img', { name: /Mã QR/ }).waitFor();
  await picture(page, 'office-enrol');

  const pocket = await browser.newContext({
    ...settings,
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
  });
  const phone = new FieldApp(await pocket.newPage(), product.origin);
  await phone.enrol(await product.enrolmentCode());
  await picture(phone.page, 'field-home');
  await phone.beginInterview('H-01');
  while ((await phone.questionCode()) !== 'c9_01') await phone.answer();
  await picture(phone.page, 'field-question');
  await phone.answerToTheEnd();
  await phone.submit();
  await phone.page.getByText('Máy chủ đã nhận').waitFor();
  await picture(phone.page, 'field-done');
} finally {
  await browser.close();
  await product.stop();
  await rm(world.dir, { recursive: true, force: true });
}
