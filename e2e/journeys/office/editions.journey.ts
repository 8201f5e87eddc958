import { expectSound } from '../../fixtures/expect-sound.ts';
import { enrolLatePhone } from '../../fixtures/late-phone.ts';
import { expect, test } from '../../fixtures/test.ts';
import { writeOffGaps } from '../../fixtures/write-off-gaps.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

test('a wave is frozen, late forms change nothing, and a new edition tells what it changed', async ({
  page,
  product,
}) => {
  const phone = await enrolLatePhone(product);
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  // What the simulated phones never sent is written off, as in the journey of closing.
  await writeOffGaps(page, product.waveId);
  await product.command('wave', 'close', product.waveId);
  await page.reload();

  await office.open('Đợt khảo sát');
  await page.getByRole('button', { name: 'Chốt số liệu' }).click();
  await expectSound(page, 'the dialog of freezing');
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt số liệu' }).click();
  await expect(page.getByText('Số liệu đã chốt: bản 1.')).toBeVisible();
  const overall = () =>
    page.evaluate(async (wave) => {
      const query = 'level=province&instrument=transaction-5-factor';
      const table = (await (await fetch(`/api/v1/waves/${wave}/scores?${query}`)).json()) as {
        rows: { percent: string; valid: number }[];
      };
      return table.rows[0];
    }, product.waveId);
  const frozen = await overall();

  expect(new Set(await phone.send(12))).toEqual(new Set(['quarantined wave.closed']));
  await page.reload();
  await expect(page.getByText(/^12 phiếu đến sau khi đóng/)).toBeVisible();
  expect(await overall()).toEqual(frozen);

  await page.getByRole('button', { name: 'Ra bản mới' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ra bản mới' }).click();
  await expect(dialog.getByText('Hãy ghi lý do.')).toBeVisible();
  await dialog.getByLabel('Lý do').fill('Tìm lại được máy của tổ 3');
  await expectSound(page, 'the dialog of a new edition');
  await dialog.getByRole('button', { name: 'Ra bản mới' }).click();

  await expect(page.getByText('Lý do: Tìm lại được máy của tổ 3')).toBeVisible();
  expect((await overall())?.valid).toBe((frozen?.valid ?? 0) + 12);
  if ((await page.getByLabel('Phiếu hỏi').count()) > 0)
    await page.getByLabel('Phiếu hỏi').selectOption('transaction-5-factor');
  await expect(page.getByRole('heading', { name: 'Bản 2 khác bản 1 ở đâu' })).toBeVisible();
  await expect(office.row(/Vĩnh Long/).getByText('−', { exact: false })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 800, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectSound(page, `the editions of a wave at ${String(width)} px, ${colorScheme}`);
      await page.screenshot({
        path: test.info().outputPath(`editions-${String(width)}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  }
});
