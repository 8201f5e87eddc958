import type { Page } from '@playwright/test';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import type { Product } from '../../fixtures/product.ts';
import { expect, test } from '../../fixtures/test.ts';

/** A phone that numbered so many forms, says how many it still holds, and is never heard of again. */
async function losePhone(
  product: Product,
  said: { readonly headSeq: number; readonly unsent: number },
): Promise<void> {
  const post = async (path: string, body: unknown, token?: string) => {
    const answer = await fetch(`${product.origin}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const code = await product.enrolmentCode();
  const enrolled = { code, deviceName: 'Máy của Năm', platform: 'Android 12' };
  const { deviceId = '', deviceToken } = await post('/enrolments/redeem', enrolled);
  await post(
    '/sync/hello',
    {
      protocol: 1,
      deviceId,
      appVersion: '0.2.0',
      epochs: [{ epoch: 'a1b2c3d4e5f60718', headSeq: said.headSeq, headHash: null }],
      lastReceipt: null,
      unsent: said.unsent,
      oldestUnsentAt: said.unsent === 0 ? null : new Date().toISOString(),
      storage: { persisted: false, usage: 3_200_000, quota: 900_000_000 },
    },
    deviceToken,
  );
}

/** Some simulated phones hold forms that never come: what lacks of them is written off, so that one phone is left. */
async function writeOffDemonstration(page: Page, { waveId }: Product): Promise<void> {
  await page.evaluate(async (wave) => {
    const closing = await fetch(`/api/v1/waves/${wave}/closing`);
    const { blockers } = (await closing.json()) as {
      blockers: {
        deviceId: string;
        device: string;
        gaps: { epoch: string; from: number; to: number }[];
      }[];
    };
    for (const { deviceId, device, gaps } of blockers.filter((one) => one.device !== 'Máy của Năm'))
      for (const gap of gaps)
        await fetch(`/api/v1/devices/${deviceId}/write-offs`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ kind: 'gap', ...gap, reason: `${device}: mô phỏng` }),
        });
  }, waveId);
}

test('a lost phone is an alarm in the menu, is written off by name, and then the wave can be closed', async ({
  page,
  product,
}) => {
  await losePhone(product, { headSeq: 3, unsent: 0 });
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));

  await writeOffDemonstration(page, product);
  await page.reload();
  await office.open('Máy & người');
  await page.getByRole('link', { name: 'Đóng đợt' }).click();
  await expect(page.getByText('Chưa đóng được: còn 1 máy có phiếu chưa về')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Đóng đợt khảo sát' })).toHaveCount(0);

  await page.getByRole('link', { name: /máy cần hỏi ngay$/ }).click();
  const row = office.row(/Máy của Năm/);
  await expect(row).toContainText('Cần hỏi ngay');
  await row.getByRole('link', { name: 'Máy của Năm' }).click();

  await expect(page.getByRole('heading', { name: 'Máy của Năm' })).toBeVisible();
  await expect(page.getByText('có thể mất, đã dùng 4 MB trên 900 MB')).toBeVisible();
  await expect(page.getByText('Thiếu số 1–3')).toBeVisible();
  await page.getByRole('button', { name: 'Ghi bỏ qua: Thiếu số 1–3' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ghi bỏ qua, đứng tên tôi' }).click();
  await expect(dialog.getByText('Hãy ghi lý do.')).toBeVisible();
  await dialog.getByLabel('Lý do').fill('Máy rơi xuống kênh, không lấy lại được');
  await expectSound(page, 'the dialog of a write-off');
  await dialog.getByRole('button', { name: 'Ghi bỏ qua, đứng tên tôi' }).click();

  await expect(page.getByText('Không thiếu số nào')).toBeVisible();
  await expect(page.getByText('Máy rơi xuống kênh, không lấy lại được')).toBeVisible();
  await expect(page.getByText('máy cần hỏi ngay')).toHaveCount(0);
  await page.getByRole('link', { name: 'Đóng đợt' }).click();
  await page.getByRole('button', { name: 'Đóng đợt khảo sát' }).click();
  await expectSound(page, 'the dialog of closing');
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng đợt khảo sát' }).click();
  await expect(page.getByText('Đợt khảo sát đã đóng')).toBeVisible();
  await expect(page.getByRole('banner').getByText('đã đóng')).toBeVisible();

  await page.getByRole('button', { name: 'Mở lại đợt khảo sát' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mở lại đợt khảo sát' }).click();
  await expect(page.getByText('Có thể đóng đợt khảo sát')).toBeVisible();
  await expect(page.getByText(/^Đóng: /)).toBeVisible();
  await expect(page.getByText(/^Mở lại: /)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the page of a phone and of closing pass axe and fit a narrow window, ${colorScheme}`, async ({
    page,
    product,
  }) => {
    await losePhone(product, { headSeq: 5, unsent: 2 });
    await page.emulateMedia({ colorScheme });
    const office = new OfficeConsole(page);
    await office.signIn(product.origin, product.account('quantri'));
    await office.open('Máy & người');
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await page.getByRole('link', { name: /^Máy \(/ }).click();
      await expect(page.getByRole('link', { name: 'Máy của Năm' })).toBeVisible();
      await expectSound(page, `the list of phones at ${String(width)} px`);
      await page.getByRole('link', { name: 'Máy của Năm' }).click();
      await expect(page.getByRole('heading', { name: 'Máy của Năm' })).toBeVisible();
      await expectSound(page, `a phone at ${String(width)} px`);
      await page.getByRole('link', { name: 'Đóng đợt' }).click();
      await expect(page.getByText('Chưa đóng được')).toBeVisible();
      await expectSound(page, `closing at ${String(width)} px`);
    }
  });
