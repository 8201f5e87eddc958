import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectFits, expectSound } from '../../fixtures/expect-sound.ts';
import type { Product } from '../../fixtures/product.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

/** Every view of the results: its choices in the address, and what stands there once it is drawn. */
const views = [
  ['overview', 'xem=tong-quan', 'h2'],
  ['table', 'cap=grouping:buu-dien-khu-vuc', 'table'],
  ['groups', 'cap=grouping:buu-dien-khu-vuc&nhom=sex', 'table'],
  ['heat table', 'cap=grouping:buu-dien-khu-vuc&theo=factor', '.heat, table'],
  ['map', 'hinh=ban-do', 'path[role=option]'],
  ['bars', 'hinh=cot&cap=grouping:buu-dien-khu-vuc', 'tr[data-unit]'],
  ['five answers', 'hinh=nam-muc&cap=grouping:buu-dien-khu-vuc', '.stack, [role=status]'],
  ['other questions', 'xem=cau-hoi', 'table'],
  ['trend', 'xem=xu-huong', 'svg[role=img]'],
  ['priorities', 'xem=uu-tien', 'table'],
  ['first priorities', 'xem=uu-tien&cap=grouping:buu-dien-khu-vuc', 'table'],
  ['comments', 'xem=y-kien', '.cards'],
  ['report', 'xem=bao-cao', 'article table'],
] as const;

async function signIn(page: Page, product: Product): Promise<void> {
  await new OfficeConsole(page).signIn(product.origin, product.account('sonoivu'));
}

async function visitAll(
  page: Page,
  product: Product,
  judge: (page: Page, where: string) => Promise<void>,
): Promise<void> {
  for (const [name, choices, ready] of views) {
    await page.goto(`${product.origin}/office.html#/ket-qua?${choices}`);
    await expect(page.locator(`main :is(${ready})`).first()).toBeVisible({ timeout: 180_000 });
    if (name === 'comments')
      for (const more of await page.locator('main details > summary').all()) await more.click();
    await judge(page, name);
  }
  await page.goto(`${product.origin}/office.html#/ket-qua?${await compared(product)}`);
  await page.reload();
  await expect(page.locator('main table').first()).toBeVisible();
  await judge(page, 'comparison');
}

/** Two waves, so that there is something to compare. */
async function compared(product: Product): Promise<string> {
  const plan = join(product.dataDir, 'plan.csv');
  await writeFile(plan, 'commune,code,name,target\n29551,01,Khóm 1,10\n');
  const { waveId } = await product.command<{ waveId: string }>(
    ...['wave', 'create', '--name', 'Đợt hai', '--instrument', 'household-2022'],
    ...['--catalogue', '2025-07-01', '--open', '--villages', plan],
  );
  return `cap=commune&dot=${waveId}&xem=so-sanh`;
}

// The colours of both schemes, at the two widths that are hardest on a layout; axe reads a whole table at each.
for (const { width, colorScheme } of [
  { width: 360, colorScheme: 'light' },
  { width: 800, colorScheme: 'dark' },
] as const)
  test(`every view of the results is sound at ${String(width)} px, ${colorScheme}`, async ({
    page,
    product,
  }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await signIn(page, product);
    await visitAll(page, product, expectSound);
  });

test('every view of the results fits a desktop, also with text twice as large', async ({
  page,
  product,
}) => {
  test.slow();
  await signIn(page, product);
  await visitAll(page, product, async (view, name) => {
    await expectFits(view, `${name} at 1280 px`);
    await setTextSize(view, '200%');
    await expectFits(view, `${name} with text twice as large`);
    await setTextSize(view, '');
  });
});

const setTextSize = (page: Page, size: string): Promise<void> =>
  page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize;
  }, size);
