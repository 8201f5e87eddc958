import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

async function openComments(page: Page): Promise<void> {
  await new OfficeConsole(page).open('Kết quả');
  await page.getByRole('link', { name: 'Ý kiến' }).click();
  await expect(page.getByRole('list', { name: 'Các ý kiến' })).toBeVisible();
}

test('an analyst finds a comment without accents, codes it by keyboard, and gives a reason to see it whole', async ({
  page,
  product,
}, info) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await openComments(page);
  const cards = page.getByRole('article');

  await page.getByLabel('Tìm trong ý kiến').fill('nhieu lan khong ai nghe');
  await expect(cards.first()).toContainText('[số điện thoại đã ẩn]');
  await expect(cards.first().locator('mark')).toHaveText(['nhiều', 'lần', 'không', 'ai', 'nghe']);
  await expect(page.getByRole('main')).not.toContainText('0900');
  expect(new URL(page.url()).hash).toContain('tim=');
  const hidden = await page.evaluate(async () => document.documentElement.outerHTML);
  expect(hidden).not.toContain('0900 000 000');

  await cards
    .first()
    .getByRole('button', { name: /^Gán chủ đề cho ý kiến/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(cards.first().getByRole('checkbox').first()).toBeFocused();
  await cards.first().getByRole('checkbox', { name: 'Tiếp nhận phản ánh, kiến nghị' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(cards.first().getByText('Đã lưu chủ đề.')).toBeVisible();
  await expect(cards.first()).toContainText('người gán');

  await cards
    .first()
    .getByRole('button', { name: /^Xem phần đã ẩn/ })
    .click();
  const dialog = page.getByRole('dialog');
  await expectSound(page, 'the dialog of the reason');
  await dialog.getByRole('button', { name: 'Ghi lại và xem' }).click();
  await expect(dialog).toContainText('Hãy ghi lý do.');
  await dialog.getByLabel('Lý do').fill('Kiểm tra số gọi');
  await dialog.getByRole('button', { name: 'Ghi lại và xem' }).click();
  await expect(cards.first()).toContainText('0900 000 000');
  await page.getByText('Ai đã xem nguyên văn').click();
  await expect(page.getByText('Kiểm tra số gọi')).toBeVisible();
  await page.getByText('Số ý kiến theo chủ đề').click();
  await expect(page.getByText(/^Tỉnh Vĩnh Long: .* ý kiến, \d+ phiếu$/)).toBeVisible();
  await page.getByText('Hai người gán có giống nhau không').click();
  await expect(page.getByText('Chưa có ý kiến nào do hai người cùng gán.')).toBeVisible();
  await expectSound(page, 'a comment seen whole');
  await page.screenshot({ path: info.outputPath('whole.png'), fullPage: true });
});

test('an analyst saves the comments that were found, and how many speak of each theme', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await openComments(page);
  const saved = async (button: string): Promise<string> => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: button, exact: true }).click();
    return readFile(await (await downloading).path(), 'utf8');
  };

  await page.getByLabel('Tìm trong ý kiến').fill('nhieu lan khong ai nghe');
  await expect(page.getByRole('article').first()).toContainText('[số điện thoại đã ẩn]');
  const total = await page.getByText(/^\d+ ý kiến/).innerText();
  const lines = (await saved('Tải CSV')).trimEnd().split('\n');
  expect(lines[0]).toContain(';comment;themes;');
  expect(String(lines.length - 1)).toBe(/^\d+/.exec(total)?.[0]);
  expect(lines[1]).toContain('[phone]');
  expect(lines.join()).not.toContain('0900');

  await page.getByText('Số ý kiến theo chủ đề', { exact: true }).click();
  const counts = (await saved('Tải CSV số ý kiến')).trimEnd().split('\n');
  expect(counts[0]).toContain(';theme;n_responses;n_comments;status;');
  const shown = await page.getByRole('table').first().getByRole('row').count();
  expect(counts.length).toBe(shown + 1);
});

test('filters live in the address, and a choice that is gone is said and taken back', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await openComments(page);

  await page.getByLabel('Chủ đề', { exact: true }).selectOption('roads');
  await expect(page.getByRole('article').first()).toContainText('Đường, cầu, hạ tầng');
  await page.reload();
  await expect(page.getByLabel('Chủ đề', { exact: true })).toHaveValue('roads');
  await page.getByLabel('Tìm trong ý kiến').fill('zzz');
  await expect(page.getByText('Không có ý kiến nào như vậy.')).toBeVisible();

  await page.goto(page.url().replace('roads', 'gone'));
  await page.reload();
  await expect(page.getByText('Không có chủ đề này.')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ mọi lựa chọn' }).click();
  await expect(page.getByRole('list', { name: 'Các ý kiến' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`what people said reads well on a phone and with text twice as large, ${colorScheme}`, async ({
    page,
    product,
  }, info) => {
    await page.emulateMedia({ colorScheme });
    const office = new OfficeConsole(page);
    await office.signIn(product.origin, product.account('sonoivu'));
    await openComments(page);
    await page
      .getByRole('button', { name: /^Gán chủ đề cho ý kiến/ })
      .first()
      .click();
    await expectSound(page, '1280 px');
    await page.screenshot({ path: info.outputPath(`wide-${colorScheme}.png`) });
    await page.setViewportSize({ width: 360, height: 740 });
    await expectSound(page, '360 px');
    await page.screenshot({ path: info.outputPath(`phone-${colorScheme}.png`), fullPage: false });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await expectSound(page, '200 %');
  });
