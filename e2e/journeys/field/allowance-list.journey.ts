import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signIn } from '../../fixtures/office.ts';
import { expect, test } from '../../fixtures/test.ts';
import type { FieldApp } from '../../pages/field-app.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

interface List {
  readonly rows: readonly {
    readonly name: string;
    readonly household: string;
    readonly amountVnd: number;
    readonly strokes: readonly unknown[];
    readonly code: string | null;
  }[];
}

const recipient = 'Phạm Thị Kín Đáo';

async function expectNoFinding(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }
}

/** How many receipts lie in the phone's own book. */
const held = (app: FieldApp): Promise<number> =>
  app.page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('sipas-allowance');
        opening.onerror = () => {
          reject(new Error('no book'));
        };
        opening.onsuccess = () => {
          const counting = opening.result.transaction('receipts').objectStore('receipts').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

test('what a household signed goes from the phone to the list of the office, is read by no analyst, and is deleted', async ({
  app,
  product,
  context,
  browser,
}) => {
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  await app.submitShortForm('KY-01');
  const card = app.page.getByTestId('allowance');
  await card.getByRole('link', { name: 'Ký nhận' }).click();
  await app.page.getByLabel('Họ và tên người nhận').fill(recipient);
  const pad = app.page.getByTestId('signature');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('there is no frame to sign in');
  await app.page.mouse.move(box.x + 30, box.y + 60);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + 120, box.y + 20, { steps: 8 });
  await app.page.mouse.move(box.x + 220, box.y + 90, { steps: 8 });
  await app.page.mouse.up();
  await app.button('Đã nhận 50.000 đồng').click();
  await expect(card).toContainText('Hộ đã ký nhận 50.000 đồng');
  expect(await held(app)).toBe(1);

  app = await app.killAndReopen();
  await context.setOffline(false);
  await app.sendNow();
  await app.expectAllReceived();
  await expect.poll(() => held(app)).toBe(0);

  const office = await signIn(product, 'buudien');
  const { rows } = (await (await office.get('allowances')).json()) as List;
  expect(rows).toMatchObject([
    { name: recipient, household: 'KY-01', amountVnd: 50_000, code: null },
  ]);
  expect(rows[0]?.strokes).toHaveLength(1);
  const file = await (await office.get('exports/allowances.csv')).text();
  expect(file).toContain(recipient);
  const analyst = await signIn(product, 'sonoivu');
  await expect(analyst.get('allowances')).rejects.toThrow('permission.denied');
  await expect(analyst.get('exports/allowances.csv')).rejects.toThrow('permission.denied');

  const desk = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 } })
  ).newPage();
  const console = new OfficeConsole(desk);
  await console.signIn(product.origin, product.account('buudien'));
  await console.open('Ký nhận');
  await expect(desk.getByRole('img', { name: `Chữ ký của ${recipient}` })).toBeVisible();
  await expectNoFinding(desk);
  await desk.emulateMedia({ media: 'print' });
  await expect(desk.getByText('NGƯỜI LẬP DANH SÁCH')).toBeVisible();
  await expect(desk.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBeVisible();
  await expect(desk.getByRole('navigation')).toBeHidden();
  await desk.context().close();

  expect(await product.command('allowances', 'delete', '--wave', product.waveId)).toEqual({
    deleted: 1,
  });
  expect(((await (await office.get('allowances')).json()) as List).rows).toEqual([]);
});

test('a household that declines, or signs by keyboard, is not asked again after a restart', async ({
  app,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.submitShortForm('KY-02');
  const card = app.page.getByTestId('allowance');
  await card.getByRole('button', { name: 'Không nhận' }).click();
  await expect(card).toContainText('Hộ không nhận bồi dưỡng');
  await app.goHome();
  await app.submitShortForm('KY-03');
  await card.getByRole('link', { name: 'Ký nhận' }).click();
  await app.page.getByLabel('Họ và tên người nhận').fill(recipient);
  await app.page.getByRole('checkbox').check();
  await app.button('Đã nhận 50.000 đồng').click();
  await expect(card).toContainText('Hộ đã ký nhận');

  app = await app.killAndReopen();
  await app.expectHome();
  await app.goTo('phieu-da-luu');
  const links = app.page.getByRole('link', { name: 'Ký nhận bồi dưỡng' });
  await expect(links).toHaveCount(2);
  await links.nth(0).click();
  await expect(app.page.getByTestId('allowance')).toContainText('Hộ đã ký nhận 50.000 đồng');
  await app.goTo('phieu-da-luu');
  await links.nth(1).click();
  await expect(app.page.getByTestId('allowance')).toContainText('Hộ không nhận bồi dưỡng');
});
