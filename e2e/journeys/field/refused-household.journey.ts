import { signIn } from '../../fixtures/office.ts';
import { expect, test } from '../../fixtures/test.ts';

test('households that were not interviewed are recorded, sent, and shown in the progress', async ({
  app,
  product,
  context,
}) => {
  const office = await signIn(product, 'buudien');
  const before = (await office.progress()).total;
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);

  await test.step('a household says no to the consent', async () => {
    await app.fillHousehold('TU-CHOI');
    await app.button('Gặp được, bắt đầu').click();
    await app.button('Từ chối').click();
    await app.button('Không, quay lại').click();
    await app.button('Từ chối').click();
    await app.button('Đúng, hộ từ chối').click();
    await expect(app.page.getByRole('heading', { name: 'Đã ghi kết quả' })).toBeVisible();
    await app.goHome();
  });
  for (const outcome of ['Vắng nhà', 'Từ chối', 'Không tìm thấy hộ', 'Không đủ điều kiện']) {
    await app.fillHousehold(outcome);
    await app.page.getByText('Không phỏng vấn được?').click();
    if (outcome === 'Vắng nhà') {
      await app.button('Ghi kết quả').click();
      await expect(app.page.getByText('Hãy chọn kết quả lần đến.')).toBeVisible();
    }
    await app.page.getByRole('radio', { name: outcome }).check();
    await app.button('Ghi kết quả').click();
    await expect(app.page.getByRole('heading', { name: 'Đã ghi kết quả' })).toBeVisible();
    await app.goHome();
  }
  await app.expectWaiting(5);

  await context.setOffline(false);

  await app.expectAllReceived();
  await expect(app.light).not.toContainText('giữ riêng');
  await app.goTo('phieu-da-luu');
  const visits = app.page.getByTestId('form').filter({ hasText: 'Lần đến không phỏng vấn được' });
  await expect(visits).toHaveCount(5);
  const after = (await office.progress()).total;
  expect(after.refused).toBe(before.refused + 2);
  expect(after.accepted).toBe(before.accepted);
  expect(await product.command('verify')).toMatchObject({ differences: [] });
});

test('who goes on before everything is filled in is led to what lacks', async ({
  app,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.page.getByRole('link', { name: 'Phỏng vấn mới' }).click();
  await app.button('Gặp được, bắt đầu').click();

  const commune = app.page.getByRole('group', { name: 'Xã, phường' });
  await expect(commune).toHaveAccessibleDescription('Hãy chọn xã, phường.');
  await expect(commune).toBeInViewport();
  await expect(app.page.locator(':focus')).toBeInViewport();
  const code = app.page.getByLabel('Mã hộ');
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  await expect(code).toHaveAccessibleDescription(/Hãy ghi mã hộ\./);
  await code.fill('H-1');
  await expect(code).toHaveAttribute('aria-invalid', 'false');

  await app.page.getByText('Không phỏng vấn được?').click();
  await app.button('Ghi kết quả').click();
  await expect(app.page.getByRole('group', { name: 'Kết quả' })).toBeInViewport();
  await expect(app.page.getByText('Hãy chọn kết quả lần đến.')).toBeInViewport();
});
