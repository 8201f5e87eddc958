import { readExported } from '../../fixtures/exported-file.ts';
import { signIn } from '../../fixtures/office.ts';
import { expect, test } from '../../fixtures/test.ts';
import type { FieldApp } from '../../pages/field-app.ts';

interface AllowanceList {
  readonly rows: readonly { readonly household: string; readonly name: string }[];
}

test('a household signs without a network, the office hears of it once, and no form carries the name', async ({
  app,
  product,
  context,
}) => {
  const office = await signIn(product, 'buudien');
  const signed = async () => {
    const list = (await (await office.get('allowances')).json()) as AllowanceList;
    return list.rows.filter(({ household }) => household.startsWith('BOI-DUONG'));
  };
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);

  await app.submitShortForm('BOI-DUONG-KY');
  const done = app.page.url().split('#/').at(-1) ?? '';
  await app.page.getByRole('link', { name: 'Ký nhận' }).click();
  await app.page.getByLabel('Họ và tên người nhận').fill('Thạch Thị Sóc Trăng');
  const take = app.button('Đã nhận 50.000 đồng');
  await take.click();
  await expect(app.page.getByRole('alert')).toContainText('Chưa có chữ ký.');
  await draw(app);
  await take.click();
  await expect(app.page.getByTestId('allowance')).toContainText('Hộ đã ký nhận 50.000 đồng');
  app = await app.killAndReopen();
  await app.expectHome();
  await app.goTo(done);
  await expect(app.page.getByTestId('allowance')).toContainText('Hộ đã ký nhận 50.000 đồng');

  await app.goHome();
  await app.submitShortForm('BOI-DUONG-KHONG');
  await app.button('Không nhận').click();
  await expect(app.page.getByTestId('allowance')).toContainText('Hộ không nhận bồi dưỡng');
  await app.goHome();
  const download = app.page.waitForEvent('download');
  await app.button('Xuất tệp').click();
  const forms = await readExported(await download, product.dataDir);
  expect(forms).toHaveLength(2);
  expect(JSON.stringify(forms)).not.toContain('Sóc Trăng');
  expect(await signed()).toEqual([]);

  await context.setOffline(false);
  await app.expectAllReceived();
  await expect
    .poll(signed, { timeout: 30_000 })
    .toMatchObject([{ household: 'BOI-DUONG-KY', name: 'Thạch Thị Sóc Trăng' }]);
  app = await app.killAndReopen();
  await app.expectAllReceived();
  expect(await signed()).toHaveLength(1);
});

/** A finger goes across the field. */
async function draw(app: FieldApp): Promise<void> {
  const pad = app.page.getByTestId('signature');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('there is no field to sign in');
  const { mouse } = app.page;
  await mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.7);
  await mouse.down();
  for (const [x, y] of [
    [0.3, 0.2],
    [0.4, 0.8],
    [0.55, 0.3],
    [0.8, 0.6],
  ] as const)
    await mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 5 });
  await mouse.up();
}
